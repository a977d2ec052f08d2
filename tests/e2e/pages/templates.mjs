// ひな形: the dialog that makes an engagement from something, the one that saves a template, and the
// panel of a template.
import { expect } from '@playwright/test';

export class TemplatesPage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.dialog = board.page.getByRole('dialog', { name: 'ひな形から作る' });
    this.saving = board.page.getByRole('dialog', { name: 'ひな形として保存' });
    this.removing = board.page.getByRole('dialog', { name: 'ひな形を削除しますか' });
    this.title = this.dialog.getByLabel('新しい案件の名前');
    this.preview = this.dialog.getByRole('region', { name: '写す内容' });
    this.candidates = this.dialog.getByRole('checkbox', { name: /^依頼先候補/ });
    this.search = this.dialog.getByLabel('以前の案件を検索');
  }

  async open() {
    await this.board.choose('ひな形から作る…');
    await expect(this.dialog).toBeVisible();
  }

  /** The options under a heading. */
  part(name) {
    return this.dialog.getByRole('group', { name, exact: true });
  }

  /** Something to make an engagement from, by its name in a part of the list. */
  option(part, name) {
    return this.part(part).getByRole('radio', { name });
  }

  /** The tasks in the preview: name and hours. */
  async tasks() {
    const rows = this.preview.getByRole('listitem');
    return rows.evaluateAll((rows) => rows.map((row) => [row.firstElementChild.firstChild.textContent, row.lastElementChild.textContent]));
  }

  async create() {
    await this.dialog.getByRole('button', { name: '案件を作る' }).click();
    await expect(this.dialog).toHaveCount(0);
  }

  /** Saves an engagement as a template of this name. */
  async save(engagement, name, { candidates = false } = {}) {
    await this.board.chooseOnCard(engagement, 'ひな形として保存…');
    await this.saving.getByLabel('ひな形の名前').fill(name);
    if (candidates) await this.saving.getByRole('checkbox', { name: /^依頼先候補/ }).check();
    await this.saving.getByRole('button', { name: 'ひな形として保存する' }).click();
    await expect(this.saving).toHaveCount(0);
  }

  /** The panel of a template. */
  panel(name) {
    return this.page.getByRole('complementary', { name: `ひな形「${name}」` });
  }

  /** Opens a template in the panel from the list. */
  async edit(name) {
    await this.dialog.getByRole('button', { name: `ひな形「${name}」を編集` }).click();
    await expect(this.panel(name)).toBeVisible();
  }
}

/** 充足度 over stage 1. */
export class Completeness {
  constructor(board) {
    this.meter = board.panel.getByRole('meter', { name: '依頼内容の充足度' });
    this.root = board.panel.getByRole('region', { name: '依頼内容の充足度' });
  }

  async is(percent) {
    await expect(this.meter).toHaveAttribute('aria-valuenow', String(percent));
  }

  /** What is missing, the points that are folded away too. */
  async unfold() {
    const fold = this.root.locator('details:not([open]) > summary');
    if (await fold.count()) await fold.click();
  }

  point(name) {
    return this.root.getByRole('button', { name });
  }
}
