// The page on a phone: one column to a screen, swiping, the way back, the keyboard, nothing sideways.
import { readFile } from 'node:fs/promises';
import { STAGES, brief, compared, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { PhonePage, finger } from './pages/phone.mjs';

const PHONE = { width: 390, height: 844 };
const COMPLETE = JSON.parse(await readFile(new URL('../fixtures/complete.json', import.meta.url), 'utf8')).board.engagements[0];
const LONG = '株式会社日本総合バックオフィス・オンライン秘書サービス東日本統括本部第二営業部カスタマーサクセス推進室首都圏担当チーム一';

test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

const LONG_TITLE = '全国の営業所の受発注・請求・問い合わせ対応をまとめて任せるオンライン秘書の選定';

const three = () => [engagement('一件目', 'clarify', { met: true }), engagement('二件目', 'clarify'), engagement('三件目', 'select')];

test('スワイプで隣の列へ移り、帯がいまの段階を示す', async ({ board }) => {
  const phone = new PhonePage(board);
  await board.load(three());
  await phone.isAt('clarify');
  await phone.swipe();
  await phone.isAt('select');
  await phone.swipe();
  await phone.isAt('quote');
  await phone.swipe(false);
  await phone.isAt('select');
  await expect(board.card('三件目')).toBeInViewport({ ratio: 1 });
  await phone.goTo('review');
  await phone.goTo('clarify');
});

test('長く押して画面の端へ運ぶと隣の列へ送り、置くと移り、元に戻せる', async ({ board }) => {
  const phone = new PhonePage(board);
  await board.load(three());
  const touch = await finger(board.page);
  const from = await board.centre(board.card('一件目').getByRole('heading'));
  const edge = { x: PHONE.width - 8, y: from.y + 80 };
  await touch.down(from);
  await expect(board.inHand).toBeVisible();
  await touch.move(from, edge);
  await phone.isAt('select');
  await expect(board.column('select')).toHaveAttribute('data-over', '');
  await touch.move(edge, { x: PHONE.width / 2, y: from.y + 80 });
  await touch.up();
  await expect(board.titlesIn('select')).toHaveText(['三件目', '一件目']);
  await phone.isAt('select');
  await board.undo();
  await expect(board.titlesIn('clarify')).toHaveText(['一件目', '二件目']);
});

test('戻ると、画面の上のものから順に閉じ、絞り込みは残る', async ({ board }) => {
  await board.load(three());
  const page = board.page;
  const start = page.url();
  await board.openCard('一件目');
  await board.panel.getByRole('button', { name: '移動…' }).click();
  await expect(board.dialog).toBeVisible();
  await page.goBack();
  await expect(board.dialog).toHaveCount(0);
  await expect(board.panel).toBeVisible();
  await page.goBack();
  await expect(board.panel).toHaveCount(0);
  await expect(board.cards).toHaveCount(3);
  expect(page.url().split('#')[0]).toBe(start.split('#')[0]);

  // Two steps at once close both.
  await board.openCard('一件目');
  await board.panel.getByRole('button', { name: '移動…' }).click();
  await expect(board.dialog).toBeVisible();
  await page.evaluate(() => history.go(-2));
  await expect(board.dialog).toHaveCount(0);
  await expect(board.panel).toHaveCount(0);
  await expect(board.cards).toHaveCount(3);

  // What is closed by its own button leaves no step behind.
  await page.getByRole('link', { name: '今日' }).click();
  await page.getByRole('link', { name: 'ボード', exact: true }).click();
  await board.openCard('二件目');
  await board.closePanel();
  await expect.poll(() => page.evaluate(() => history.state)).toBeNull();
  await page.goBack();
  await expect(page).toHaveURL(/#today$/);
});

test('小窓が閉じるあいだに打った言葉は、前の絞り込みに戻されない', async ({ board }) => {
  await board.load(three());
  const page = board.page;
  await page.keyboard.press('f');
  const words = page.locator('.find__words');
  await words.fill('一件目');
  await expect(page).toHaveURL(/q=/);
  await page.locator('.find__views').getByRole('button', { name: /保存/ }).click();
  await expect(board.dialog).toBeVisible();
  // The browser tells late that it has gone back; what is typed before that counts.
  await words.evaluate((words) => {
    const go = history.go.bind(history);
    history.go = (steps) => {
      go(steps);
      words.value = '二件目';
      words.dispatchEvent(new Event('input', { bubbles: true }));
    };
  });
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(encodeURIComponent('二件目')));
  await expect(words).toHaveValue('二件目');
  await expect(board.card('二件目')).toBeVisible();
});

test('パネルの下のほうの欄に入力しても、キーボードにも帯にも隠れない', async ({ board }) => {
  const phone = new PhonePage(board);
  await board.load([engagement('一件目', 'clarify', { met: true })]);
  await board.openCard('一件目');
  for (const label of ['現状の課題', 'オンライン秘書に求めるもの']) {
    const field = board.panel.getByLabel(label);
    await field.scrollIntoViewIfNeeded();
    await phone.keyboard(field);
    await expect.poll(() => phone.isFree(field)).toBe(true);
    expect(await board.panel.evaluate((panel) => panel.getBoundingClientRect().bottom)).toBeLessThanOrEqual(400);
    await field.fill('月初に作業が集中する');
    await board.page.setViewportSize(PHONE);
    await expect(board.html).not.toHaveAttribute('data-keyboard', '');
  }
});

test('段階を選ぶと、その見出しが帯の下に見える', async ({ board }) => {
  const phone = new PhonePage(board);
  await board.load([COMPLETE]);
  await phone.goTo('review');
  await board.cardsIn('review').getByRole('heading').click();
  for (const name of ['契約', '依頼内容の明確化', '納品']) {
    await board.panel.getByRole('navigation', { name: 'この案件の段階' }).getByRole('button', { name: new RegExp(name) }).click();
    const heading = board.panel.getByRole('heading', { level: 3 }).getByRole('button', { name: new RegExp(name) });
    await expect.poll(() => phone.isFree(heading)).toBe(true);
  }
});

test('入力欄の文字は16px以上で、数・電話・メールには合ったキーボードが出る', async ({ board }) => {
  await board.load([COMPLETE]);
  const phone = new PhonePage(board);
  await phone.goTo('review');
  await board.cardsIn('review').getByRole('heading').click();
  const small = () =>
    board.page.evaluate(() =>
      [...document.querySelectorAll('textarea, select, input:not([type="checkbox"], [type="radio"], [type="range"], [type="file"])')]
        .filter((field) => field.checkVisibility() && parseFloat(getComputedStyle(field).fontSize) < 16)
        .map((field) => field.ariaLabel ?? field.id),
    );
  for (const stage of STAGES) {
    await board.section(stage);
    expect(await small(), stage).toEqual([]);
  }
  const meet = await board.section('meet');
  await expect(meet.getByLabel('メール').first()).toHaveAttribute('inputmode', 'email');
  await expect(meet.getByLabel('電話').first()).toHaveAttribute('inputmode', 'tel');
  await expect(meet.getByLabel('提案された月額(税抜)').first()).toHaveAttribute('inputmode', /numeric|decimal/);
});

/** A board with everything on it, and a company whose name has sixty characters. */
const full = () => {
  const long = compared(LONG_TITLE, { labels: ['経理', '全国の営業所'], due: '2026-07-03', owner: '佐々木 小次郎' });
  long.candidates[0].name = LONG;
  return [COMPLETE, long, engagement('請求書の発行', 'clarify', { clarify: brief({ problems: 'x'.repeat(500) }) })];
};

for (const size of [{ width: 320, height: 640 }, { width: 360, height: 640 }, PHONE, { width: 820, height: 1180 }, { width: 844, height: 390 }]) {
  test(`${size.width} pxで、どの画面も横にはみ出さない`, async ({ board }) => {
    test.slow();
    await board.page.setViewportSize(size);
    await board.load(full());
    const phone = new PhonePage(board);
    const fits = async (what) => {
      expect(await phone.overflow(), what).toBeLessThanOrEqual(0);
      expect(await phone.beyond(), what).toEqual([]);
    };
    for (const screen of ['今日', 'カレンダー', '分析', 'ボード']) {
      await phone.screens.getByRole('link', { name: screen }).click();
      // The board's columns lie side by side in what scrolls.
      await fits(screen);
    }
    for (const item of ['検索と操作…', 'ひな形から作る…', 'CSV に書き出す…', '暗号化して書き出し…', '保存とバックアップ…', '設定…', '完了・中止した案件', 'ラベルを整理…', 'ショートカット', 'すべて削除…']) {
      await board.choose(item);
      await expect(board.dialog).toBeVisible();
      await fits(item);
      await board.page.keyboard.press('Escape');
      await expect(board.dialog).toHaveCount(0);
    }
    await phone.cell('meet').click();
    await board.chooseOnCard(LONG_TITLE, '候補の比較…');
    await expect(board.dialog).toBeVisible();
    await fits('候補の比較');
    await board.page.keyboard.press('Escape');
    await phone.cell('review').click();
    await board.cardsIn('review').getByRole('heading').click();
    for (const stage of STAGES) {
      const section = await board.section(stage);
      await fits(stage);
      const papers = section.locator(':scope > div > .outputs > button');
      for (const paper of await papers.all()) {
        await paper.click();
        await expect(board.dialog).toBeVisible();
        await fits(`${stage} ${await paper.innerText()}`);
        await board.page.keyboard.press('Escape');
        await expect(board.dialog).toHaveCount(0);
      }
    }
  });
}
