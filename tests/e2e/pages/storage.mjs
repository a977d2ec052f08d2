// 保存とバックアップ as a user sees it.
import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';

/** What a browser grants one address, in UTF-16 units of keys and values. */
export const QUOTA = 5_242_880;

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

export class StoragePage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.dialog = this.page.getByRole('dialog', { name: '保存とバックアップ' });
    this.meter = this.dialog.getByRole('meter');
    /** The dialog that tells what going back to a day would change. */
    this.preview = this.page.getByRole('dialog', { name: 'の控え' });
  }

  async open() {
    await this.board.choose('保存とバックアップ…');
    await expect(this.dialog).toBeVisible();
  }

  async close() {
    await this.dialog.locator('.dialog__foot').getByRole('button', { name: '閉じる' }).click();
    await expect(this.dialog).toHaveCount(0);
  }

  part(name) {
    return this.dialog.getByRole('region', { name });
  }

  get promise() {
    return this.part('「保存済み」の意味');
  }

  get use() {
    return this.part('ブラウザーの保存領域');
  }

  get archive() {
    return this.part('終わった案件をファイルに移す');
  }

  get days() {
    return this.part('日ごとの控え');
  }

  get backup() {
    return this.part('ファイルへのバックアップ');
  }

  get files() {
    return this.part('資料のファイル');
  }

  /** The choice whether a backup takes the files along. */
  get includeFiles() {
    return this.backup.getByRole('checkbox', { name: /^資料のファイルも含める/ });
  }

  get exportButton() {
    return this.backup.getByRole('button', { name: 'ボード全体を書き出す' });
  }

  get raw() {
    return this.part('保存データそのもの');
  }

  /** How many units a row of the table tells. */
  async units(row) {
    return Number(await this.use.locator(`tr[data-part="${row}"] data`).getAttribute('value'));
  }

  /** The units that the table tells, without the total and what is free. */
  async parts() {
    const values = await this.use.locator('tbody data').evaluateAll((all) => all.map((one) => Number(one.value)));
    return { values, sum: values.reduce((sum, value) => sum + value, 0) };
  }

  /** What `localStorage` really holds. */
  measured() {
    return this.page.evaluate(() => Object.entries(localStorage).reduce((sum, [key, value]) => sum + key.length + value.length, 0));
  }

  /** Fills the store up to a share of what the browser grants, with another app's key. */
  async fill(share) {
    await this.page.evaluate(
      ([share, quota]) => {
        localStorage.removeItem('another-app');
        const used = Object.entries(localStorage).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
        localStorage.setItem('another-app', 'x'.repeat(Math.max(0, Math.ceil(quota * share) - used - 'another-app'.length)));
      },
      [share, QUOTA],
    );
  }

  fullNotice() {
    return this.board.notices.filter({ hasText: 'ブラウザーの保存領域の' });
  }

  reminder() {
    return this.board.notices.filter({ hasText: '書き出し' }).filter({ has: this.page.getByRole('button', { name: 'あとで(1日)' }) });
  }

  /** Presses what offers a file; answers with its name and what is in it. */
  async download(button) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    const text = await readFile(await download.path(), 'utf8');
    return { name: download.suggestedFilename(), text, json: JSON.parse(text) };
  }

  day(name) {
    return this.days.getByRole('row').filter({ hasText: name });
  }

  /** Passes milliseconds, the last minute of them tick by tick. */
  async pass(time) {
    await this.page.clock.fastForward(time - MINUTE);
    await this.page.clock.runFor(MINUTE);
  }

  // ---- the file that is written by itself ----

  /** In place of the browser's own dialog: a real file, in the page's private folder. */
  static async withFilePicker(page) {
    await page.addInitScript(() => {
      window.showSaveFilePicker = async ({ suggestedName }) => {
        const folder = await navigator.storage.getDirectory();
        return folder.getFileHandle(suggestedName, { create: true });
      };
    });
  }

  chooseFileButton() {
    return this.backup.getByRole('button', { name: '自動で書き出すファイルを選ぶ' });
  }

  async chooseFile() {
    await this.chooseFileButton().click();
    await expect(this.backup).toContainText('irai-board-backup.json');
  }

  /** The titles in the file; nothing while it is empty or takes another's place. */
  titlesInFile() {
    return this.page.evaluate(async () => {
      const folder = await navigator.storage.getDirectory();
      const file = await (await folder.getFileHandle('irai-board-backup.json')).getFile();
      const text = await file.text().catch(() => '');
      return text ? JSON.parse(text).board.engagements.map((one) => one.title) : [];
    });
  }

  /** The page goes into the background. */
  async hide() {
    await this.page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      delete document.hidden;
    });
  }

  /** From here on the file cannot be written, or can again. */
  async breakFile(broken) {
    await this.page.evaluate((broken) => {
      const proto = FileSystemFileHandle.prototype;
      proto.realCreateWritable ??= proto.createWritable;
      proto.createWritable = broken ? () => Promise.reject(new DOMException('gone', 'NotFoundError')) : proto.realCreateWritable;
    }, broken);
  }
}
