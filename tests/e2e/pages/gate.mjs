// The dialog that a move opens: what is missing, a reason, the company to go on with.
import { expect } from '@playwright/test';
import { Part } from './panel.mjs';

export class GatePage extends Part {
  constructor(board) {
    super(board.dialog);
    this.missing = this.root.getByRole('heading', { name: '進む前に、足りない項目' });
    this.problem = this.root.getByRole('alert');
  }

  /** The parts of forms that are asked for. */
  parts() {
    return this.root.locator('.gate__parts').getByRole('group');
  }

  /** Every control that asks for something, by what it is called. */
  fields() {
    return this.root.getByRole('textbox').or(this.root.getByRole('combobox')).or(this.root.getByRole('radiogroup')).or(this.root.getByRole('checkbox'));
  }

  /** Goes on; the move is made. */
  async go(stage) {
    await this.press(stage);
    await expect(this.root).toHaveCount(0);
  }

  async press(stage) {
    await this.root.getByRole('button', { name: new RegExp(`^${stage}へ(進む|戻す)$`) }).click();
  }

  async cancel() {
    await this.page.keyboard.press('Escape');
    await expect(this.root).toHaveCount(0);
  }
}
