// The file of a material or a contract, as a user sees it in its form.
import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { PanelPage } from './panel.mjs';

/** The file of one row or form: `root` is where it stands. */
export class AttachmentPage {
  constructor(board, root) {
    this.board = board;
    this.page = board.page;
    this.root = root;
    /** `data-file` tells how the file is there: none, here, missing, damaged, refused. */
    this.state = root.locator('[data-file]');
    this.name = this.state.locator('.attach__name').first();
    this.chooseButton = root.getByRole('button', { name: /のファイルを選ぶ$/ });
    this.replaceButton = root.getByRole('button', { name: /を差し替える$/ });
    this.againButton = root.getByRole('button', { name: /を入れ直す$/ });
    this.awayButton = root.getByRole('button', { name: /を外す$/ });
    this.link = root.getByRole('link', { name: /をダウンロード$/ });
    this.said = this.state.locator('.attach__said');
    this.alert = root.getByRole('alert');
  }

  async expectState(state) {
    await expect(this.state).toHaveAttribute('data-file', state);
  }

  /** Gives a file by the system's dialog, which a button opens. */
  async give(button, name, buffer, mimeType = 'application/pdf') {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles({ name, mimeType, buffer: Buffer.from(buffer) });
  }

  async choose(name, buffer, mimeType) {
    await this.give(this.chooseButton, name, buffer, mimeType);
  }

  /** Drags a file from outside over the row, and lets it go there. */
  async drop(name, text, type = 'text/plain') {
    const data = await this.page.evaluateHandle(
      ([name, text, type]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], name, { type }));
        return transfer;
      },
      [name, text, type],
    );
    const zone = this.root.locator('.attach-zone');
    await zone.dispatchEvent('dragover', { dataTransfer: data });
    await expect(zone).toHaveAttribute('data-over', '');
    await zone.dispatchEvent('drop', { dataTransfer: data });
    await expect(zone).not.toHaveAttribute('data-over', '');
  }

  /** Downloads it: the name it gets, and its bytes. */
  async download() {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.link.click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }
}

export class FilesPage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.panel = new PanelPage(board);
  }

  /** The file of the nth material of an engagement, whose panel is opened. */
  async material(title, index = 0) {
    if (!(await this.board.panel.isVisible())) await this.board.openCard(title);
    const form = await this.panel.stage('clarify');
    return new AttachmentPage(this.board, form.row('手元の資料', index).root);
  }

  /** The file of the contract. */
  async contract(title) {
    if (!(await this.board.panel.isVisible())) await this.board.openCard(title);
    const form = await this.panel.stage('contract');
    return new AttachmentPage(this.board, form.group('契約の内容').root);
  }

  /** The names and sizes in the store. */
  stored() {
    return this.page.evaluate(async () => {
      const answer = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const database = await answer(indexedDB.open('irai-board-files'));
      const all = await answer(database.transaction('about').objectStore('about').getAll());
      database.close();
      return all.map(({ name, size }) => ({ name, size }));
    });
  }

  /** The store is cleared from outside, as when a person clears a part of the site's data. */
  async clear() {
    await this.page.evaluate(() => new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('irai-board-files');
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error);
    }));
  }

  /** Other bytes than were taken in lie under every hash, as after the disk has failed. */
  async damage() {
    await this.page.evaluate(async () => {
      const answer = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const database = await answer(indexedDB.open('irai-board-files'));
      const transaction = database.transaction('files', 'readwrite');
      const store = transaction.objectStore('files');
      for (const key of await answer(store.getAllKeys())) store.put(new Uint8Array([1, 2, 3]), key);
      await new Promise((resolve) => { transaction.oncomplete = resolve; });
      database.close();
    });
  }
}
