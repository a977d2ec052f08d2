// 設定: a field for each, found by its label.
import { expect } from '@playwright/test';

export class SettingsPage {
  constructor(board) {
    this.board = board;
    this.dialog = board.page.getByRole('dialog', { name: '設定', exact: true });
  }

  async open() {
    await this.board.choose('設定…');
    await expect(this.dialog).toBeVisible();
  }

  field(label) {
    return this.dialog.getByLabel(label, { exact: true });
  }

  /** Enters a value and leaves the field. */
  async enter(label, value) {
    await this.field(label).fill(value);
    await this.field(label).blur();
  }

  async close() {
    await this.dialog.locator('footer').getByRole('button', { name: '閉じる' }).click();
    await expect(this.dialog).toHaveCount(0);
  }
}
