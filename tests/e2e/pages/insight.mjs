// 分析: its parts, their charts, and the tables behind them.
import { expect } from '@playwright/test';

export class InsightPage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.root = board.page.getByRole('main', { name: '分析' });
  }

  /** By the link in the bar. */
  async open() {
    await this.page.getByRole('navigation', { name: '画面' }).getByRole('link', { name: '分析' }).click();
    await expect(this.root).toBeVisible();
  }

  part(name) {
    return this.root.getByRole('region', { name, exact: true }).and(this.page.locator('section'));
  }

  /** The sentence that says what a part found. */
  finding(name) {
    return this.part(name).locator('.insight__finding');
  }

  figure(title) {
    return this.root.getByRole('figure').filter({ has: this.page.getByRole('heading', { name: title, exact: true }) });
  }

  chart(title) {
    return this.figure(title).getByRole('img');
  }

  /** The table behind a chart, unfolded. */
  async figures(title) {
    const figure = this.figure(title);
    const table = figure.getByRole('table');
    if (!(await table.isVisible())) await figure.getByText('グラフの数字を表で見る').click();
    return table;
  }

  /** The cells of a row of the table behind a chart. */
  async row(title, name) {
    const table = await this.figures(title);
    return table.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) }).getByRole('cell');
  }

  /** Every way to a table. */
  get unfolds() {
    return this.root.getByText('グラフの数字を表で見る').filter({ visible: true });
  }

  period(name) {
    return this.root.getByRole('navigation', { name: '対象の期間' }).getByRole('link', { name, exact: true });
  }

  content(name) {
    return this.root.getByRole('navigation', { name: '目次' }).getByRole('button', { name, exact: true });
  }

  /** The engagements that stand still. */
  get stuck() {
    return this.root.getByRole('list', { name: '止まっている案件' }).getByRole('listitem');
  }

  get questions() {
    return this.root.getByRole('list', { name: '回答を待つ質問' }).getByRole('listitem');
  }

  get companies() {
    return this.part('会社ごとの記録').getByRole('table');
  }

  companyNames() {
    return this.companies.getByRole('rowheader');
  }

  company(name) {
    return this.companies.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) }).getByRole('cell');
  }

  sortButton(name) {
    return this.companies.getByRole('button', { name, exact: true });
  }

  head(name) {
    return this.companies.getByRole('columnheader').filter({ has: this.page.getByRole('button', { name, exact: true }) });
  }
}
