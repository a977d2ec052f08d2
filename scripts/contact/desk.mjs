// The page under the camera: how to get from one thing to look at to the next, in either language.
import { STAGES } from '../../tests/e2e/data.mjs';

export class Desk {
  constructor(page, lang) {
    this.page = page;
    this.lang = lang;
  }

  /** What stands there in the language of the page. */
  t(ja, en) {
    return this.lang === 'ja' ? ja : en;
  }

  find(selector, text) {
    return text ? this.page.locator(selector).filter({ hasText: text }) : this.page.locator(selector);
  }

  get phone() {
    return this.page.viewportSize().width < 641;
  }

  /** Puts everything away that lies over the board, and shows a screen. */
  async reset(screen = 'board') {
    const { page } = this;
    for (let times = 0; times < 8; times += 1) {
      if ((await page.locator('dialog[open], .menu, .selection').count()) === 0) break;
      await page.keyboard.press('Escape');
    }
    const close = page.locator('.panel__bar > .icon-btn').last();
    if (await close.count()) await close.click();
    await page.evaluate((hash) => (location.hash = hash), `#${screen}`);
    await page.locator(screen === 'board' ? '.board' : '.screen').waitFor();
    const filter = page.locator('.find__line > .icon-btn');
    if (await filter.count()) await filter.click();
    while (await page.locator('.toast .icon-btn').count()) await page.locator('.toast .icon-btn').first().click();
    await page.mouse.move(0, 0);
  }

  /** On a phone the column comes into sight first. */
  async column(stage) {
    if (!this.phone) return;
    await this.page.locator('.strip__cell').nth(STAGES.indexOf(stage)).click();
    await this.page.waitForFunction((stage) => Math.abs(document.querySelector(`[data-stage="${stage}"]`).getBoundingClientRect().left) < 2, stage);
  }

  card(title, stage) {
    return this.page.locator(`[data-stage="${stage}"] [data-card]`).filter({ hasText: title }).first();
  }

  async open(title, stage) {
    await this.column(stage);
    await this.card(title, stage).locator('.card__title').click();
    await this.page.locator('.panel').waitFor();
  }

  /** Shows a stage of the open engagement, from its head on. */
  async stage(stage) {
    await this.page.locator('.stepper__step').nth(STAGES.indexOf(stage)).click();
    await this.page.locator(`#stage-${stage}`).waitFor();
  }

  /**
   * Narrows the board to words. The address follows once typing rests; where it had not when the next scene
   * puts the address back, it would be written after that, and the board would stay narrowed.
   */
  async narrow(words) {
    const field = this.page.locator('.find__words');
    if (!(await field.isVisible())) await this.page.locator('.bar__filter').click();
    await field.fill(words);
    await this.page.waitForURL((url) => decodeURIComponent(url.hash).includes(words));
  }

  async menu(ja, en) {
    await this.page.locator('.bar [aria-haspopup="menu"]').click();
    if (ja) await this.choose(ja, en);
  }

  async cardMenu(title, stage, ja, en) {
    await this.column(stage);
    await this.card(title, stage).locator('.card__menu').click();
    if (ja) await this.choose(ja, en);
  }

  async choose(ja, en) {
    await this.page.getByRole('menuitem', { name: this.t(ja, en) }).first().click();
  }

  async dialog() {
    await this.page.locator('dialog[open]').waitFor();
  }

  /** Gives a file to what opens the browser's choice of one. */
  async give(open, name, content) {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), open()]);
    const buffer = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
    await chooser.setFiles({ name, mimeType: 'application/json', buffer });
  }

  /** Imports a file; on an empty board it needs no answers. */
  async load(content) {
    await this.give(() => this.menu('読み込み…', 'Import…'), 'board.json', content);
    await this.dialog();
    await this.page.locator('dialog[open] .dialog__foot .btn--primary').click();
    await this.page.locator('dialog[open]').waitFor({ state: 'detached' });
    await this.page.locator('[data-save="saved"]').waitFor();
  }
}
