// A column of many cards draws those near the view; a person notices nothing of it.
import { engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';

const COUNT = 150;
const name = (number) => `案件 ${String(number).padStart(3, '0')}`;

test.beforeEach(async ({ board }) => {
  const engagements = Array.from({ length: COUNT }, (_, index) => engagement(name(index + 1), 'clarify', { met: true }));
  await board.load(engagements);
  await expect(board.column('clarify')).toContainText(`${COUNT}件`);
  await expect(board.card(name(1))).toBeVisible();
});

/** How many cards are there to be drawn by the browser. */
const drawn = (board) => board.cardsIn('clarify').count();

test('見える範囲の近くだけを描き、数と順番は読み上げに伝わる', async ({ board }) => {
  expect(await drawn(board)).toBeLessThan(40);
  const items = board.column('clarify').getByRole('listitem');
  await expect(items.first()).toHaveAttribute('aria-setsize', String(COUNT));
  await expect(items.first()).toHaveAttribute('aria-posinset', '1');
});

test('端まで送ると、最後の案件が見える', async ({ board }) => {
  const list = board.column('clarify').locator('.column__cards');
  await expect.poll(async () => {
    await list.evaluate((list) => list.scrollTo(0, list.scrollHeight));
    return board.card(name(COUNT)).isVisible();
  }).toBe(true);
  await expect(board.card(name(1))).toHaveCount(0);
  expect(await drawn(board)).toBeLessThan(40);
  await list.evaluate((list) => list.scrollTo(0, 0));
  await expect(board.card(name(1))).toBeVisible();
});

test('キーボードで端から端へ行け、離れてもフォーカスは失われない', async ({ board }) => {
  await board.card(name(1)).focus();
  await board.page.keyboard.press('End');
  await expect(board.card(name(COUNT))).toBeFocused();
  await expect(board.card(name(COUNT))).toBeInViewport();
  await board.page.keyboard.press('ArrowUp');
  await expect(board.card(name(COUNT - 1))).toBeFocused();
  await board.column('clarify').locator('.column__cards').hover();
  await board.page.mouse.wheel(0, -100_000);
  await expect(board.card(name(1))).toBeInViewport();
  await expect(board.card(name(COUNT - 1))).toBeFocused();
  await board.page.keyboard.press('Home');
  await expect(board.card(name(1))).toBeFocused();
});

test('キーで送ると、フォーカスのあるカードへ引き戻されない', async ({ board }) => {
  const page = board.page;
  await board.card(name(1)).focus();
  const list = board.column('clarify').locator('.column__cards');
  // Page by page, until the first cards are far beyond what is drawn.
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await expect(board.card(name(30))).toBeInViewport({ timeout: 500 });
  }).toPass();
  await expect(board.card(name(2))).toHaveCount(0);
  await expect(board.card(name(1))).toBeFocused();
  expect(await list.evaluate((list) => list.scrollTop)).toBeGreaterThan(1_000);
});

test('マウスでは、遠くの列へも、見えない端へも動かせる', async ({ board }) => {
  const page = board.page;
  const from = await board.centre(board.card(name(1)).getByRole('heading'));
  const list = await board.column('clarify').locator('.column__cards').boundingBox();
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 30, { steps: 3 });
  // The column runs on while the card is held at its edge.
  await page.mouse.move(from.x, list.y + list.height - 4, { steps: 3 });
  await expect(board.card(name(60))).toBeInViewport({ timeout: 20_000 });
  await expect(board.card(name(1))).toHaveAttribute('data-dragging', '');
  await page.mouse.move(from.x, list.y + list.height / 2, { steps: 3 });
  await page.mouse.up();
  await board.saved();
  const moved = await board.titlesIn('clarify').allTextContents();
  expect(moved).toContain(name(1));
  await board.undo();
  await board.column('clarify').locator('.column__cards').evaluate((list) => list.scrollTo(0, 0));
  await expect(board.titlesIn('clarify').first()).toHaveText(name(1));
});

test('描かれていない案件も、検索で見つかり、開いて閉じるとフォーカスが戻る', async ({ board }) => {
  await board.page.keyboard.press('/');
  await board.page.getByRole('search').getByRole('searchbox').fill('案件 140');
  await expect(board.card(name(140))).toBeVisible();
  await expect(board.card(name(1))).toHaveCount(0);
  await board.openCard(name(140));
  await board.page.keyboard.press('Escape');
  await expect(board.panel).toHaveCount(0);
  await expect(board.card(name(140))).toBeFocused();
});

test('印刷では、すべての案件を描く', async ({ board }) => {
  await board.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await expect(board.cardsIn('clarify')).toHaveCount(COUNT);
  await board.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect.poll(() => drawn(board)).toBeLessThan(40);
});

test('1回の変更で書く文字数は、案件の数によらない', async ({ board, browser }) => {
  /** The characters that one more letter in a field writes. */
  const written = async (board, title) => {
    await board.openCard(title);
    await board.page.evaluate(() => {
      window.written = 0;
      const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) {
        if (key.startsWith('irai-board/') && key !== 'irai-board/ballast') window.written += key.length + value.length;
        return set.call(this, key, value);
      };
    });
    const purpose = board.panel.getByLabel('依頼の目的');
    await purpose.focus();
    await board.page.keyboard.type('あ');
    await purpose.blur();
    await expect(board.page.getByRole('button', { name: /元に戻す/ }).first()).toBeEnabled();
    await board.saved();
    return board.page.evaluate(() => window.written);
  };
  const many = await written(board, name(1));
  const context = await browser.newContext();
  const alone = new board.constructor(await context.newPage());
  await alone.open();
  await alone.load([engagement(name(1), 'clarify', { met: true })]);
  const one = await written(alone, name(1));
  await context.close();
  expect(many).toBeGreaterThan(0);
  expect(Math.abs(many - one)).toBeLessThan(50);
});

test('何かが出入りしても、ページ全体の見た目を計算し直させる規則がない', async ({ board }) => {
  const found = await board.page.evaluate(() => {
    const rules = (list) =>
      [...list].flatMap((rule) => (rule instanceof CSSMediaRule && rule.conditionText === 'print' ? [] : [...(rule.selectorText ? [rule.selectorText] : []), ...rules(rule.cssRules ?? [])]));
    const all = [...document.styleSheets].flatMap((sheet) => rules(sheet.cssRules)).flatMap((selector) => selector.split(/,(?![^(]*\))/));
    // What stands beside something else, whatever it is; what the page looks like by what follows it.
    return all.filter((selector) => /[+~]\s*\*(?=$|[\s>])|\.app:has\(\s*~/.test(selector));
  });
  expect(found).toEqual([]);
});
