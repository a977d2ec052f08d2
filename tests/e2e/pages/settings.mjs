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

  get nav() {
    return this.dialog.getByRole('navigation');
  }

  section(name) {
    return this.dialog.getByRole('region', { name, exact: true });
  }

  radio(group, choice) {
    return this.dialog.getByRole('radiogroup', { name: group }).getByRole('radio', { name: choice, exact: true });
  }

  /** Chooses how the page looks. Another language draws the choice anew, so it is pressed and not followed. */
  async look(group, choice) {
    await this.radio(group, choice).click({ force: true });
  }

  get closures() {
    return this.dialog.getByRole('list', { name: '自社の休業日' }).getByRole('listitem');
  }

  /** The line of a closure. */
  closure(name) {
    return this.closures.filter({ has: this.board.page.getByRole('button', { name: `「${name}」を削除` }) });
  }

  async addClosure(name, from, until) {
    await this.dialog.getByRole('button', { name: '休業日を追加' }).click();
    const line = this.closures.last();
    for (const [label, value] of [['名前', name], ['初日', from], ['最終日', until]]) {
      await line.getByLabel(label).fill(value);
      await line.getByLabel(label).blur();
    }
    await expect(this.closure(name)).toBeVisible();
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
