// The connection to a database, as a user sees it.
import { expect } from '@playwright/test';

export class SyncPage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    /** `data-sync` is synced, syncing, offline or attention; there only with a connection. */
    this.status = this.page.locator('[data-sync]');
    this.dialog = this.page.getByRole('dialog');
    this.error = this.dialog.getByRole('alert');
  }

  async open() {
    await this.board.choose('チームで使う(同期)…');
    await expect(this.dialog.getByLabel('サーバーのアドレス')).toBeVisible();
  }

  async fill({ address, database, user, password, keep = false }) {
    await this.dialog.getByLabel('サーバーのアドレス').fill(address);
    await this.dialog.getByLabel('データベース', { exact: true }).fill(database);
    await this.dialog.getByLabel('ユーザー名').fill(user);
    await this.dialog.getByLabel('パスワード', { exact: true }).fill(password);
    await this.dialog.getByLabel('パスワードをこのブラウザーに保存する').setChecked(keep);
  }

  check() {
    return this.dialog.getByRole('button', { name: '確かめてつなぐ' }).click();
  }

  async connect(connection) {
    await this.open();
    await this.fill(connection);
    await this.check();
    await expect(this.dialog).toBeHidden({ timeout: 30_000 });
    await expect(this.status).toBeVisible();
  }

  async close() {
    await this.dialog.getByRole('button', { name: '閉じる' }).last().click();
  }

  async disconnect() {
    await this.status.click();
    await this.dialog.getByRole('button', { name: '接続を解除' }).click();
    await expect(this.status).toHaveCount(0);
  }

  /** Nothing is left to be sent, and nothing was heard of that is not here. */
  async synced(timeout = 30_000) {
    await expect(this.status).toHaveAttribute('data-sync', /synced|attention/, { timeout });
  }
}
