// The board as a user sees it. Selectors of the page contract live here and nowhere else.
import { expect, test } from '@playwright/test';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { file } from '../data.mjs';

const LARGE = 1_000_000;

export class BoardPage {
  constructor(page) {
    this.page = page;
    /** Where things stand with saving: `data-save` is saved, saving, failed or readonly. */
    this.saveStatus = page.locator('[data-save]');
    this.columns = page.locator('[data-stage]');
    this.cards = page.locator('[data-card]');
    this.html = page.locator('html');
    this.panel = page.getByRole('complementary');
    this.dialog = page.getByRole('dialog');
    this.menu = page.getByRole('menu');
    this.undoButton = page.locator('[aria-keyshortcuts~="Control+Z"]');
    this.redoButton = page.locator('[aria-keyshortcuts~="Control+Shift+Z"]');
    /** What a screen reader is told at once. */
    this.live = page.locator('[aria-live="assertive"]');
    this.toasts = page.locator('.toast');
    this.notices = page.locator('.notice:not(.notice--inset)');
    /** The card that follows the pointer. */
    this.inHand = page.locator('.card--ghost');
  }

  /** Opens the page and waits until the app has replaced the empty body. */
  async open() {
    await this.page.goto('./');
    await this.ready();
  }

  /** The page stands, the app with it: with nothing stored it comes when a person does. */
  async ready() {
    await this.page.waitForLoadState('domcontentloaded');
    await this.page.mouse.move(1, 1);
    await this.columns.first().waitFor({ state: 'attached' });
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  column(stage) {
    return this.page.locator(`[data-stage="${stage}"]`);
  }

  cardsIn(stage) {
    return this.column(stage).locator('[data-card]');
  }

  titlesIn(stage) {
    return this.cardsIn(stage).getByRole('heading');
  }

  /** A card by its id, or by the text of its title. */
  card(idOrTitle) {
    const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(idOrTitle);
    return isId ? this.page.locator(`[data-card="${idOrTitle}"]`) : this.cards.filter({ hasText: idOrTitle });
  }

  /** Waits until everything typed so far is safe. */
  async saved() {
    await this.page.locator('[data-save="saved"]').waitFor();
  }

  /** Waits until everything is safe and the state of the day is kept: from then on nothing is written by itself. */
  async settled() {
    await this.saved();
    await expect(async () => {
      const keys = Object.keys(await this.stored());
      expect(keys.some((key) => key.startsWith('irai-board/day/'))).toBe(true);
    }).toPass();
    await this.saved();
  }

  // ---- adding, opening ----

  quickAdd(stage) {
    return this.column(stage).locator('.column__foot').getByRole('textbox');
  }

  async add(title, stage = 'clarify') {
    const line = this.quickAdd(stage);
    await line.fill(title);
    await line.press('Enter');
    await expect(this.cardsIn(stage).filter({ hasText: title })).toBeVisible();
  }

  /** The first engagement, from the start page. */
  async addFirst(title) {
    await this.page.getByLabel('最初の案件の名前').fill(title);
    await this.page.getByRole('button', { name: '案件を作る' }).click();
    await expect(this.panel).toBeVisible();
  }

  async openCard(title) {
    await this.card(title).getByRole('heading').click();
    await expect(this.panel).toBeVisible();
  }

  async closePanel() {
    await this.panel.getByRole('button', { name: 'パネルを閉じる' }).click();
    await expect(this.panel).toBeHidden();
  }

  /** Opens the section of a stage in the panel and answers with it. */
  async section(stage) {
    const section = this.panel.locator(`[data-section="${stage}"]`);
    const toggle = section.locator('h3 > button').first();
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    return section;
  }

  /** What is said to be wrong beside a control. */
  errorOf(control) {
    const around = (name) => `contains(concat(" ", @class, " "), " ${name} ")`;
    return control.locator(`xpath=ancestor::*[${around('field')} or ${around('cell')}][1]`).getByRole('alert');
  }

  // ---- menus ----

  async openMenu() {
    await this.page.getByRole('button', { name: /^(メニュー|Menu)$/ }).click();
    await expect(this.menu).toBeVisible();
  }

  async choose(item) {
    await this.openMenu();
    await this.menu.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** A theme or a language in the open menu. */
  async pick(name) {
    await this.menu.getByRole('menuitemradio', { name }).click();
  }

  async openCardMenu(title) {
    await this.card(title).getByRole('button', { name: `「${title}」のメニュー` }).click();
    await expect(this.menu).toBeVisible();
  }

  async chooseOnCard(title, item) {
    await this.openCardMenu(title);
    await this.menu.getByRole('menuitem', { name: item }).click();
  }

  /** 移動… from the card's menu, then a stage. */
  async moveByMenu(title, stage) {
    await this.chooseOnCard(title, '移動…');
    await this.destination(stage).click();
  }

  destination(stage) {
    return this.dialog.locator(`[data-to="${stage}"]`);
  }

  // ---- undo ----

  async undo() {
    await this.undoButton.click();
  }

  async redo() {
    await this.redoButton.click();
  }

  // ---- dragging ----

  async centre(locator) {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Takes a card in hand with the mouse. */
  async take(title) {
    const heading = this.card(title).getByRole('heading');
    const from = await this.centre(heading);
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + 4, from.y + 8, { steps: 3 });
    await expect(this.inHand).toBeVisible();
  }

  /** Carries the card in hand over a column, `at` pixels from its top. */
  async carryTo(stage, at = 300) {
    const column = this.column(stage);
    // A rail opens under the card, and the columns beside it give way: follow until it stays.
    await expect(async () => {
      const box = await column.boundingBox();
      await this.page.mouse.move(box.x + box.width / 2, box.y + at, { steps: 4 });
      await expect(column).toHaveAttribute('data-over', '', { timeout: 500 });
    }).toPass();
  }

  async drop() {
    await this.page.mouse.up();
    await expect(this.inHand).toHaveCount(0);
  }

  async drag(title, stage, at) {
    await this.take(title);
    await this.carryTo(stage, at);
    await this.drop();
  }

  // ---- files ----

  /** Exports the board: the file's name, its text, and what it holds. */
  async export() {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.choose('書き出し')]);
    const text = await readFile(await download.path(), 'utf8');
    return { name: download.suggestedFilename(), text, json: JSON.parse(text) };
  }

  /** The board as an export has it, without the moment of the export. */
  async contents() {
    return (await this.export()).json.board;
  }

  /** Chooses a file to import; `content` is text, bytes or what becomes JSON. */
  async offer(content, name = 'irai-board.json') {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.choose('読み込み…')]);
    await this.give(chooser, content, name);
  }

  async give(chooser, content, name = 'irai-board.json') {
    const text = Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content);
    const buffer = Buffer.from(text);
    if (buffer.length < LARGE) {
      await chooser.setFiles({ name, mimeType: 'application/json', buffer });
      return;
    }
    // A path, since bytes over the wire are slow for large files. Playwright clears the folder.
    const path = test.info().outputPath(name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    await chooser.setFiles(path);
  }

  /** Exports the board sealed with a password: the file's name and its text. */
  async exportEncrypted(password) {
    await this.choose('暗号化して書き出し…');
    await this.password.fill(password);
    await this.passwordAgain.fill(password);
    const exporting = this.page.waitForEvent('download');
    await this.dialog.getByRole('button', { name: '暗号化して書き出す' }).click();
    const download = await exporting;
    await expect(this.dialog).toHaveCount(0);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  /** The field for a password in the open dialog. */
  get password() {
    return this.dialog.getByLabel('パスワード', { exact: true });
  }

  /** The field to type a new password once more. */
  get passwordAgain() {
    return this.dialog.getByLabel('パスワード(もう一度)');
  }

  async import(content, mode = '合わせる') {
    await this.offer(content);
    await this.dialog.getByRole('radio', { name: mode }).check();
    await this.dialog.getByRole('button', { name: '読み込む' }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** Puts engagements on an empty board. */
  async load(engagements) {
    await this.import(file(engagements));
    const open = engagements.filter((one) => !['done', 'cancelled', 'template'].includes(one.status)).length;
    // By what the columns count: of a long one not every card is drawn.
    await expect.poll(() => this.page.locator('.rail__count').evaluateAll((counts) => counts.reduce((sum, { textContent }) => sum + Number(textContent), 0))).toBe(open);
    await this.saved();
  }

  /** Everything in the browser's store but the journal's reserve, which is only room, and the page's notes on
   * the last backup, which are written once a minute and when the page is left. */
  stored() {
    return this.page.evaluate(() => {
      const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index));
      const told = keys.filter((key) => key !== 'irai-board/ballast' && !key.startsWith('irai-board-preference/backup-')).sort();
      return Object.fromEntries(told.map((key) => [key, localStorage.getItem(key)]));
    });
  }
}
