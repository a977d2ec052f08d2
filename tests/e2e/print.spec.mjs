// What comes out of the printer: how many pages, how they lie, and that nothing is cut.
import { readFile } from 'node:fs/promises';
import { STAGES, NAMES, compared, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { PrintPage } from './pages/print.mjs';

const COMPLETE = JSON.parse(await readFile(new URL('../fixtures/complete.json', import.meta.url), 'utf8')).board.engagements[0];

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-07-01T10:00:00+09:00'));
});

const nine = () => STAGES.map((stage, index) => engagement(`案件${index + 1} ${'長い題名'.repeat(8)}終わり`, stage, { owner: '佐藤', due: '2026-07-15' }));

test('ボードは横置きの1枚に9つの段階とカードが並び、日付がある', async ({ board }) => {
  await board.load([...nine(), engagement('二件目', 'clarify')]);
  const print = new PrintPage(board);
  expect(await print.pdf()).toEqual({ pages: 1, landscape: true });
  await print.onPaper(async () => {
    await expect(print.head).toHaveText(/2026年7月1日\(水\).*10件/);
    for (const name of NAMES) await expect(board.page.getByRole('heading', { level: 2, name })).toBeVisible();
    expect(await print.cut(board.cards)).toEqual([]);
  });
});

test('300件のボードも、カードが途中で切れずに何枚かに収まる', async ({ board }) => {
  await board.load(Array.from({ length: 300 }, (_, index) => engagement(`案件 ${index + 1}`, STAGES[index % STAGES.length], { owner: '佐藤' })));
  const { pages, landscape } = await new PrintPage(board).pdf();
  expect(landscape).toBe(true);
  expect(pages).toBeGreaterThan(3);
  expect(pages).toBeLessThan(16);
});

test('案件は、着いた段階のすべてを印刷し、終わると画面は元のまま', async ({ board }) => {
  await board.load([COMPLETE]);
  await board.openCard(COMPLETE.title);
  const print = new PrintPage(board);
  const { pages, landscape } = await print.pdf();
  expect(landscape).toBe(false);
  expect(pages).toBeGreaterThan(3);
  expect(pages).toBeLessThan(20);
  await expect(print.openStages).toHaveCount(1);
  await print.onPaper(async () => {
    await print.before();
    await expect(print.openStages).toHaveCount(STAGES.length);
    await expect(board.column('clarify')).toBeHidden();
    expect(await print.cut(board.panel.locator('.stage__name, .row__said, .group__title'))).toEqual([]);
    await print.after();
    await expect(print.openStages).toHaveCount(1);
  });
});

test('今日・カレンダー・分析・候補の比較も、紙に収まる', async ({ board }) => {
  await board.load([COMPLETE, ...nine(), compared('比べる案件')]);
  const print = new PrintPage(board);
  for (const [screen, landscape, most] of [['今日', false, 2], ['カレンダー', true, 4], ['分析', false, 6]]) {
    await board.page.getByRole('navigation', { name: '画面' }).getByRole('link', { name: screen }).click();
    await expect(board.page.getByRole('main', { name: new RegExp(screen) })).toBeVisible();
    const printed = await print.pdf();
    expect(printed.landscape, screen).toBe(landscape);
    expect(printed.pages, screen).toBeLessThanOrEqual(most);
    await print.onPaper(async () => expect(await print.beyond(), screen).toEqual([]));
  }
  await board.page.getByRole('navigation', { name: '画面' }).getByRole('link', { name: 'ボード' }).click();
  await board.chooseOnCard('比べる案件', '候補の比較…');
  const printed = await print.pdf();
  expect(printed.landscape).toBe(true);
  expect(printed.pages).toBeLessThanOrEqual(4);
});
