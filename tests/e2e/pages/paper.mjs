// A paper over the board: its sheet, and what can be done with it.
import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { LetterPart } from './letter.mjs';
import { PanelPage } from './panel.mjs';

/** The papers: the stage that they belong to, their names, and whose card their button is in. */
export const PAPERS = [
  { stage: 'clarify', name: '依頼書' },
  { stage: 'meet', name: '商談のアジェンダ', company: 'リモート秘書ひばり' },
  { stage: 'meet', name: '稟議サマリー' },
  { stage: 'trial', name: 'トライアル報告書' },
  { stage: 'contract', name: '契約チェックリスト' },
  { stage: 'deliver', name: '検収記録' },
  { stage: 'review', name: '期間の報告書' },
  { stage: 'review', name: '定例会議のアジェンダ' },
  { stage: 'review', name: '完了のまとめ' },
];

/** The letters, which are papers too: the stage, their names, and whose they are. */
export const LETTERS = [
  { stage: 'quote', name: '問い合わせ文', company: 'リモート秘書ひばり' },
  { stage: 'deliver', name: '修正依頼文' },
];

export class PaperPage {
  constructor(board) {
    this.page = board.page;
    this.dialog = board.dialog;
    this.sheet = board.dialog.getByRole('article');
    this.said = board.dialog.getByRole('status');
    /** What goes to the printer, which the screen does not show. */
    this.printed = this.page.locator('.paper-print > article');
  }

  /** Opens a paper by the button at its stage. */
  static async open(board, { stage, name, company }) {
    const form = await new PanelPage(board).stage(stage);
    const part = company ? await form.openCard(company) : form;
    await part.button(name).click();
    const paper = new PaperPage(board);
    await expect(paper.sheet.getByRole('heading', { name, exact: true })).toBeVisible();
    return paper;
  }

  /** Opens a letter as a paper, from where it stands. */
  static async openLetter(board, { stage, name, company }) {
    const form = await new PanelPage(board).stage(stage);
    const letter = await new LetterPart(company ? await form.openCard(company) : form, name).open();
    await letter.button('印刷・保存…').click();
    const paper = new PaperPage(board);
    await expect(paper.sheet.getByRole('heading', { name, exact: true })).toBeVisible();
    return paper;
  }

  button(name) {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  table(name) {
    return this.sheet.getByRole('table', { name });
  }

  /** Saves the paper as a file: its name, and its text. */
  async save() {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button('Markdown を保存').click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  async close() {
    await this.page.keyboard.press('Escape');
    await expect(this.dialog).toHaveCount(0);
  }
}
