// Stage 7: the time that is taken while it runs, and the figures over month and waiting.
import { PanelPage } from './panel.mjs';

export class HoursPage {
  constructor(board) {
    this.board = board;
    this.panel = new PanelPage(board);
    /** What runs. */
    this.now = board.panel.getByRole('group', { name: '計測中', exact: true });
    this.stopButton = this.now.getByRole('button', { name: '計測を止める' });
    /** Why a timing was not started. */
    this.refusal = board.panel.getByRole('group', { name: '使用した時間', exact: true }).first().getByRole('alert');
  }

  /** Opens a card at stage 7. */
  async open(title) {
    await this.board.openCard(title);
    this.form = await this.panel.stage('start');
    return this.form;
  }

  async start({ work, what }) {
    if (work) await this.board.panel.getByLabel('計測する業務').selectOption({ label: work });
    if (what) await this.board.panel.getByLabel('計測する内容').fill(what);
    await this.board.panel.getByRole('button', { name: '計測を始める' }).click();
  }

  /** The end of a timing that was left running. */
  get end() {
    return this.now.getByLabel('終わった日時');
  }

  async record() {
    await this.now.getByRole('button', { name: 'この時間で記録する' }).click();
  }

  /** The month as a bar, by what it says. */
  get bar() {
    return this.board.panel.getByRole('img', { name: /^使える時間/ });
  }
}
