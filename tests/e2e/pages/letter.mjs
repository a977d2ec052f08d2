// A letter in the panel, and the dialog of its template.
import { expect } from '@playwright/test';
import { Part } from './panel.mjs';

/** A letter under a company or a cycle: its subject, its body, what is said of it. */
export class LetterPart extends Part {
  /** `around` is the part of the form where the letter stands. */
  constructor(around, name = '問い合わせ文') {
    super(around.root.getByRole('group', { name, exact: true }));
    // While it is folded, the group has no role to be found by.
    this.fold = around.root.locator('details').filter({ has: around.page.locator(`[aria-label="${name}"]`) });
    this.subject = this.root.locator('.letter__head dd');
    this.body = this.root.getByRole('group', { name: '本文' });
    this.warnings = this.root.locator('.letter__warnings');
    this.mail = this.root.getByRole('link', { name: 'メールを開く' });
    /** An own text. */
    this.ownSubject = this.root.getByRole('textbox', { name: '件名' });
    this.ownBody = this.root.getByRole('textbox', { name: '本文' });
  }

  async open() {
    if ((await this.fold.getAttribute('open')) === null) await this.fold.locator('summary').click();
    return this;
  }
}

export class TemplatePage extends Part {
  constructor(board) {
    super(board.dialog);
    this.subject = this.root.getByRole('textbox', { name: '件名' });
    this.body = this.root.getByRole('textbox', { name: '本文' });
    this.preview = this.root.getByRole('region', { name: /^仕上がり/ });
    this.previewed = this.preview.getByRole('group', { name: '本文' });
    this.reset = this.root.getByRole('button', { name: 'はじめのひな形に戻す' });
  }

  /** Types a name by its button, at the caret of the body. */
  async insert(name) {
    await this.more('差し込める項目');
    await this.root.getByRole('button', { name: `${name}を差し込む`, exact: true }).click();
  }

  async close() {
    await this.root.getByRole('button', { name: '閉じる', exact: true }).last().click();
    await expect(this.root).toHaveCount(0);
  }
}
