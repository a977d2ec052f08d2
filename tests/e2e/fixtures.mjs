// What every spec starts from: a page object, and a guard that fails a test whose page
// wrote an error to the console or threw.
import { expect, test as base } from '@playwright/test';
import { BoardPage } from './pages/board.mjs';

export { expect };

export const test = base.extend({
  /** Errors the page reported. A test that provokes some takes this and empties it. */
  pageErrors: [
    async ({ page }, use) => {
      const errors = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => errors.push(String(error)));
      await use(errors);
      expect(errors, 'the page reported errors').toEqual([]);
    },
    { auto: true },
  ],

  /** The board, opened with nothing stored: each test has a browser context of its own. */
  board: async ({ page }, use) => {
    const board = new BoardPage(page);
    await board.open();
    await use(board);
  },
});
