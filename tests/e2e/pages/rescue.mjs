// What is left of the page when the app has stopped or could not start.
import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';

export class RescuePage {
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole('alertdialog');
    this.reload = this.dialog.getByRole('button', { name: '再読み込み' });
    this.download = this.dialog.getByRole('button', { name: '保存データを書き出す' });
    this.result = this.dialog.getByRole('status');
  }

  /** Marks the page as the app does when it panics. */
  async crash() {
    await this.page.evaluate(() => document.documentElement.setAttribute('data-crashed', ''));
    await expect(this.dialog).toBeVisible();
  }

  /** The downloaded file: its name and what it holds. */
  async rawData() {
    const started = this.page.waitForEvent('download');
    await this.download.click();
    const download = await started;
    return { name: download.suggestedFilename(), data: JSON.parse(await readFile(await download.path(), 'utf8')) };
  }

  /** Puts a text into the mirror, which is made where it is not there yet. */
  mirror(key, text) {
    return this.page.evaluate(([key, text]) => new Promise((resolve, reject) => {
      const opening = indexedDB.open('irai-board');
      opening.onupgradeneeded = () => {
        opening.result.createObjectStore('texts');
        opening.result.createObjectStore('handles');
      };
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const transaction = opening.result.transaction('texts', 'readwrite');
        transaction.objectStore('texts').put(text, key);
        transaction.oncomplete = () => {
          opening.result.close();
          resolve();
        };
        transaction.onabort = () => reject(transaction.error);
      };
    }), [key, text]);
  }

  databases() {
    return this.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  }
}
