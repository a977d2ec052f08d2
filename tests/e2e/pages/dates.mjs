// 今日やること and カレンダー as a person sees them.
import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';

export class DatesPage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.main = this.page.getByRole('main');
    this.screens = this.page.getByRole('navigation', { name: '画面' });
    /** The number beside 今日. */
    this.badge = this.screens.locator('[data-badge] [aria-hidden]');
    this.month = this.main.getByRole('heading', { level: 2 });
    this.grid = this.page.getByRole('grid');
    this.notify = this.page.getByRole('switch', { name: '通知を受け取る' });
    this.notifyHelp = this.main.getByRole('status');
  }

  async today() {
    await this.screens.getByRole('link', { name: '今日' }).click();
    await expect(this.main).toHaveAccessibleName('今日やること');
  }

  async calendar() {
    await this.screens.getByRole('link', { name: 'カレンダー' }).click();
    await expect(this.main).toHaveAccessibleName('カレンダー');
  }

  /** The groups of 今日やること as they read: by name with count, the lines in order, parts by "|". */
  groups() {
    return this.main.locator('[data-group]').evaluateAll((groups) => {
      const text = (element) => element.innerText.replace(/\s+/g, ' ').trim();
      return groups.map((group) => ({
        name: text(group.querySelector('h3')),
        lines: Array.from(group.querySelectorAll('[data-opens]'), (line) =>
          Array.from(line.querySelectorAll('.todo__what, .todo__title, .todo__company, .todo__note, .todo__day, .todo__left'))
            .map(text)
            .filter(Boolean)
            .join('|'),
        ),
      }));
    });
  }

  line(text) {
    return this.main.locator('[data-opens]').filter({ hasText: text });
  }

  /** The stage whose section is open in the panel. */
  get openStage() {
    return this.board.panel.locator('[data-section]').filter({ has: this.page.locator('h3 > button[aria-expanded="true"]') });
  }

  day(day) {
    return this.grid.locator(`[data-day="${day}"]`);
  }

  /** What stands in the cell of a day, in order. */
  entries(day) {
    return this.day(day).getByRole('button');
  }

  /** The list of a day beside the grid, or under it. */
  list(day) {
    return this.main.locator(`[data-list="${day}"]`);
  }

  /** The file that a step hands out: its name and its text, unfolded, as lines. */
  async exported(step) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), step()]);
    const text = await readFile(await download.path(), 'utf8');
    return { name: download.suggestedFilename(), text, lines: text.replaceAll('\r\n ', '').split('\r\n') };
  }
}
