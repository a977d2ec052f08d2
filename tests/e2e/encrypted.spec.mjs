import { AxeBuilder } from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { engagement, file } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { DecryptPage } from './pages/decrypt.mjs';

const PASSWORD = 'さくら-4711-🌸';
const fixture = (name) => new URL(`../fixtures/${name}`, import.meta.url);
const kept = await readFile(fixture('encrypted-v1.json'), 'utf8');
const keptPlain = await readFile(fixture('board-v1.json'), 'utf8');
const KEPT_PASSWORD = 'パスワード🔑2026';

const barriers = async (page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);

const decryption = test.extend({
  decrypt: async ({ page }, use) => {
    const decrypt = new DecryptPage(page);
    await decrypt.open();
    await use(decrypt);
  },
});

test('暗号化して書き出し、すべて削除し、パスワードで読み込むと、同じボードになる', async ({ board }) => {
  await board.page.clock.setFixedTime(new Date('2026-07-01T10:05:00+09:00'));
  await board.load([engagement('経理', 'review', { met: true }), engagement('🗂️ 総務')]);
  const before = await board.contents();
  const { name, text } = await board.exportEncrypted(PASSWORD);
  expect(name).toBe('irai-board-20260701-1005.encrypted.json');
  expect(JSON.parse(text)).toMatchObject({ format: 'irai-board-encrypted', version: 1, rounds: 600_000 });
  expect(text).not.toContain('経理');

  await board.choose('すべて削除…');
  await board.dialog.getByRole('button', { name: 'すべて削除する' }).click();
  await expect(board.cards).toHaveCount(0);
  await board.offer(text, name);
  await expect(board.dialog).toContainText(name);
  await expect(board.password).toBeFocused();

  await board.password.fill('さくら-4711');
  await board.password.press('Enter');
  await expect(board.dialog.getByRole('alert')).toContainText('パスワードが違うか、ファイルが変わっています');
  await expect(board.password).toBeFocused();
  await expect(board.cards).toHaveCount(0);

  await board.password.fill(PASSWORD);
  await board.dialog.getByRole('button', { name: '開く' }).click();
  await board.dialog.getByRole('button', { name: '読み込む' }).click();
  await expect(board.dialog).toHaveCount(0);
  expect(await board.contents()).toEqual(before);
});

test('パスワードは、短ければ、また2度目が違えば断り、どこにも残さない', async ({ board }) => {
  await board.load([engagement('経理')]);
  await board.choose('暗号化して書き出し…');
  const again = board.passwordAgain;
  await expect(board.password).toBeFocused();
  await expect(board.password).toHaveAttribute('autocomplete', 'new-password');
  await board.password.fill('1234567');
  await again.fill('1234567');
  await again.press('Enter');
  await expect(board.dialog.getByRole('alert')).toContainText('短すぎます');
  await expect(board.password).toBeFocused();
  await board.password.fill(PASSWORD);
  await again.fill(`${PASSWORD}!`);
  await again.press('Enter');
  await expect(board.dialog.getByRole('alert')).toContainText('2つのパスワードが違います');
  await expect(again).toBeFocused();

  await expect(again).toHaveAttribute('type', 'password');
  await board.dialog.getByLabel('パスワードを表示する').check();
  await expect(again).toHaveAttribute('type', 'text');
  await again.fill(PASSWORD);
  await Promise.all([board.page.waitForEvent('download'), again.press('Enter')]);
  await expect(board.dialog).toHaveCount(0);
  expect(JSON.stringify(await board.stored())).not.toContain(PASSWORD);
  await board.choose('暗号化して書き出し…');
  await expect(board.password).toHaveValue('');
});

test('変換を確定する Enter では書き出さない', async ({ board }) => {
  await board.load([engagement('経理')]);
  await board.choose('暗号化して書き出し…');
  await board.password.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
  await expect(board.dialog.getByRole('alert')).toHaveCount(0);
  await board.password.press('Enter');
  await expect(board.dialog.getByRole('alert')).toHaveCount(1);
});

test('ほかの実装で暗号化した控えも開け、壊れた控えは場所を示して断る', async ({ board }) => {
  await board.offer(kept, '控え.json');
  await board.password.fill(KEPT_PASSWORD);
  await board.password.press('Enter');
  await board.dialog.getByRole('button', { name: '読み込む' }).click();
  await expect(board.dialog).toHaveCount(0);
  expect(await board.contents()).toEqual(JSON.parse(keptPlain).board);

  for (const [part, place] of [[{ rounds: 1 }, 'rounds'], [{ salt: 'AAAA' }, 'salt'], [{ hint: 'neko' }, 'hint']]) {
    await board.offer({ ...JSON.parse(kept), ...part });
    await expect(board.dialog.getByRole('alert')).toContainText(`${place}:`);
    await board.page.keyboard.press('Escape');
    await expect(board.dialog).toHaveCount(0);
  }
});

test('閉じた後で開き終わっても、何も起きない', async ({ board }) => {
  await board.offer(kept);
  await board.password.fill(KEPT_PASSWORD);
  // Holds the answer of the browser's cryptography back until the dialog is closed.
  await board.page.evaluate(() => {
    const decrypt = SubtleCrypto.prototype.decrypt;
    SubtleCrypto.prototype.decrypt = async function held(...args) {
      await new Promise((resolve) => { window.release = resolve; });
      const plain = await decrypt.apply(this, args);
      window.opened = true;
      return plain;
    };
  });
  await board.password.press('Enter');
  await expect(board.dialog.getByRole('status')).toHaveText('開いています…');
  await board.page.waitForFunction(() => window.release);
  await board.page.keyboard.press('Escape');
  await expect(board.dialog).toHaveCount(0);
  await board.page.evaluate(() => window.release());
  await board.page.waitForFunction(() => window.opened);
  await board.addFirst('経理');
  await expect(board.dialog).toHaveCount(0);
});

decryption('復号ページは、ボードなしで元のファイルを1バイトも違わず戻し、外へ通信しない', async ({ page, decrypt }) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await decrypt.choose(kept);
  await expect(decrypt.about).toContainText('暗号化された控えです');
  await decrypt.password.fill('違うパスワード');
  await decrypt.password.press('Enter');
  await expect(decrypt.error).toContainText('パスワードが違うか、ファイルが変わっています');
  await expect(decrypt.password).toBeFocused();
  // However the keyboard composes the letters.
  await decrypt.password.fill(KEPT_PASSWORD.normalize('NFD'));
  await decrypt.password.press('Enter');
  await expect(decrypt.result).toBeVisible();
  const count = JSON.parse(keptPlain).board.engagements.length;
  await expect(decrypt.result).toContainText(`案件は${count}件です`);
  const { name, text } = await decrypt.save();
  expect(name).toBe('irai-board-20260701-1005.json');
  expect(text).toBe(keptPlain);
  expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
});

test('ボードが暗号化した控えを、復号ページが開く', async ({ board, page }) => {
  await page.clock.setFixedTime(new Date('2026-07-01T10:05:00+09:00'));
  await board.load([engagement('経理')]);
  const plain = await board.export();
  const sealed = await board.exportEncrypted(PASSWORD);
  await board.choose('暗号化して書き出し…');
  const [tab] = await Promise.all([page.waitForEvent('popup'), board.dialog.getByRole('link', { name: '復号ページ' }).click()]);
  // A file chosen before the page's script listens would go unseen.
  await tab.waitForLoadState();
  const decrypt = new DecryptPage(tab);
  await decrypt.choose(sealed.text, sealed.name);
  await decrypt.password.fill(PASSWORD);
  await decrypt.password.press('Enter');
  await expect(decrypt.result).toBeVisible();
  expect(await decrypt.save()).toEqual({ name: plain.name, text: plain.text });
});

decryption('復号ページは、暗号化されていない控えと、開けないファイルを見分ける', async ({ decrypt }) => {
  await decrypt.choose(JSON.stringify(file([])), 'irai-board-20260701-1005.json');
  await expect(decrypt.about).toContainText('暗号化されていない控えです');
  const sealed = JSON.parse(kept);
  const broken = [
    ['', '空です'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'テキストのファイルではありません'],
    [kept.slice(0, 500), 'JSONとして読めません'],
    ['{"format":"excalidraw"}', '依頼ボードのファイルではありません'],
    ['null', '依頼ボードのファイルではありません'],
    [kept.replace('{', '{"rounds":600000,'), '2つあります'],
    ...[
      [{ version: 2 }, 'version:'],
      [{ hint: 'neko' }, 'hint:この形式にない項目です'],
      [{ kdf: 'scrypt' }, 'kdf:'],
      [{ cipher: 'AES-256-CBC' }, 'cipher:'],
      [{ rounds: 99_999 }, 'rounds:100000から5000000まで'],
      [{ rounds: 5_000_001 }, 'rounds:'],
      [{ rounds: '600000' }, 'rounds:整数'],
      [{ rounds: undefined }, 'rounds:必要な項目がありません'],
      [{ salt: 'AAAA' }, 'salt:長さが3バイトです(16〜64バイトのはずです)'],
      [{ salt: sealed.salt.replace(/=+$/, '') }, 'salt:Base64'],
      [{ iv: [] }, 'iv:文字列'],
      [{ iv: `${sealed.iv}AAAA` }, 'iv:長さが15バイトです(12バイトのはずです)'],
      [{ data: 'AAAA' }, 'data:長さ'],
    ].map(([part, said]) => [JSON.stringify({ ...sealed, ...part }), said]),
  ];
  for (const [text, said] of broken) {
    await decrypt.choose(text);
    await expect(decrypt.error, said).toContainText(said);
    await expect(decrypt.result).toBeHidden();
  }
});

for (const theme of ['light', 'dark']) {
  test.describe(theme === 'light' ? '明るい' : '暗い', () => {
    test.use({ colorScheme: theme, contextOptions: { reducedMotion: 'reduce' } });

    test('パスワードの画面に、妨げがない', async ({ board }) => {
      await board.load([engagement('経理')]);
      await board.choose('暗号化して書き出し…');
      await board.password.press('Enter');
      await expect(board.dialog.getByRole('alert')).toHaveCount(1);
      expect.soft(await barriers(board.page)).toEqual([]);
      await board.page.keyboard.press('Escape');
      await board.offer(kept);
      await board.password.press('Enter');
      await expect(board.dialog.getByRole('alert')).toHaveCount(1);
      expect(await barriers(board.page)).toEqual([]);
    });

    decryption('復号ページに、妨げがない', async ({ page, decrypt }) => {
      expect.soft(await barriers(page)).toEqual([]);
      await decrypt.choose(kept);
      await decrypt.password.press('Enter');
      await expect(decrypt.error).toContainText('パスワードが違うか');
      expect.soft(await barriers(page)).toEqual([]);
      await decrypt.password.fill(KEPT_PASSWORD);
      await decrypt.password.press('Enter');
      await expect(decrypt.result).toBeVisible();
      expect(await barriers(page)).toEqual([]);
    });
  });
}
