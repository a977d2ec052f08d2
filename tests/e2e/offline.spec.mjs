// Without a server, with a newer version, and opened as an app.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { engagement, file } from './data.mjs';
import { Deployment } from './deployment.mjs';
import { expect, test as base } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';
import { DatesPage } from './pages/dates.mjs';
import { DecryptPage } from './pages/decrypt.mjs';
import { InsightPage } from './pages/insight.mjs';
import { LoadingPage, OfflinePage } from './pages/offline.mjs';
import { RescuePage } from './pages/rescue.mjs';
import { StoragePage } from './pages/storage.mjs';

const test = base.extend({
  server: async ({}, use) => {
    const server = new Deployment();
    await server.deploy('one');
    await server.start();
    await use(server);
    await server.end();
  },
  baseURL: async ({ server }, use) => use(server.url),
  keeping: async ({ board }, use) => use(new OfflinePage(board)),
});
test.use({ serviceWorkers: 'allow' });

/** A server that does not answer is told on the console, and is no error of the page. */
const forget = (pageErrors) => pageErrors.splice(0, pageErrors.length, ...pageErrors.filter((error) => !/ERR_CONNECTION|Content Security Policy|fetching the script|Failed to load resource/.test(error)));

test('一度開けば、サーバーがなくても、開き直して仕事を続けられる', async ({ server, board, keeping, page, pageErrors }) => {
  await keeping.kept();
  expect(keeping.loaded).toBe(0);
  const storage = new StoragePage(board);
  await storage.open();
  await expect(storage.promise).toContainText('通信がなくてもこのページを開けるはい');
  await storage.close();

  await server.stop();
  await page.goto('./?source=bookmark');
  await board.ready();
  await board.addFirst('経理の代行');
  await board.panel.getByLabel('依頼の目的').fill('月初の作業を任せる');
  await board.closePanel();
  await board.moveByMenu('経理の代行', 'select');
  await board.dialog.getByText('理由を書いて進む').click();
  await board.dialog.getByRole('textbox', { name: '理由' }).fill('先に会社を見たい');
  await board.dialog.getByRole('button', { name: '足りないまま進む' }).click();
  await expect(board.cardsIn('select')).toHaveCount(1);
  const { json } = await board.export();
  expect(json.board.engagements[0]).toMatchObject({ title: '経理の代行', stage: 'select', clarify: { purpose: '月初の作業を任せる' } });
  const dates = new DatesPage(board);
  await dates.today();
  await dates.calendar();
  await new InsightPage(board).open();
  await board.saved();

  await page.goto('./');
  await board.ready();
  await expect(board.titlesIn('select')).toHaveText(['経理の代行']);
  await expect(board.html).toHaveAttribute('data-offline', 'ready');
  const decrypt = new DecryptPage(page);
  await decrypt.open();
  await expect(decrypt.file).toBeVisible();
  await decrypt.choose(JSON.stringify(json), 'irai-board.json');
  await expect(decrypt.about).toContainText('暗号化されていない控えです。');
  forget(pageErrors);
});

test('新しい版は知らせてから切り替わり、書きかけのものも、ほかのタブも、何も失わない', async ({ server, context, page, board, keeping }) => {
  await keeping.kept();
  await board.addFirst('経理の代行');
  const other = new BoardPage(await context.newPage());
  await other.open();
  const otherOffline = new OfflinePage(other);
  await other.card('経理の代行').waitFor();
  await other.quickAdd('clarify').fill('採用の');

  await server.deploy('two');
  await page.reload();
  await board.ready();
  await board.openCard('経理の代行');
  const before = keeping.loaded;
  await expect(keeping.notice).toContainText('新しい版があります。');
  await keeping.later.click();
  await expect(keeping.notice).toHaveCount(0);
  await page.reload();
  await board.ready();
  await board.openCard('経理の代行');
  await board.panel.getByLabel('依頼の目的').pressSequentially('月初の作業を任せる');
  await keeping.update.click();
  await keeping.shows('two');
  await expect(keeping.notice).toHaveCount(0);
  expect(keeping.loaded - before).toBe(2);
  await board.openCard('経理の代行');
  await expect(board.panel.getByLabel('依頼の目的')).toHaveValue('月初の作業を任せる');

  // The other tab is being written in: it stays, is told, and still finds the parts of its own version.
  await expect(otherOffline.notice).toContainText('新しい版に切り替えます。');
  expect(otherOffline.loaded).toBe(0);
  await otherOffline.shows('one');
  expect(await otherOffline.fetched('part-one.js')).toBe('// one');
  await other.quickAdd('clarify').pressSequentially('事務');
  await other.quickAdd('clarify').press('Enter');
  await otherOffline.shows('two');
  await expect(other.titlesIn('clarify')).toHaveText(['経理の代行', '採用の事務']);
  expect(otherOffline.loaded).toBe(1);
  await expect.poll(async () => (await otherOffline.caches()).length).toBe(1);
  expect(keeping.loaded - before).toBe(2);
});

test('開いたままでも、1時間ごとに新しい版を見る', async ({ server, page, keeping, board }) => {
  await keeping.kept();
  await page.clock.install();
  await page.reload();
  await board.ready();
  await keeping.kept();
  await server.deploy('two');
  await page.clock.fastForward('01:00:00');
  await expect(keeping.update).toBeVisible();
});

/** A wasm that is another one and does the same: with a section of its own at its end, which says nothing. */
const changed = (bytes) => Buffer.concat([bytes, Buffer.from([0, 2, 1, 97])]);
const BROKEN = {
  途中で切れた: async (server) => {
    await server.deploy('two', () => server.changeWasm(changed));
    await server.changeWasm((bytes) => bytes.subarray(0, bytes.length - 1));
  },
  中身の壊れた: (server) =>
    server.deploy('two', () => server.changeWasm((bytes) => Buffer.concat([bytes.subarray(0, 8), Buffer.from('broken'), bytes.subarray(14)]))),
  ファイルの足りない: async (server) => {
    await server.deploy('two');
    await rm(join(server.folder, 'part-two.js'));
  },
  ほかの版と混ざった: async (server) => {
    await server.deploy('two');
    await writeFile(join(server.folder, 'part-two.js'), '// three');
  },
};
for (const [how, deploy] of Object.entries(BROKEN)) {
  test(`${how}新しい版には切り替わらず、いまの版が動き続ける`, async ({ server, page, board, keeping, pageErrors }) => {
    await keeping.kept();
    await board.addFirst('経理の代行');
    await board.saved();
    const kept = await keeping.caches();
    await deploy(server);
    expect(await keeping.outcome()).toBe('redundant');
    for (let times = 0; times < 2; times += 1) {
      await page.reload();
      await keeping.shows('one');
      await expect(board.card('経理の代行')).toBeVisible();
      await expect(keeping.notice).toHaveCount(0);
      await server.stop();
    }
    expect(await keeping.caches()).toEqual(kept);
    forget(pageErrors);
  });
}

test('控えるのは配布したファイルだけで、ほかの通信には触れない', async ({ server, page, board: _, keeping, pageErrors }) => {
  const foreign = new Deployment();
  await foreign.deploy('foreign');
  await foreign.start();
  await keeping.kept();
  await page.reload();
  await keeping.kept();
  const from = server.requests.length;
  await writeFile(join(server.folder, 'sync.json'), '{"answer":1}');
  expect(await keeping.fetched('sync.json')).toBe('{"answer":1}');
  await writeFile(join(server.folder, 'sync.json'), '{"answer":2}');
  expect(await keeping.fetched('sync.json')).toBe('{"answer":2}');
  expect(await keeping.fetched('icons.svg?version=1')).toContain('<svg');
  await keeping.fetched('icons.svg', { method: 'POST' });
  await keeping.fetched(foreign.url, { mode: 'no-cors' });
  expect(server.requests.slice(from)).toEqual(expect.arrayContaining(['sync.json', 'sync.json', 'icons.svg', 'icons.svg']));
  await rm(join(server.folder, 'sync.json'));
  expect(await keeping.caches()).toEqual([['?pages-before', ...(await server.files())].sort()]);
  await foreign.end();
  forget(pageErrors);
});

test('共有された内容は1度だけ案件になり、元に戻せる', async ({ page, board }) => {
  const shared = './?share-title=%E7%B5%8C%E7%90%86%0A%E3%81%AE%E4%BB%A3%E8%A1%8C&share-text=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%0D%0A%E6%9C%88%E6%9C%AB&share-url=https%3A%2F%2Fa.example%2F';
  await page.goto(shared);
  await expect(board.panel).toBeVisible();
  await expect(board.titlesIn('clarify')).toHaveText(['経理 の代行']);
  await expect(board.panel.getByLabel('現状の課題')).toHaveValue('<img src=x onerror=alert(1)>\n月末\nhttps://a.example/');
  await expect(page).toHaveURL(/\/sub\/path\/(#[a-z]*)?$/);
  await board.saved();
  await board.reload();
  await expect(board.cards).toHaveCount(1);

  await page.goto('./?share-text=two');
  await expect(board.panel).toBeVisible();
  await expect(board.cards).toHaveCount(2);
  await board.undo();
  await expect(board.titlesIn('clarify')).toHaveText(['経理 の代行']);

  // A link on somebody's page makes nothing.
  await page.goto('./?share-title=bait', { referer: 'http://elsewhere.example/' });
  await board.ready();
  await expect(page).toHaveURL(/\/sub\/path\/(#[a-z]*)?$/);
  await expect(board.cards).toHaveCount(1);
});

test('近道の「新しい案件」は、案件名の欄から始まる', async ({ page, board }) => {
  await board.load([engagement('経理の代行')]);
  await page.goto('./?new');
  await expect(board.quickAdd('clarify')).toBeFocused();
  await expect(page).toHaveURL(/\/sub\/path\/(#[a-z]*)?$/);
  await expect(board.cards).toHaveCount(1);
});

test('ファイルから開くと、読み込みの前に確かめる', async ({ page }) => {
  await OfflinePage.withLaunches(page);
  const board = new BoardPage(page);
  await board.open();
  const keeping = new OfflinePage(board);
  await keeping.openFile(JSON.stringify(file([engagement('採用の事務')])), 'irai-board-20260701-1000.json');
  await expect(board.dialog).toHaveAccessibleName('読み込みの確認');
  await expect(board.dialog).toContainText('irai-board-20260701-1000.json');
  await expect(board.cards).toHaveCount(0);
  await board.dialog.getByRole('button', { name: '読み込む' }).click();
  await expect(board.titlesIn('clarify')).toHaveText(['採用の事務']);
  await keeping.openFile('no board', 'other.json');
  await expect(board.dialog).toHaveAccessibleName('このファイルは読み込めません');
});

test('「アプリとして追加」は、ブラウザーが勧めるあいだだけメニューにある', async ({ page, board, keeping }) => {
  const name = 'アプリとして追加…';
  await board.openMenu();
  await expect(board.menu.getByRole('menuitem', { name })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await keeping.offerInstall();
  await board.choose(name);
  expect(await page.evaluate(() => window.asked)).toBe(1);
  await board.openMenu();
  await expect(board.menu.getByRole('menuitem', { name })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await keeping.offerInstall();
  await page.evaluate(() => window.dispatchEvent(new Event('appinstalled')));
  await board.openMenu();
  await expect(board.menu.getByRole('menuitem', { name })).toHaveCount(0);
});

test('マニフェストは、あるファイルだけを指す', async ({ server }) => {
  const manifest = JSON.parse(await readFile(join(server.folder, 'manifest.webmanifest'), 'utf8'));
  const files = await server.files();
  for (const { src } of manifest.icons) expect(files).toContain(src);
  expect(manifest.icons.map(({ sizes, purpose = 'any' }) => `${sizes} ${purpose}`)).toEqual(['any any', '192x192 any', '512x512 any', '512x512 maskable']);
  expect([manifest.start_url, manifest.scope, manifest.lang, manifest.display]).toEqual(['./', './', 'ja', 'standalone']);
});

test('読み込み画面は、スタイルもアプリも届かないうちに出て、進み具合を示す', async ({ server, page, pageErrors }) => {
  await page.addInitScript(() => localStorage.setItem('irai-board-preference/theme', 'dark'));
  const styles = server.hold(/\.css$/);
  const app = server.hold(/\.wasm$/, { half: true });
  await page.goto('./', { waitUntil: 'commit' });
  const loading = new LoadingPage(page);
  await loading.painted();
  await expect(loading.root).toContainText('画面を読み込んでいます');
  await expect(loading.progress).toHaveAccessibleName('画面を読み込んでいます');
  await expect(loading.progress).not.toHaveAttribute('aria-valuenow');
  expect(await loading.background()).toBeLessThan(60);
  styles();
  await expect(loading.progress).toHaveAttribute('aria-valuenow', /^(49|50)$/);
  await expect(loading.root).toContainText(/(49|50)%/);
  app();
  await new BoardPage(page).ready();
  await expect(loading.root).toHaveCount(0);
  expect(pageErrors).toEqual([]);
});

test('英語で使っていた人には、英語で読み込む', async ({ server, page }) => {
  await page.addInitScript(() => localStorage.setItem('irai-board-preference/lang', 'en'));
  const app = server.hold(/\.wasm$/);
  await page.goto('./', { waitUntil: 'commit' });
  const loading = new LoadingPage(page);
  await expect(loading.progress).toHaveAccessibleName('Loading the page');
  await expect(loading.root.getByText('画面を読み込んでいます')).toBeHidden();
  app();
  await new BoardPage(page).ready();
});

test('WebAssembly がなければ、そう伝える', async ({ page, pageErrors }) => {
  await page.addInitScript(() => delete window.WebAssembly);
  await page.goto('./');
  const rescue = new RescuePage(page);
  await expect(rescue.dialog).toHaveAccessibleName('画面を開始できませんでした');
  await expect(rescue.dialog).toContainText('WebAssembly が使えないため');
  await expect(rescue.dialog).toContainText('This browser does not let it use WebAssembly');
  pageErrors.length = 0;
});

test('アプリが届かなければ、もう一度試せる', async ({ server, page, pageErrors }) => {
  const fails = server.hold(/\.wasm$/);
  await page.goto('./');
  await page.mouse.move(5, 5);
  await expect.poll(() => server.requests.some((name) => name.endsWith('.wasm'))).toBe(true);
  await server.stop();
  const rescue = new RescuePage(page);
  await expect(rescue.dialog).toContainText('画面のファイルを受け取れませんでした。');
  server.holds.length = 0;
  fails();
  await server.start();
  await rescue.dialog.getByRole('button', { name: 'もう一度試す' }).click();
  await new BoardPage(page).ready();
  await expect(rescue.dialog).toBeHidden();
  pageErrors.length = 0;
});

test('止まった画面の再読み込みは、待っている新しい版に切り替える', async ({ server, page, board, keeping }) => {
  await keeping.kept();
  await board.addFirst('経理の代行');
  await board.saved();
  await server.deploy('two');
  expect(await keeping.outcome()).toBe('installed');
  const rescue = new RescuePage(page);
  await rescue.crash();
  await rescue.reload.click();
  await keeping.shows('two');
  await expect(board.card('経理の代行')).toBeVisible();
  expect(keeping.loaded).toBe(1);
});
