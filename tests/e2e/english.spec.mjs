// The page in English, from end to end: nothing of its own is Japanese. What was entered is written in ASCII
// here, so that whatever is Japanese is the page's.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { STAGES, engagement, file } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';
import { EnglishPage } from './pages/english.mjs';
import { many } from './running.mjs';

const read = async (name) => JSON.parse(await readFile(fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url)), 'utf8'));
const JAPANESE = /[\u3000-\u30ff\u3400-\u9fff\uff00-\uff9f]+/g;

/** The same with every Japanese text in ASCII; one and the same text is one and the same afterwards. */
function ascii(value, words = new Map()) {
  if (typeof value === 'string') {
    return value.replace(JAPANESE, (word) => {
      if (!words.has(word)) words.set(word, `w${words.size + 1}`);
      return words.get(word);
    });
  }
  if (Array.isArray(value)) return value.map((one) => ascii(one, words));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, ascii(one, words)]));
}

/** The board with a file on it, in English. */
async function english(page, engagements, more = {}) {
  await page.clock.setFixedTime(new Date('2026-07-01T10:00:00+09:00'));
  const board = new BoardPage(page);
  await board.open();
  if (engagements.length > 0) {
    await board.import({ ...ascii(file(engagements)), ...more }, '置き換える');
    await board.saved();
  }
  await EnglishPage.prefer(page);
  await board.reload();
  await expect(board.html).toHaveAttribute('lang', 'en');
  return { board, words: new EnglishPage(board) };
}

test('英語の画面に日本語が残っていない：空のボードと、メニューから開くもの', async ({ page }) => {
  const { board, words } = await english(page, []);
  await words.expectEnglish('start');
  await words.dialogs(() => board.openMenu());
});

test('英語の画面に日本語が残っていない：画面とダイアログ', async ({ page }) => {
  test.setTimeout(120_000);
  const { board, words } = await english(page, many(20));
  for (const name of ['Today', 'Calendar', 'Insight', 'Board']) await words.screen(name);
  await words.dialogs(() => board.openMenu());
  await page.keyboard.press('Control+k');
  await words.expectEnglish('palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await words.expectEnglish('filter');
});

test('英語の画面に日本語が残っていない：カードのメニューと、そこから開くもの', async ({ page }) => {
  const { board, words } = await english(page, [...(await read('complete.json')).board.engagements, engagement('books', 'review', { met: true })]);
  const menu = async () => {
    await board.card('books').getByRole('button', { name: /^Menu of/ }).click();
    await expect(board.menu).toBeVisible();
  };
  await words.dialogs(menu);
});

test('英語の画面に日本語が残っていない：パネルの9つの段階と書類', async ({ page }) => {
  test.setTimeout(180_000);
  const { board, words } = await english(page, (await read('complete.json')).board.engagements);
  await board.cards.first().getByRole('heading').click();
  await expect(board.panel).toBeVisible();
  for (const stage of STAGES) {
    await board.section(stage);
    await words.unfold();
    await words.expectEnglish(stage);
  }
});

test('言語を替えても、書きかけの文字、開いているパネル、フォーカスはそのまま', async ({ page }) => {
  const board = new BoardPage(page);
  await board.open();
  await board.load([engagement('books')]);
  await board.openCard('books');
  await board.section('clarify');
  const fields = board.panel.getByRole('textbox');
  const purpose = board.panel.getByLabel('依頼の目的');
  await purpose.fill('quiet evenings');
  // A line that is typed and not yet entered.
  const count = await fields.count();
  const line = board.panel.getByPlaceholder(/入力して Enter/).first();
  await line.fill('half a line');
  await page.keyboard.press('Control+k');
  await board.dialog.getByRole('combobox').fill('English');
  await page.keyboard.press('Enter');
  await expect(board.html).toHaveAttribute('lang', 'en');
  await expect(board.panel).toBeVisible();
  await expect(fields).toHaveCount(count);
  await expect(board.panel.getByLabel('Purpose of the request')).toHaveValue('quiet evenings');
  const english = board.panel.getByPlaceholder(/Enter/).first();
  await expect(english).toHaveValue('half a line');
  await expect(english).toBeFocused();
});
