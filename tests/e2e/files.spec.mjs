import { AxeBuilder } from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { brief, engagement, file, id } from './data.mjs';
import { expect, test as base } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';
import { DecryptPage } from './pages/decrypt.mjs';
import { FilesPage } from './pages/files.mjs';
import { StoragePage } from './pages/storage.mjs';

const test = base.extend({
  files: async ({ board }, use) => use(new FilesPage(board)),
  storage: async ({ board }, use) => use(new StoragePage(board)),
});

const MANUAL = '請求書マニュアル.pdf';
const TEXT = 'abc';
/** SHA-256 of `abc`, by FIPS 180-2. */
const HASH = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const PASSWORD = 'さくら-4711-🌸';

/** An engagement with one material. */
const accounting = (title = '経理', row = {}) =>
  engagement(title, 'clarify', { clarify: brief({ materials: [{ id: id(), name: '手順書', ...row }] }) });
const withRecord = (title) =>
  accounting(title, { file: { name: MANUAL, size: 3, media_type: 'application/pdf', sha256: HASH } });

const recordOf = async (board) => (await board.contents()).engagements[0].clarify.materials[0].file;

/** The board with one engagement that has the file. */
async function taken(board, files, title = '経理') {
  await board.load([accounting(title)]);
  const attached = await files.material(title);
  await attached.choose(MANUAL, TEXT);
  await attached.expectState('here');
  return attached;
}

/** Another browser, with nothing in it. */
async function elsewhere(browser, baseURL) {
  const context = await browser.newContext({ baseURL, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1440, height: 900 } });
  const board = new BoardPage(await context.newPage());
  await board.open();
  return { context, board, files: new FilesPage(board), storage: new StoragePage(board) };
}

test.describe('入れる・取り出す', () => {
  test('選んだファイルは、再読み込みの後も、同じ中身で取り出せる', async ({ board, files }) => {
    await board.load([accounting()]);
    const bytes = Buffer.from(Array.from({ length: 1_234_567 }, (_, index) => (index * 7 + (index >> 8)) % 256));
    const attached = await files.material('経理');
    await attached.expectState('none');
    await expect(attached.chooseButton).toHaveAccessibleName('「手順書」のファイルを選ぶ');
    await attached.choose(MANUAL, bytes);
    await attached.expectState('here');
    await expect(attached.name).toHaveText(`${MANUAL}(1.2 MB)`);
    await board.saved();
    await board.reload();
    const again = await files.material('経理');
    await again.expectState('here');
    const { name, bytes: back } = await again.download();
    expect(name).toBe(MANUAL);
    expect(back.equals(bytes)).toBe(true);
  });

  test('ボードには、名前と大きさとハッシュだけが残る', async ({ board, files }) => {
    await taken(board, files);
    expect(await recordOf(board)).toEqual({ name: MANUAL, size: 3, media_type: 'application/pdf', sha256: HASH });
    await expect(board.undoButton).toHaveAccessibleName(/「資料のファイル」を編集/);
    expect(await files.stored()).toEqual([{ name: MANUAL, size: 3 }]);
  });

  test('行の上に置いても入る。行を外れて置いても、ページは残る', async ({ board, files }) => {
    await board.load([accounting()]);
    const attached = await files.material('経理');
    await attached.drop('記録.txt', 'きのうの対応');
    await attached.expectState('here');
    await expect(attached.name).toHaveText('記録.txt(18バイト)');
    const refused = await board.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'x.txt'));
      return !document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    expect(refused).toBe(true);
    expect((await recordOf(board)).name).toBe('記録.txt');
  });

  test('大きすぎるファイルと空のファイルは断り、ボードも保存も変わらない', async ({ board, files }) => {
    await board.load([accounting()]);
    const attached = await files.material('経理');
    await attached.choose('大.bin', Buffer.alloc(5_000_001));
    await expect(attached.alert).toContainText('ファイルが大きすぎます(5,000,001バイト)。入れられるのは5 MBまでです');
    await attached.choose('空.txt', '');
    await expect(attached.alert).toContainText('中身が空のファイルです');
    await attached.expectState('none');
    expect(await recordOf(board)).toBeUndefined();
    expect(await files.stored()).toEqual([]);
    await attached.choose('ちょうど.bin', Buffer.alloc(5_000_000));
    await attached.expectState('here');
    await expect(attached.alert).toHaveCount(0);
  });

  test('名前はただの文字として扱い、中身をページとして開かない', async ({ board, files }) => {
    await board.load([accounting()]);
    const attached = await files.material('経理');
    const name = '<img src=x onerror=document.title=1>.html';
    await attached.choose(name, '<script>opener.document.title = "taken"</script>', 'text/html');
    await expect(attached.name).toContainText(name);
    const before = board.page.url();
    const { bytes } = await attached.download();
    expect(String(bytes)).toContain('<script>');
    expect(board.page.url()).toBe(before);
    await expect(board.page).toHaveTitle(/依頼ボード/);
  });

  test('開けないリンクだけの資料は、ファイルを入れるよう知らせる', async ({ board, files }) => {
    await board.load([accounting('経理', { link: '共有フォルダの手順書.xlsx' })]);
    const attached = await files.material('経理');
    await expect(attached.said.first()).toContainText('このままでは開けません');
    await attached.choose(MANUAL, TEXT);
    await attached.expectState('here');
    await expect(attached.said.filter({ hasText: 'このままでは開けません' })).toHaveCount(0);
  });

  test('契約書のファイルも、同じように入れて取り出せる', async ({ board, files }) => {
    await board.load([engagement('経理', 'contract', { met: true })]);
    const attached = await files.contract('経理');
    await expect(attached.chooseButton).toHaveAccessibleName('「契約書」のファイルを選ぶ');
    await attached.choose('契約書.pdf', TEXT);
    await attached.expectState('here');
    expect((await attached.download()).bytes.toString()).toBe('abc');
    const { contract } = (await board.contents()).engagements[0];
    expect(contract.file.sha256).toBe(HASH);
  });
});

test.describe('差し替える・外す', () => {
  test('外しても元に戻せて、再読み込みの後も中身がある', async ({ board, files }) => {
    const attached = await taken(board, files);
    await attached.awayButton.click();
    await attached.expectState('none');
    await expect(board.toasts.filter({ hasText: `「${MANUAL}」を外しました` })).toBeVisible();
    await board.undo();
    await attached.expectState('here');
    await board.saved();
    await board.reload();
    const again = await files.material('経理');
    expect((await again.download()).bytes.toString()).toBe('abc');
  });

  test('差し替えると新しいファイルになり、元に戻すと前のファイルになる', async ({ board, files }) => {
    const attached = await taken(board, files);
    await attached.give(attached.replaceButton, '新しい版.pdf', 'abcd');
    await expect(attached.name).toHaveText('新しい版.pdf(4バイト)');
    expect((await attached.download()).bytes.toString()).toBe('abcd');
    await board.undo();
    await expect(attached.name).toHaveText(`${MANUAL}(3バイト)`);
    expect((await attached.download()).bytes.toString()).toBe('abc');
  });

  test('同じ中身は、2つの資料で使っても1つだけ残る', async ({ board, files }) => {
    const materials = [{ id: id(), name: '手順書' }, { id: id(), name: '写し' }];
    await board.load([engagement('経理', 'clarify', { clarify: brief({ materials }) })]);
    for (const [index, name] of [[0, MANUAL], [1, '写し.pdf']]) {
      const attached = await files.material('経理', index);
      await attached.choose(name, TEXT);
      await attached.expectState('here');
    }
    expect(await files.stored()).toEqual([{ name: '写し.pdf', size: 3 }]);
  });
});

test.describe('ないとき・壊れたとき', () => {
  test('ないファイルはそう言い、同じものを入れ直すと戻る', async ({ board, files }) => {
    await taken(board, files);
    await board.saved();
    await files.clear();
    await board.reload();
    const attached = await files.material('経理');
    await attached.expectState('missing');
    await expect(attached.said.first()).toContainText('このブラウザーにファイルがありません');
    await expect(attached.link).toHaveCount(0);
    const before = await board.contents();

    await attached.give(attached.againButton, '別の名前.pdf', TEXT);
    await attached.expectState('here');
    expect(await board.contents()).toEqual(before);
    expect((await attached.download()).bytes.toString()).toBe('abc');
  });

  test('違う中身を入れ直そうとすると、断ってから新しいファイルにする', async ({ board, files }) => {
    await board.load([withRecord('経理')]);
    const attached = await files.material('経理');
    await attached.expectState('missing');
    await attached.give(attached.againButton, '別.pdf', 'other');
    await expect(attached.alert).toContainText('中身が違います');
    await attached.alert.getByRole('button', { name: 'やめる' }).click();
    await expect(attached.alert).toHaveCount(0);
    expect((await recordOf(board)).sha256).toBe(HASH);
    expect(await files.stored()).toEqual([]);

    await attached.give(attached.againButton, '別.pdf', 'other');
    await attached.alert.getByRole('button', { name: '新しいファイルとして入れる' }).click();
    await attached.expectState('here');
    await expect(attached.name).toHaveText('別.pdf(5バイト)');
    await board.undo();
    await attached.expectState('missing');
  });

  test('壊れたファイルは渡さず、同じものを入れ直すと直る', async ({ board, files }) => {
    const attached = await taken(board, files);
    await files.damage();
    await attached.link.click();
    await attached.expectState('damaged');
    await expect(attached.said.first()).toContainText('壊れています');
    await expect(board.toasts.filter({ hasText: '壊れています' })).toBeVisible();
    await attached.give(attached.againButton, MANUAL, TEXT);
    await attached.expectState('here');
    expect((await attached.download()).bytes.toString()).toBe('abc');
  });

  test('IndexedDB が使えなくても、ページは動き、ファイルだけ断る', async ({ page }) => {
    await page.addInitScript(() => {
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (name, ...rest) {
        if (name === 'irai-board-files') throw new DOMException('no', 'SecurityError');
        return open.call(this, name, ...rest);
      };
    });
    const board = new BoardPage(page);
    await board.open();
    await board.load([accounting()]);
    const attached = await new FilesPage(board).material('経理');
    await attached.choose(MANUAL, TEXT);
    await expect(attached.alert).toContainText('いまファイルを保存できません');
    expect(await recordOf(board)).toBeUndefined();
    await board.closePanel();
    const storage = new StoragePage(board);
    await storage.open();
    await expect(storage.files).toContainText('いまファイルを保存できません');
  });

  test('別のタブで入れたファイルも、このタブで取り出せる', async ({ board, files, context }) => {
    await board.load([accounting()]);
    const page = await context.newPage();
    const other = new BoardPage(page);
    await other.open();
    const there = new FilesPage(other);
    const attached = await there.material('経理');
    await attached.choose(MANUAL, TEXT);
    await attached.expectState('here');
    const here = await files.material('経理');
    await here.expectState('here');
    expect((await here.download()).bytes.toString()).toBe('abc');
  });
});

test.describe('バックアップ', () => {
  test('ファイルも含めて書き出し、別のブラウザーで読み込むと、ファイルもある', async ({ board, files, storage, browser, baseURL }) => {
    await taken(board, files);
    await board.closePanel();
    await storage.open();
    await expect(storage.includeFiles).toHaveAccessibleName('資料のファイルも含める(1件、合計 3バイト)');
    const without = await storage.download(storage.exportButton);
    expect(Object.keys(without.json)).toEqual(['format', 'version', 'exported_at', 'board']);
    await expect(board.toasts.filter({ hasText: '資料のファイル1件は含みません' })).toBeVisible();

    await storage.includeFiles.check();
    const { json, text } = await storage.download(storage.exportButton);
    expect(json.files).toEqual([{ sha256: HASH, media_type: 'application/pdf', data: 'YWJj' }]);
    expect(json.version).toBe(6);
    expect(json.board).toEqual(without.json.board);
    await expect(board.toasts.filter({ hasText: '資料のファイル1件を含みます' })).toBeVisible();

    const other = await elsewhere(browser, baseURL);
    await other.board.offer(without.text);
    await expect(other.board.dialog).toContainText(`このファイルにもこのブラウザーにもありません(${MANUAL})`);
    await other.board.page.keyboard.press('Escape');
    await other.board.offer(text);
    await expect(other.board.dialog.getByRole('checkbox', { name: '資料のファイルも取り込む(1件、合計 3バイト)' })).toBeChecked();
    await expect(other.board.dialog).not.toContainText('ありません');
    await other.board.dialog.getByRole('button', { name: '読み込む' }).click();
    await expect(other.board.dialog).toHaveCount(0);
    const attached = await other.files.material('経理');
    await attached.expectState('here');
    expect((await attached.download()).bytes.toString()).toBe('abc');
    await other.context.close();
  });

  test('取り込まないと選べば、ボードだけを読み込む', async ({ board, files }) => {
    const attachedFile = { sha256: HASH, media_type: '', data: 'YWJj' };
    await board.offer(file([withRecord('経理')], { files: [attachedFile] }));
    await board.dialog.getByRole('checkbox', { name: /^資料のファイルも取り込む/ }).uncheck();
    await board.dialog.getByRole('button', { name: '読み込む' }).click();
    await expect(board.dialog).toHaveCount(0);
    const attached = await files.material('経理');
    await attached.expectState('missing');
    expect(await files.stored()).toEqual([]);
  });

  test('ファイルを保存できなければ、ボードも読み込まない', async ({ board, files }) => {
    await board.page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (...given) {
        if (this.name === 'files') throw new DOMException('full', 'QuotaExceededError');
        return put.apply(this, given);
      };
    });
    await board.offer(file([withRecord('経理')], { files: [{ sha256: HASH, media_type: '', data: 'YWJj' }] }));
    await board.dialog.getByRole('button', { name: '読み込む' }).click();
    await expect(board.toasts.filter({ hasText: '保存できず、読み込みませんでした' })).toBeVisible();
    await expect(board.cards).toHaveCount(0);
    expect(await files.stored()).toEqual([]);
  });

  test('壊れたファイルの入ったバックアップは、場所を示して断る', async ({ board }) => {
    await board.offer(file([withRecord('経理')], { files: [{ sha256: HASH, media_type: '', data: 'YWJk' }] }));
    await expect(board.dialog.getByRole('alert')).toContainText('files[0].data:中身がハッシュ(sha256)と合いません');
    await board.page.keyboard.press('Escape');
    await expect(board.cards).toHaveCount(0);
  });

  test('暗号化した書き出しにも含められ、復号ページでも開ける', async ({ board, files, browser, baseURL }) => {
    await taken(board, files);
    await board.closePanel();
    await board.choose('暗号化して書き出し…');
    await board.dialog.getByRole('checkbox', { name: /^資料のファイルも含める/ }).check();
    await board.password.fill(PASSWORD);
    await board.passwordAgain.fill(PASSWORD);
    const exporting = board.page.waitForEvent('download');
    await board.dialog.getByRole('button', { name: '暗号化して書き出す' }).click();
    const text = await readFile(await (await exporting).path(), 'utf8');

    const other = await elsewhere(browser, baseURL);
    await other.board.offer(text);
    await other.board.password.fill(PASSWORD);
    await other.board.password.press('Enter');
    await other.board.dialog.getByRole('button', { name: '読み込む' }).click();
    await expect(other.board.dialog).toHaveCount(0);
    const attached = await other.files.material('経理');
    await attached.expectState('here');
    expect((await attached.download()).bytes.toString()).toBe('abc');

    const decrypt = new DecryptPage(other.board.page);
    await decrypt.open();
    await decrypt.choose(text);
    await decrypt.password.fill(PASSWORD);
    await decrypt.password.press('Enter');
    await expect(decrypt.result).toBeVisible();
    expect(JSON.parse((await decrypt.save()).text).files[0].data).toBe('YWJj');
    await other.context.close();
  });

  test('終わった案件をファイルに移すと、その資料のファイルも移る', async ({ board, files, storage }) => {
    await taken(board, files);
    const [one] = (await board.contents()).engagements;
    await board.closePanel();
    await board.import(file([{ ...one, status: 'cancelled', status_reason: '見送り' }]));
    await storage.open();
    const { json } = await storage.download(storage.archive.getByRole('button', { name: '1件をファイルに書き出す' }));
    expect(json.files).toEqual([{ sha256: HASH, media_type: 'application/pdf', data: 'YWJj' }]);
    await expect(storage.archive).toContainText('資料のファイル1件を含みます');
  });
});

test.describe('保存とバックアップの一覧', () => {
  test('使っているファイルと使っていないファイルを数え、使っていないものだけを消せる', async ({ board, files, storage }) => {
    const attached = await taken(board, files);
    await attached.give(attached.replaceButton, '新しい版.pdf', 'abcd');
    await expect(attached.name).toHaveText('新しい版.pdf(4バイト)');
    await board.closePanel();
    await storage.open();
    await expect(storage.files).toContainText('1件、合計 4バイト');
    await expect(storage.files.getByRole('listitem')).toHaveText([/請求書マニュアル\.pdf\(3バイト\).*元に戻す・控えで使うことがあります/]);
    await storage.files.getByRole('button', { name: '使っていないファイルを消す…' }).click();
    await expect(storage.files.getByRole('alert')).toContainText('これは元に戻せません');
    await storage.files.getByRole('button', { name: 'やめる' }).click();
    expect(await files.stored()).toHaveLength(2);
    await storage.files.getByRole('button', { name: '使っていないファイルを消す…' }).click();
    await storage.files.getByRole('button', { name: '消す', exact: true }).click();
    await expect(storage.files.getByRole('listitem')).toHaveCount(0);
    expect(await files.stored()).toEqual([{ name: '新しい版.pdf', size: 4 }]);
    await storage.close();
    const again = await files.material('経理');
    expect((await again.download()).bytes.toString()).toBe('abcd');
    await board.undo();
    await again.expectState('missing');
  });

  test('何も戻る先のないファイルは、14日後に消え、使っているものは残る', async ({ page }) => {
    const start = new Date('2026-07-01T09:00:00+09:00');
    await page.clock.install({ time: start });
    const board = new BoardPage(page);
    await board.open();
    const files = new FilesPage(board);
    await taken(board, files);
    // A file that nothing refers to: it came in and the page was closed before it was written on the board.
    const stray = () => page.evaluate(async () => {
      const request = indexedDB.open('irai-board-files');
      const database = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
      const transaction = database.transaction(['files', 'about'], 'readwrite');
      const key = 'f'.repeat(64);
      transaction.objectStore('files').put(new Uint8Array([1]), key);
      transaction.objectStore('about').put({ name: '迷子.txt', size: 1, type: '', stored: 0, unused: null }, key);
      await new Promise((resolve) => { transaction.oncomplete = resolve; });
      database.close();
    });
    await stray();
    const days = async (count) => {
      await page.clock.setSystemTime(new Date(start.getTime() + count * 86_400_000));
      await board.reload();
      await page.clock.runFor(61_000);
    };
    const names = async () => (await files.stored()).map(({ name }) => name).sort();
    await days(20);
    expect(await names()).toEqual(['請求書マニュアル.pdf', '迷子.txt']);
    await days(33);
    expect(await names()).toEqual(['請求書マニュアル.pdf', '迷子.txt']);
    await days(35);
    await expect.poll(names).toEqual(['請求書マニュアル.pdf']);
  });
});

test.describe('読みやすさ', () => {
  test('ファイルのある行は、明るくても暗くても、支援技術の妨げがない', async ({ board, files }) => {
    const attached = await taken(board, files);
    await files.clear();
    await attached.give(attached.replaceButton, '新しい版.pdf', 'abcd');
    await expect(attached.name).toHaveText('新しい版.pdf(4バイト)');
    for (const theme of ['light', 'dark']) {
      await board.html.evaluate((root, theme) => root.setAttribute('data-theme', theme), theme);
      const { violations } = await new AxeBuilder({ page: board.page }).include('[data-section="clarify"]').analyze();
      expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)).toEqual([]);
    }
  });

  test('電話の幅でも収まり、指で押せる大きさがある', async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, locale: 'ja-JP', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const board = new BoardPage(await context.newPage());
    await board.open();
    const long = `${'とても長い名前の手順書'.repeat(6)}.pdf`;
    await board.load([accounting()]);
    const attached = await new FilesPage(board).material('経理');
    await attached.choose(long, TEXT);
    await attached.expectState('here');
    for (const control of [attached.link, attached.replaceButton, attached.awayButton]) {
      await control.scrollIntoViewIfNeeded();
      const { x, width, height } = await control.boundingBox();
      expect(height).toBeGreaterThanOrEqual(44);
      expect(x + width).toBeLessThanOrEqual(390);
    }
    expect(await board.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await context.close();
  });
});
