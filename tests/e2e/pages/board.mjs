// The board as a user sees it. Selectors of the page contract live here and nowhere else.
export class BoardPage {
  constructor(page) {
    this.page = page;
    /** Where things stand with saving: `data-save` is saved, saving, failed or readonly. */
    this.saveStatus = page.locator('[data-save]');
    this.columns = page.locator('[data-stage]');
    this.cards = page.locator('[data-card]');
  }

  /** Opens the page and waits until the app has replaced the empty body. */
  async open() {
    await this.page.goto('./');
    await this.page.locator('body > :not(script):not(link):not(noscript)').first().waitFor();
  }

  column(stage) {
    return this.page.locator(`[data-stage="${stage}"]`);
  }

  cardsIn(stage) {
    return this.column(stage).locator('[data-card]');
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
}
