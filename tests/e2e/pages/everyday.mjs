// Everyday work on many cards: labels, several cards at once, the archive, CSV.
import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';

export class Everyday {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    /** The bar while cards are selected. */
    this.bar = board.page.getByRole('region', { name: '選択した案件' });
    this.selected = board.page.locator('[data-card][data-selected]');
    /** The labels in the panel's head. */
    this.labels = board.panel.getByRole('group', { name: 'ラベル', exact: true });
    this.newLabel = this.labels.getByLabel('ラベルを追加');
    this.archive = board.page.getByRole('dialog', { name: '完了・中止した案件' });
  }

  async label(...names) {
    for (const name of names) {
      await this.newLabel.fill(name);
      await this.newLabel.press('Enter');
    }
  }

  /** The labels of the engagement in the panel. */
  chips() {
    return this.labels.locator('.label__name');
  }

  /** The labels on a card. */
  labelsOn(title) {
    return this.board.card(title).getByRole('list', { name: 'ラベル' }).getByRole('listitem');
  }

  async pick(title, modifiers = ['Control']) {
    await this.board.card(title).getByRole('heading').click({ modifiers });
  }

  act(name) {
    return this.bar.getByRole('button', { name, exact: true });
  }

  /** Cards that a dialog says stay, with why. */
  staying(group) {
    return this.board.dialog.getByRole('group', { name: group }).getByRole('listitem');
  }

  // ---- the archive ----

  async openArchive() {
    await this.board.choose('完了・中止した案件');
    await expect(this.archive).toBeVisible();
  }

  get entries() {
    return this.archive.getByRole('listitem');
  }

  entry(title) {
    return this.entries.filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }

  get search() {
    return this.archive.getByLabel('検索');
  }

  // ---- CSV ----

  /** Exports a table: the file's name and its bytes. */
  async exportCsv(table, { closed = true } = {}) {
    await this.board.choose('CSV に書き出す…');
    await this.board.dialog.getByRole('radio', { name: new RegExp(`^${table}`) }).check();
    await this.board.dialog.getByRole('checkbox', { name: '完了・中止した案件も含める' }).setChecked(closed);
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.board.dialog.getByRole('button', { name: /行を書き出す$/ }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /** Opens the import of candidates from the open panel's form. */
  async openImport() {
    await this.board.panel.getByRole('button', { name: '候補を CSV から読み込む…' }).click();
    await expect(this.board.dialog).toBeVisible();
  }

  /** Chooses a file to read candidates from. */
  async giveCsv(content, name = '候補.csv') {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.board.dialog.getByRole('button', { name: 'ファイルを選ぶ…' }).click(),
    ]);
    await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  }

  async paste(text) {
    await this.board.dialog.getByLabel('または、表を貼り付け').fill(text);
    await this.board.dialog.getByRole('button', { name: '貼り付けた表を読む' }).click();
  }

  column(name) {
    return this.board.dialog.getByLabel(`「${name}」の列`, { exact: true });
  }

  /** What the columns are taken for, in order. */
  columns() {
    const selects = this.board.dialog.getByRole('group', { name: '列の対応' }).getByRole('combobox');
    return selects.evaluateAll((all) => all.map((select) => select.selectedOptions[0].textContent.trim()));
  }

  /** A row of the preview by its line in the file. */
  line(number) {
    return this.board.dialog.locator('tbody').getByRole('row').filter({ has: this.page.getByRole('cell', { name: String(number), exact: true }) });
  }

  get importButton() {
    return this.board.dialog.getByRole('button', { name: /社を読み込む$/ });
  }
}

/** A small reader of CSV, on its own: rows of cells, by RFC 4180 with a comma. */
export function readCsv(bytes) {
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.subarray(3).toString('utf8');
  const rows = [];
  let row = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      let close = at;
      for (;;) {
        close = text.indexOf('"', close);
        if (close < 0) throw new Error('a quote is open');
        if (text[close + 1] !== '"') break;
        close += 2;
      }
      cell = text.slice(at, close).replaceAll('""', '"');
      at = close + 1;
    } else {
      const rest = text.slice(at).search(/[,\r\n]/);
      cell = rest < 0 ? text.slice(at) : text.slice(at, at + rest);
      at += cell.length;
    }
    row.push(cell);
    if (text[at] === ',') {
      at += 1;
    } else {
      if (text.slice(at, at + 2) !== '\r\n') throw new Error(`no line end at ${at}`);
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
