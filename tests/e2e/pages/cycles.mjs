// The cycles of a contract: what is entered into one from stage 7 to 9, and what its regular meeting says.
import { expect } from '@playwright/test';
import { GatePage } from './gate.mjs';
import { PanelPage } from './panel.mjs';

export class CyclesPage {
  constructor(board, title) {
    this.board = board;
    this.title = title;
    this.panel = new PanelPage(board);
    this.gate = new GatePage(board);
    /** What a closed engagement says of itself. */
    this.closed = board.panel.getByRole('region', { name: '完了のまとめ' });
  }

  /** Opens the page at a moment, with the card's panel open. */
  async at(moment) {
    await this.board.page.clock.setFixedTime(new Date(`${moment}+09:00`));
    await this.board.reload();
    await this.board.openCard(this.title);
  }

  /** Time used: day, what for, hours, and when in the week. */
  async used(rows) {
    const form = await this.panel.stage('start');
    for (const [day, what, hours, kind] of rows) {
      const row = await form.add('使用した時間', what);
      await row.fill({ 日付: day, 時間: hours, 区分: kind ?? '平日・営業時間内' });
    }
  }

  /** Questions: what, when asked, when answered, minutes billed. */
  async asked(rows) {
    const form = await this.panel.stage('start');
    for (const [text, asked, answered, billed] of rows) {
      await form.button('質問を追加').click();
      const card = await form.openCard('新しい質問');
      await card.fill({ 質問された日時: asked, 回答した日時: answered, 計上された待機時間: billed ?? '', 質問: text });
      await expect(form.card(text).root).toBeVisible();
    }
  }

  /** Goes on to 納品 with what was delivered. */
  async deliver(names) {
    await this.panel.forward('納品');
    for (const name of names) await this.gate.addLine('納品物', name);
    await this.gate.go('納品');
  }

  /** Checks a delivery, after the revisions that it took: the day and the cause of each. */
  async accept(name, revisions = []) {
    const form = await this.panel.stage('deliver');
    const card = await form.openCard(name);
    for (const [day, cause] of revisions) {
      await card.fill({ 想定どおりか: '想定と違う' });
      const before = await form.rows('修正依頼').count();
      await card.button('修正を依頼する').click();
      await expect(form.rows('修正依頼')).toHaveCount(before + 1);
      await form.row('修正依頼', before).fill({ 内容: '直すところ', 原因: cause, 依頼日: day, 完了日: day });
    }
    await card.fill({ 想定どおりか: '想定どおり' });
  }

  /** Goes on to the regular meeting, and answers with its form. */
  async review() {
    await this.panel.forward('定例会議');
    await expect(this.board.titlesIn('review')).toHaveText([this.title]);
    return this.panel.stage('review');
  }

  /** What the figures of the period say under a label. */
  reckoned(form, label) {
    return form.root.locator('.reckon dl > div').filter({ has: this.board.page.getByText(label, { exact: true }) }).getByRole('definition');
  }

  async expectReckoned(form, figures) {
    for (const [label, text] of Object.entries(figures)) await expect.soft(this.reckoned(form, label), label).toHaveText(text);
  }

  /** The cells of a cycle in the table that compares them. */
  async compared(form, cycle) {
    const cells = form.line(cycle).getByRole('cell');
    await cells.first().waitFor();
    return cells.allTextContents();
  }

  /** Opens it from the list of closed engagements. */
  async openClosed() {
    await this.board.choose('完了・中止した案件');
    await this.board.dialog.getByRole('listitem').filter({ hasText: this.title }).getByRole('button', { name: '開く' }).click();
  }

  /** One of the ways on from the regular meeting. */
  async go(form, way) {
    await form.group('次に進む').button(way).click();
  }
}
