// A person who comes for the first time: the start page stands before the app, and what is done there counts.
import { expect, test as base } from '@playwright/test';
import { BoardPage } from './pages/board.mjs';

const WASM = /_bg\.wasm$/;

const test = base.extend({
  /** The start page with the app held back; `come()` lets it through. */
  first: async ({ page }, use) => {
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    let come;
    const held = new Promise((resolve) => (come = resolve));
    await page.route(WASM, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('./');
    await use({
      board: new BoardPage(page),
      come,
      name: page.getByLabel('最初の案件の名前'),
      asked: page.waitForRequest(WASM),
    });
    come();
    expect(errors).toEqual([]);
  },
});

test('アプリより先に打った名前は、そのまま残り、続きを打てる', async ({ first, page }) => {
  await first.name.pressSequentially('経理の');
  await first.asked;
  first.come();
  await first.board.ready();
  await expect(first.name).toHaveValue('経理の');
  await expect(first.name).toBeFocused();
  await page.keyboard.type('代行');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: '案件「経理の代行」' })).toBeVisible();
});

test('アプリより先にEnterで作った案件は、アプリが来たら1件だけできる', async ({ first, page }) => {
  await first.name.fill('採用の代行');
  await first.name.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: '読み込んでいます' })).toBeVisible();
  await first.name.press('Enter');
  first.come();
  await expect(page.getByRole('complementary', { name: '案件「採用の代行」' })).toBeVisible();
  await expect(first.board.cards).toHaveCount(1);
});

for (const [button, outcome] of [
  ['サンプルを読み込む', (board) => expect(board.cards).toHaveCount(3)],
  ['ひな形から作る', (board) => expect(board.dialog).toBeVisible()],
]) {
  test(`アプリより先に押した「${button}」は、アプリが来たら働く`, async ({ first, page }) => {
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole('status').filter({ hasText: '読み込んでいます' })).toBeVisible();
    first.come();
    await outcome(first.board);
  });
}

test('アプリより先に押したキーは、アプリが来たら働く', async ({ first, page }) => {
  await page.keyboard.press('Control+k');
  await first.asked;
  first.come();
  await expect(page.getByRole('dialog', { name: '検索と操作' })).toBeVisible();
});

test('変換中は、アプリが来ても画面を動かさない', async ({ first, page }) => {
  await first.name.focus();
  await first.name.dispatchEvent('compositionstart', { bubbles: true });
  await first.name.fill('けいり');
  await first.asked;
  first.come();
  await page.waitForFunction(() => 'wasmBindings' in window);
  await expect(page.locator('.app')).toHaveCount(0);
  await first.name.dispatchEvent('compositionend', { bubbles: true });
  await first.board.ready();
  await expect(first.name).toHaveValue('けいり');
  await expect(first.name).toBeFocused();
});

test('もう一つの保存先にだけ残っていた案件も、待たずに開く', async ({ page }) => {
  await page.goto('./');
  const board = new BoardPage(page);
  await board.ready();
  await board.addFirst('残る案件');
  await board.saved();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(board.card('残る案件')).toBeVisible();
});

base.describe('オフラインの用意ができる環境では', () => {
  base.use({ serviceWorkers: 'allow' });
  base('何もしなくても、用意ができたらアプリが来る', async ({ page }) => {
    await page.goto('./');
    await expect(page.getByRole('button', { name: 'メニュー' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByLabel('最初の案件の名前')).toBeVisible();
  });
});
