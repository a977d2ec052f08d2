// The panel of an engagement: its nine sections, their lists, their fields. A field is found as a
// person finds it: by its Japanese label, in the part of the form where it stands.
import { expect } from '@playwright/test';

export const exactly = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A label as it is read out; what is needed for the gate says so behind it. */
const labelled = (label) => new RegExp(`^${exactly(label)}(\\s*次へ進むのに必要)?$`);

/** What sort of control an element is. */
const kindOf = (control) =>
  control.evaluate((element) => {
    if (element.getAttribute('role') === 'radiogroup') return 'radios';
    if (element.tagName === 'SELECT') return 'choice';
    return element.type === 'checkbox' ? 'check' : 'text';
  });

/** A part of a form, or a whole one. */
export class Part {
  constructor(root) {
    this.root = root;
    this.page = root.page();
  }

  /** A part under a heading of its own. */
  group(name) {
    return new Part(this.root.getByRole('group', { name, exact: true }));
  }

  /** A company, a quote, a meeting: what can be folded. A text finds the name that has it. */
  card(name) {
    return new Part(this.root.getByRole('region', typeof name === 'string' ? { name, exact: true } : { name }));
  }

  /** Unfolds this card. */
  async unfold() {
    const toggle = this.root.getByRole('button', { expanded: true }).or(this.root.getByRole('button', { expanded: false })).first();
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    return this;
  }

  /** The unfolded card of this name. */
  openCard(name) {
    return this.card(name).unfold();
  }

  /** The rows of a list. */
  rows(list) {
    return this.root.getByRole('group', { name: list, exact: true }).locator('> ol > li');
  }

  row(list, index = 0) {
    return new Part(this.rows(list).nth(index));
  }

  /** Moves a row up: its buttons come out over its grip when that is pointed at. */
  async moveUp(list, index) {
    const row = this.row(list, index);
    await row.button(`${list} ${index + 1}行目を並べ替える(上下キー)`).hover({ force: true });
    await row.button(`${list} ${index + 1}行目を上へ`).click();
  }

  /** What is folded under a word, unfolded. */
  async more(word) {
    const fold = this.root.locator('details').filter({ has: this.page.locator('summary', { hasText: word }) });
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
    return new Part(fold);
  }

  button(name) {
    return this.root.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Adds a row by its line, and answers with it. */
  async add(list, text) {
    const before = await this.rows(list).count();
    await this.addLine(list, text);
    await expect(this.rows(list)).toHaveCount(before + 1);
    return this.row(list, before);
  }

  /** The line that adds to a list: what is typed becomes a row with Enter. */
  async addLine(list, text) {
    const line = this.root.getByRole('textbox', { name: `${list}を追加`, exact: true });
    await line.fill(text);
    await line.press('Enter');
    await expect(line).toHaveValue('');
  }

  /** The control with this label, of whatever sort. A tick's label ends in its help. */
  control(label) {
    return this.root
      .getByLabel(labelled(label))
      .and(this.page.locator('input, textarea, select, [role="radiogroup"]'))
      .or(this.root.getByRole('checkbox', { name: new RegExp(`^${exactly(label)}`) }));
  }

  /** What is computed under this label. */
  computed(label) {
    return this.root.getByRole('status', { name: label, exact: true });
  }

  /** One of the figures above a form. */
  figure(label) {
    return this.root.locator('.figure').filter({ has: this.page.getByText(label, { exact: true }) });
  }

  /** A date or a period that follows from a contract, by its name. */
  date(name) {
    return this.root.locator('dl > div').filter({ has: this.page.getByText(name, { exact: true }) }).getByRole('definition');
  }

  /** A word about law, folded under its title. */
  law(title) {
    return this.root.locator('details').filter({ has: this.page.locator('summary', { hasText: title }) });
  }

  /** A line of a table, by its head. */
  line(name) {
    return this.root.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) });
  }

  /** Enters a value as its control takes it: text, a choice by its name, a tick. */
  async enter(label, value) {
    const control = this.control(label);
    switch (await kindOf(control)) {
      case 'radios':
        return control.getByRole('radio', { name: String(value), exact: true }).check();
      case 'choice':
        return control.selectOption({ label: value });
      case 'check':
        return control.setChecked(value);
      default:
        return control.fill(value);
    }
  }

  async fill(values) {
    for (const [label, value] of Object.entries(values)) await this.enter(label, value);
    return this;
  }

  /** What the control shows now. */
  async shown(label) {
    const control = this.control(label);
    switch (await kindOf(control)) {
      case 'radios': {
        const chosen = control.getByRole('radio', { checked: true });
        return (await chosen.count()) ? chosen.evaluate((radio) => radio.ariaLabel ?? radio.labels[0].textContent.trim()) : '';
      }
      case 'choice':
        return control.evaluate((select) => select.selectedOptions[0]?.textContent.trim() ?? '');
      case 'check':
        return control.isChecked();
      default:
        return control.inputValue();
    }
  }
}

export class PanelPage {
  constructor(board) {
    this.board = board;
    this.root = board.panel;
    this.history = this.root.locator('[data-section="history"]');
    /** Where the card stands: stage, cycle, version of the brief. */
    this.place = this.root.locator('.panel__where');
  }

  /** The form of a stage, shown. */
  async stage(stage) {
    return new Part(await this.board.section(stage));
  }

  /** Unfolds all cards of the form that is shown. */
  async unfoldAll() {
    const folded = this.root.getByRole('region').getByRole('button', { expanded: false });
    while (await folded.count()) await folded.first().click();
  }

  /** The history, shown. */
  async openHistory() {
    const toggle = this.history.getByRole('button', { name: /^履歴/ });
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    return this.history;
  }

  /** Goes on to the next stage by the button at the panel's foot. */
  async forward(name) {
    await this.root.getByRole('button', { name: `${name}へ進む`, exact: true }).click();
  }
}
