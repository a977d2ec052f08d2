// A walk through everything that the page shows, whatever the texts on the board are: nothing is found by a
// text that a person wrote.
import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { STAGES } from '../data.mjs';
import { LETTERS, PAPERS } from './paper.mjs';

/**
 * Notes what a page must never do. To be called before it is opened; answers with the list of what it did, and
 * apart from that with the markup that was written as a text, which a browser reports where it is asked to.
 */
export async function watch(page, origin) {
  const seen = [];
  const markup = [];
  page.on('dialog', (dialog) => {
    seen.push(`a dialog of the browser: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('popup', (popup) => seen.push(`a window: ${popup.url()}`));
  page.on('frameattached', () => seen.push('a frame'));
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(origin)) seen.push(`a way to ${frame.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(blob|data):/.test(request.url())) seen.push(`a request for ${request.url()}`);
  });
  // A chooser of files stays closed where someone listens.
  page.on('filechooser', () => {});
  await page.exposeFunction('__tell', (what) => (what.disposition === 'report' ? markup : seen).push(what.said));
  await page.addInitScript(() => {
    window.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample, disposition }) => {
      window.__tell({ disposition, said: `${effectiveDirective} ${blockedURI} ${sample}` });
    });
    window.print = () => {};
  });
  return { seen, markup };
}

/** Has the browser report, and not refuse, what Trusted Types would: markup written as a text. */
export async function reportMarkup(page, address) {
  await page.route((url) => url.href.split('#')[0] === address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy-report-only': "require-trusted-types-for 'script'" } });
  });
}

/** What stands in the page that no text may bring there. */
export const intruders = (page) =>
  page.evaluate(() => {
    const found = [];
    if ('__pwned' in window) found.push('a text has run');
    const never = new Set(['IFRAME', 'FRAME', 'OBJECT', 'EMBED', 'IMG', 'BASE', 'AUDIO', 'VIDEO']);
    for (const element of document.querySelectorAll('*')) {
      const name = element.tagName.toUpperCase();
      if (never.has(name) || (/^(SCRIPT|STYLE)$/.test(name) && !element.closest('head'))) found.push(`<${name}>`);
      for (const attribute of element.attributes) {
        if (/^on/i.test(attribute.name) || /^(srcdoc|formaction|action|http-equiv)$/i.test(attribute.name)) {
          if (name !== 'META' || !/content-security-policy/i.test(attribute.value)) found.push(`<${name} ${attribute.name}>`);
        }
      }
      const href = element.getAttribute('href');
      if (name === 'A' && href && !/^(https?:\/\/|mailto:|tel:|#|blob:|decrypt\.html$|licenses\.html$)/i.test(href)) found.push(`a link to ${href}`);
      if (name === 'A' && /^https?:/i.test(href ?? '') && !/noopener/.test(element.rel)) found.push(`a link without noopener to ${href}`);
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (data.length <= 300 && !/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/.test(data)) continue;
      const { display, unicodeBidi, wordBreak } = getComputedStyle(parentElement);
      const who = `<${parentElement.tagName} class=${parentElement.className}>`;
      if (data.length > 300 && wordBreak === 'auto-phrase') found.push(`a long text broken by phrases in ${who}`);
      if (data.length <= 300 && display === 'inline' && unicodeBidi === 'normal') found.push(`a text that turns its neighbours in ${who}`);
    }
    return found;
  });

export class Tour {
  constructor(board) {
    this.board = board;
    this.page = board.page;
  }

  /** Every part of the page, in turn; `look` is called with the name of each. */
  async everything(look) {
    await this.screens(look);
    const ids = await this.board.cards.evaluateAll((cards) => cards.map((card) => card.dataset.card));
    for (const [index, card] of ids.entries()) await this.panel(card, `card ${index + 1}`, look);
    // What stands in the last stage has been through all.
    const last = await this.board.cardsIn('review').first().getAttribute('data-card');
    await this.papers(last, look);
    await this.menuOf(() => this.board.card(last).locator('[aria-haspopup="menu"]').click(), 'card menu', look);
    await this.menuOf(() => this.board.openMenu(), 'menu', look);
    await this.finding(last, look);
  }

  async screen(name) {
    await this.page.getByRole('navigation', { name: '画面' }).getByRole('link', { name, exact: name === 'ボード' }).click();
  }

  async screens(look) {
    for (const name of ['今日', 'カレンダー', '分析', 'ボード']) {
      await this.screen(name);
      await this.page.getByRole('main').waitFor();
      await this.unfold(this.page.getByRole('main'));
      await look(name);
    }
  }

  /** Everything in a part that can be unfolded. */
  async unfold(part) {
    await part.locator('details:not([open])').evaluateAll((all) => all.forEach((one) => (one.open = true)));
  }

  async openPanel(card) {
    await this.board.card(card).getByRole('heading').click();
    await expect(this.board.panel).toBeVisible();
  }

  /** The form of a stage with everything in it unfolded. */
  async stage(stage) {
    const section = await this.board.section(stage);
    const folded = section.getByRole('region').getByRole('button', { expanded: false });
    for (let left = 60; left > 0 && (await folded.count()) > 0; left -= 1) await folded.first().click();
    await this.unfold(section);
    return section;
  }

  async panel(card, name, look) {
    await this.openPanel(card);
    for (const stage of STAGES) {
      await this.stage(stage);
      await look(`${name}, ${stage}`);
    }
    await this.board.section('history');
    await look(`${name}, history`);
    await this.board.closePanel();
  }

  /** Every paper and letter, on the screen and as it is printed; `files` gets what is saved of each. */
  async papers(card, look, files = []) {
    await this.openPanel(card);
    for (const { stage, name, company } of [...PAPERS, ...LETTERS]) {
      const section = await this.stage(stage);
      const letter = LETTERS.some((one) => one.name === name);
      const button = letter ? section.getByRole('group', { name, exact: true }).getByRole('button', { name: '印刷・保存…' }) : section.getByRole('button', { name, exact: true });
      await (company || letter ? button.first() : button).click();
      await expect(this.board.dialog.getByRole('article')).toBeVisible();
      await look(name);
      await this.board.dialog.getByRole('button', { name: '印刷', exact: true }).click();
      await this.page.emulateMedia({ media: 'print' });
      await look(`${name}, printed`);
      await this.page.emulateMedia({ media: null });
      files.push(await this.saved(() => this.board.dialog.getByRole('button', { name: 'Markdown を保存' }).click()));
      await this.close();
    }
    await this.board.closePanel();
    return files;
  }

  /** What a step hands out as a file: its name and its text. */
  async saved(step) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), step()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  /** Closes whatever dialogs are open. */
  async close() {
    for (let left = 5; left > 0 && (await this.board.dialog.count()) > 0; left -= 1) await this.page.keyboard.press('Escape');
    await expect(this.board.dialog).toHaveCount(0);
  }

  /** Every dialog that a menu opens. */
  async menuOf(open, name, look) {
    await open();
    await look(name);
    const items = this.board.menu.getByRole('menuitem');
    const names = (await items.allInnerTexts()).map((text) => text.trim().split('\n')[0]).filter((text) => /…$|^(完了・中止した案件|ショートカット|設定|このアプリについて)/.test(text));
    await this.page.keyboard.press('Escape');
    for (const item of names.filter((text) => !text.startsWith('読み込み'))) {
      await open();
      await this.board.menu.getByRole('menuitem', { name: item }).first().click();
      await expect(this.board.dialog.first()).toBeVisible();
      await this.unfold(this.board.dialog.first());
      await look(`${name}, ${item}`);
      await this.close();
    }
  }

  /** Search, filter, selection. */
  async finding(card, look) {
    for (const words of ['pwned', '<img', '1+1', '経']) {
      await this.page.keyboard.press('Control+k');
      await this.page.getByRole('combobox').last().fill(words);
      await look(`palette, ${words}`);
      await this.page.keyboard.press('Escape');
      await expect(this.board.dialog).toHaveCount(0);
    }
    await this.page.getByRole('banner').getByRole('button', { name: /^絞り込み/ }).click();
    await this.page.getByRole('search', { name: '絞り込み' }).getByRole('searchbox').fill('pwned');
    await look('filter');
    await this.page.getByRole('search', { name: '絞り込み' }).getByRole('searchbox').fill('');
    await this.board.card(card).getByRole('heading').click({ modifiers: ['Control'] });
    await look('selection');
    await this.page.keyboard.press('Escape');
  }
}
