// The works of a cycle: the small board of slips, and the form of the one that is chosen.
import { expect } from '@playwright/test';
import { Part } from './panel.mjs';

export class WorksPart {
  /** `form` is the part of the panel that the works stand in. */
  constructor(form) {
    this.form = form;
    this.page = form.page;
    this.board = form.root.getByRole('group', { name: '業務の状況', exact: true });
    this.slips = form.root.locator('[data-slip]');
  }

  /** The names of the works in a state, from the top down. */
  names(state) {
    return this.column(state).locator('.slip__open');
  }

  column(state) {
    return this.board.getByRole('group', { name: state, exact: true });
  }

  slip(name) {
    return this.slips.filter({ has: this.opener(name) });
  }

  /** The part of a slip that is pressed, and that keys go to. */
  opener(name) {
    return this.page.getByRole('button', { name, exact: true }).and(this.page.locator('.slip__open'));
  }

  async expectIn(state, name) {
    await expect(this.column(state).locator('[data-slip]').filter({ has: this.opener(name) })).toHaveCount(1);
  }

  async add(name) {
    await this.form.addLine('依頼した業務', name);
    await expect(this.slip(name)).toHaveCount(1);
  }

  /** What is likeliest to be recorded, by the slip's own button. */
  async press(name, fact) {
    await this.slip(name).getByRole('button', { name: `「${name}」：${fact}`, exact: true }).click();
  }

  async openMenu(name) {
    await this.slip(name).getByRole('button', { name: `「${name}」のメニュー`, exact: true }).click();
  }

  menuItem(fact) {
    return this.page.getByRole('menu').getByRole('menuitem', { name: fact, exact: true });
  }

  async choose(name, fact) {
    await this.openMenu(name);
    await this.menuItem(fact).click();
  }

  async key(name, key) {
    await this.opener(name).press(key);
  }

  /** Carries a slip with the mouse to the column of a state. */
  async drag(name, state) {
    const middle = async (locator) => {
      await locator.scrollIntoViewIfNeeded();
      const box = await locator.boundingBox();
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    await this.page.mouse.move(...(await middle(this.opener(name))));
    await this.page.mouse.down();
    await this.page.mouse.move(...(await middle(this.column(state))), { steps: 6 });
    await this.page.mouse.up();
  }

  detail(name) {
    return new Part(this.form.root.getByRole('group', { name: `「${name}」の内容`, exact: true }));
  }

  /** The form of a work, unfolded under the board. */
  async open(name) {
    if ((await this.opener(name).getAttribute('aria-pressed')) === 'false') await this.opener(name).click();
    await expect(this.detail(name).root).toBeVisible();
    return this.detail(name);
  }

  /** The form of the first work, whatever it is called. */
  async openFirst() {
    const first = this.slips.first().locator('.slip__open');
    if ((await first.getAttribute('aria-pressed')) === 'false') await first.click();
    return new Part(this.form.root.locator('.workform'));
  }
}

/** What the works suggest for the card. */
export class SuggestionPart {
  constructor(board) {
    this.root = board.panel.locator('.suggest');
  }

  button(name) {
    return this.root.getByRole('button', { name, exact: true });
  }
}
