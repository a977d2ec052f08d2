import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base } from './fixtures.mjs';
import { RescuePage } from './pages/rescue.mjs';

const test = base.extend({
  rescue: async ({ page }, use) => use(new RescuePage(page)),
});

const STOPPED = '予期しない問題で、画面が止まりました';
const UNSTARTED = '画面を開始できませんでした';
const LABELS = { localStorage: 'localStorage', indexedDB: 'IndexedDB' };
const WASM = '**/*.wasm';

test('動いているあいだは出ない', async ({ board, rescue }) => {
  await board.addFirst('経理');
  await expect(rescue.dialog).toBeHidden();
});

test('止まると、開いていた画面の上に出て、再読み込みで続けられる', async ({ board, rescue }) => {
  await board.addFirst('経理');
  await board.saved();
  await board.chooseOnCard('経理', '移動…');
  await expect(board.dialog).toBeVisible();
  await rescue.crash();
  await expect(rescue.dialog).toHaveAccessibleName(STOPPED);
  await expect(rescue.dialog).toContainText('The page has stopped unexpectedly.');
  await expect(rescue.reload).toBeFocused();
  await board.page.keyboard.press('Escape');
  await expect(rescue.dialog).toBeVisible();

  await rescue.reload.click();
  await board.ready();
  await expect(rescue.dialog).toBeHidden();
  await expect(board.card('経理')).toBeVisible();
});

test('止まっても、保存データと写しをファイルに書き出せる', async ({ board, rescue }) => {
  await board.addFirst('経理の代行');
  await board.saved();
  await rescue.mirror('irai-board/test', '写しの中身');
  await rescue.crash();
  const { name, data } = await rescue.rawData();
  expect(name).toMatch(/^irai-board-raw-\d{8}-\d{4}\.json$/);
  expect(Object.keys(data)).toEqual(['localStorage', 'indexedDB']);
  expect(data.localStorage).toEqual(await board.page.evaluate(() => ({ ...localStorage })));
  expect(Object.values(data.localStorage).some((text) => text.includes('経理の代行'))).toBe(true);
  expect(data.indexedDB['irai-board/test']).toBe('写しの中身');
  const [stored, mirrored] = [data.localStorage, data.indexedDB].map((texts) => Object.keys(texts).length);
  await expect(rescue.result).toContainText(`localStorage: ${stored} 件、IndexedDB: ${mirrored} 件`);
});

for (const [missing, other] of [['indexedDB', 'localStorage'], ['localStorage', 'indexedDB']]) {
  test(`${missing} が使えなくても、残りを書き出せる`, async ({ page, rescue, pageErrors }) => {
    await page.route(WASM, (route) => route.abort());
    await page.addInitScript((name) => {
      if (name === 'indexedDB') localStorage.setItem('irai-board/kept', 'text');
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      });
    }, missing);
    await page.goto('./');
    await expect(rescue.dialog).toBeVisible();
    if (missing === 'localStorage') await rescue.mirror('irai-board/kept', 'text');
    const { data } = await rescue.rawData();
    expect(data).toEqual({ [missing]: {}, [other]: { 'irai-board/kept': 'text' } });
    await expect(rescue.result).toContainText(`${LABELS[missing]}: 読み取れませんでした`);
    await expect(rescue.result).toContainText(`${LABELS[other]}: 1 件`);
    await expect(rescue.result).toContainText(`${LABELS[missing]}: could not be read`);
    await expect(rescue.result).toContainText(`${LABELS[other]}: 1 entry`);
    pageErrors.length = 0;
  });
}

test('アプリを読み込めないと、そう伝え、データベースは作らない', async ({ page, rescue, pageErrors }) => {
  await page.route(WASM, (route) => route.abort());
  await page.goto('./');
  await page.mouse.move(5, 5);
  await expect(rescue.dialog).toHaveAccessibleName(UNSTARTED);
  await expect(rescue.dialog).toContainText('The page could not start.');
  const { data } = await rescue.rawData();
  expect(data.indexedDB).toEqual({});
  expect(await rescue.databases()).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  pageErrors.length = 0;
});

test('スクリプトがなくても、そう伝える', async ({ page, rescue, pageErrors }) => {
  await page.route(/\/irai-board[^/]*\.js$/, (route) => route.fulfill({ status: 404 }));
  await page.goto('./');
  await page.mouse.move(5, 5);
  await expect(rescue.dialog).toHaveAccessibleName(UNSTARTED);
  pageErrors.length = 0;
});

test('20秒で始まらないと出て、遅れて始まると消える', async ({ board: _, page, rescue }) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.clock.install();
  await page.route(WASM, async (route) => {
    await released;
    await route.continue();
  });
  await page.reload({ waitUntil: 'domcontentloaded' });
  await page.clock.fastForward(19_000);
  await expect(rescue.dialog).toBeHidden();
  await page.clock.fastForward(1_000);
  await expect(rescue.dialog).toHaveAccessibleName(UNSTARTED);
  release();
  await expect(page.locator('[data-stage]')).toHaveCount(9);
  await expect(rescue.dialog).toBeHidden();
});
