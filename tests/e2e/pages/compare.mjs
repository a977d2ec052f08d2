// The comparison of candidates: its conditions, its weights, its table, its charts.
import { expect } from '@playwright/test';
import { Part } from './panel.mjs';

export class ComparePage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.root = board.page.getByRole('dialog', { name: '候補の比較' });
    this.table = this.root.getByRole('region', { name: '比較表' }).getByRole('table');
    this.conditions = new Part(this.root.getByRole('group', { name: '比較の条件', exact: true }));
    this.weights = new Part(this.root.getByRole('group', { name: '基準の重み', exact: true }));
    this.ranking = this.root.getByRole('region', { name: '順位' });
    this.dropped = this.root.getByRole('region', { name: '見送った会社' });
  }

  /** From the menu of a card. */
  async openFromCard(title) {
    await this.board.chooseOnCard(title, '候補の比較…');
    await expect(this.root).toBeVisible();
  }

  /** From the button in a stage's form. */
  async openFrom(part) {
    await part.button('候補を比べる').click();
    await expect(this.root).toBeVisible();
  }

  row(company) {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('button', { name: company, exact: true }) });
  }

  /** The names of the companies from the top down. */
  companies() {
    return this.table.getByRole('rowheader').getByRole('button');
  }

  head(column) {
    return this.table.getByRole('columnheader').filter({ has: this.sortButton(column) });
  }

  sortButton(column) {
    return this.page.getByRole('button', { name: column, exact: true });
  }

  /** What a company has in a column. */
  async cell(company, column) {
    const heads = await this.table.getByRole('columnheader').allInnerTexts();
    const at = heads.map((head) => head.trim()).indexOf(column);
    expect(at, `no column ${column} in ${heads}`).toBeGreaterThan(0);
    return this.row(company).getByRole('cell').nth(at - 1);
  }

  /** Who is first in one of the rankings. */
  first(ranking) {
    return this.ranking.locator('.figure').filter({ has: this.page.getByText(ranking, { exact: true }) });
  }

  slider(criterion) {
    return this.root.getByRole('slider', { name: `${criterion}の重みのつまみ`, exact: true });
  }

  figure(title) {
    return this.root.getByRole('figure').filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }

  /** The figures behind a chart, unfolded. */
  async figures(title) {
    const figure = this.figure(title);
    await figure.getByText('グラフの数字を表で見る').click();
    return figure.getByRole('table');
  }
}
