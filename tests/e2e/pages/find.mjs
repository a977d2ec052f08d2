// Finding on the board: the bar of the filter, saved filters, the palette, the list of shortcuts.
import { expect } from '@playwright/test';

const CTRL_K = 'Control+k';

export class FindPage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.bar = this.page.getByRole('search', { name: '絞り込み' });
    this.button = this.page.getByRole('banner').getByRole('button', { name: /^絞り込み/ });
    this.words = this.bar.getByRole('searchbox');
    this.chips = this.bar.getByRole('button', { name: /の条件を外す$/ });
    /** How many cards of how many are shown. */
    this.count = this.bar.locator('.find__count');
    /** The cards that stay on the board. */
    this.shown = board.cards.filter({ visible: true });
    this.palette = this.page.getByRole('dialog', { name: '検索と操作' });
    this.line = this.palette.getByRole('combobox');
    this.options = this.palette.getByRole('option');
    this.views = this.page.getByRole('dialog', { name: '保存した絞り込み' });
    this.shortcuts = this.page.getByRole('dialog', { name: 'ショートカット' });
  }

  async open() {
    await this.button.click();
    await expect(this.bar).toBeVisible();
  }

  /** Adds a condition from the list of its kind. */
  async add(kind, value) {
    await this.bar.getByLabel(`${kind}で絞り込む`).selectOption({ label: value });
  }

  chip(said) {
    return this.bar.getByRole('button', { name: `${said}の条件を外す` });
  }

  async clear() {
    await this.bar.getByRole('button', { name: 'クリア' }).click();
  }

  /** Where what is searched for was found on a card, and what is marked there. */
  hit(title) {
    return this.board.card(title).locator('.card__hit');
  }

  marked(title) {
    return this.hit(title).locator('mark');
  }

  /** The titles of the cards of a column that are shown. */
  titlesIn(stage) {
    return this.board.titlesIn(stage).filter({ visible: true });
  }

  sums(stage) {
    return this.board.column(stage).locator('.column__sums');
  }

  /** The part of the address from # on, read. */
  async address() {
    return decodeURIComponent(new URL(this.page.url()).hash);
  }

  // ---- saved filters ----

  saved(name) {
    return this.bar.getByRole('group', { name: '保存した絞り込み' }).getByRole('button', { name, exact: true });
  }

  async openViews() {
    await this.bar.getByRole('button', { name: /^保存(・整理)?…$/ }).click();
    await expect(this.views).toBeVisible();
  }

  async save(name) {
    await this.openViews();
    await this.views.getByLabel('いまの絞り込みの名前').fill(name);
    await this.views.getByRole('button', { name: '保存する' }).click();
    await expect(this.views.getByLabel(`「${name}」の名前`)).toBeVisible();
    await this.closeDialog(this.views);
  }

  async closeDialog(dialog) {
    await dialog.locator('footer').getByRole('button', { name: '閉じる' }).click();
    await expect(dialog).toHaveCount(0);
  }

  // ---- palette ----

  async openPalette() {
    await this.page.keyboard.press(CTRL_K);
    await expect(this.line).toBeFocused();
  }

  /** The option that Enter would choose. */
  get active() {
    return this.options.and(this.page.locator('[aria-selected="true"]'));
  }

  async run(words, option) {
    await this.openPalette();
    await this.line.fill(words);
    await expect(this.active).toContainText(option);
    await this.line.press('Enter');
    await expect(this.palette).toHaveCount(0);
  }

  /** The keys beside a line of the list of shortcuts. */
  keysOf(group, what) {
    return this.shortcuts
      .getByRole('region', { name: group, exact: true })
      .locator('dt', { hasText: what })
      .locator('xpath=following-sibling::dd[1]')
      .locator('kbd');
  }
}

/** Japanese input as the browser sees it. */
export async function composer(page) {
  const devtools = await page.context().newCDPSession(page);
  return {
    compose: (text) => devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    /** Enter while the composition goes on, as Chrome and as Safari report it. */
    enter: () =>
      page.evaluate(() => {
        for (const sign of [{ isComposing: true, keyCode: 13 }, { isComposing: false, keyCode: 229 }]) {
          const event = new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, ...sign });
          document.activeElement.dispatchEvent(event);
        }
      }),
    confirm: (text) => devtools.send('Input.insertText', { text }),
  };
}
