// The page in English: what of it is still Japanese, and the way through all of it.
import { expect } from '@playwright/test';

/** What stays Japanese in English: names, and what is marked as Japanese by `lang`. */
const NAMES = ['依頼ボード', '言語 / Language', 'Language: 日本語'];

export class EnglishPage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.dialog = board.page.getByRole('dialog');
  }

  /** Chooses English as an earlier visit would have. */
  static async prefer(page) {
    await page.addInitScript(() => localStorage.setItem('irai-board-preference/lang', 'en'));
  }

  /** Every Japanese text of the page, with names for screen readers, tips and examples among them. A term in
   * parentheses beside its English is none. */
  left() {
    return this.page.evaluate((names) => {
      const japanese = (text) => {
        const bare = names.reduce((text, name) => text.replaceAll(name, ''), text).replace(/\([^()]*\)/g, '');
        return /[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]/.test(bare);
      };
      const found = new Set();
      const look = (element, text, what) => {
        if (text && japanese(text) && !element.closest('[lang="ja"], .rescue, .boot, script, style')) {
          found.add(`${what}: ${text.trim().slice(0, 80)}`);
        }
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = walker.currentNode; node; node = walker.nextNode()) {
        if (node.nodeType === Node.TEXT_NODE) {
          look(node.parentElement, node.data, `<${node.parentElement.localName} class="${node.parentElement.className}">`);
          continue;
        }
        for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder', 'title', 'alt', 'label', 'abbr']) {
          look(node, node.getAttribute(name), name);
        }
      }
      return [...found];
    }, NAMES);
  }

  async expectEnglish(where) {
    expect.soft(await this.left(), where).toEqual([]);
  }

  /** Opens all that is folded in the open stage, each once; what unfolds may hold more. */
  async unfold() {
    await this.board.panel.evaluate(async (panel) => {
      const folded = '[data-section] :is(button[aria-expanded="false"], details:not([open]) > summary):not(h3 > button, [aria-haspopup], [data-pressed])';
      for (let left = panel.querySelectorAll(folded); left.length > 0; left = panel.querySelectorAll(folded)) {
        for (const one of left) {
          one.setAttribute('data-pressed', '');
          if (one.checkVisibility()) one.click();
        }
        await new Promise(requestAnimationFrame);
      }
    });
  }

  /** The names of the items of a menu that ask for more in a dialog. */
  async asking(open) {
    await open();
    const items = await this.board.menu.getByRole('menuitem').allInnerTexts();
    await this.expectEnglish('menu');
    await this.page.keyboard.press('Escape');
    return items.map((item) => item.split('\n')[0].trim()).filter((item) => item.endsWith('…') && !item.startsWith('Import'));
  }

  /** Opens every dialog that a menu leads to, and looks at it. */
  async dialogs(open) {
    for (const item of await this.asking(open)) {
      await open();
      await this.board.menu.getByRole('menuitem', { name: item }).first().click();
      await expect(this.dialog, item).toBeVisible();
      await this.expectEnglish(item);
      await this.page.keyboard.press('Escape');
      await expect(this.dialog, item).toHaveCount(0);
    }
  }

  async screen(name) {
    await this.page.getByRole('navigation').getByRole('link', { name }).click();
    await expect(this.page.getByRole('main')).toBeVisible();
    await this.expectEnglish(name);
  }
}
