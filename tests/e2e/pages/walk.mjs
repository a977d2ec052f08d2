// A way through all that the page can show, in either language: each stop leads there, and leaves again.
import { expect } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { STAGES, brief, compared, engagement, file, id, rank } from '../data.mjs';
import { many, moved } from '../running.mjs';
import { exactly } from './panel.mjs';

const fixture = (name) => readFile(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');
const PREFERENCE = 'irai-board-preference/';

/** The day on which it happens. */
export const NOW = new Date('2026-07-01T10:00:00+09:00');

export class Tour {
  /** `lang` is ja or en. */
  constructor(board, lang = 'ja') {
    this.board = board;
    this.page = board.page;
    this.lang = lang;
    this.dialog = this.page.locator('dialog.dialog[open]');
    this.menu = this.page.getByRole('menu');
    this.yes = this.dialog.locator('.dialog__foot .btn--primary');
    /** What is done at each place; takes its name. */
    this.look = async () => {};
    this.staying = false;
  }

  /** The next stop begins where this one is. */
  stay() {
    this.staying = true;
  }

  /** Goes from stop to stop, and looks at each. */
  async walk(stops, step) {
    for (const [name, go] of Object.entries(stops)) {
      await step(name, async () => {
        await go(this);
        await this.look(name);
        if (!this.staying) await this.leave();
        this.staying = false;
      });
    }
  }

  /** The word in the language of the page. */
  say(ja, en) {
    return this.lang === 'ja' ? ja : en;
  }

  /** Opens the page, in its language, on its day. */
  async open() {
    await this.page.clock.setFixedTime(NOW);
    await this.page.addInitScript(([key, lang]) => localStorage.setItem(key, lang), [`${PREFERENCE}lang`, this.lang]);
    await this.board.open();
  }

  // ---- ways to things ----

  async choose(ja, en) {
    await this.board.openMenu();
    await this.menu.getByRole('menuitem', { name: new RegExp(`^${exactly(this.say(ja, en))}`) }).click();
  }

  async card(title) {
    const card = this.board.card(title).first();
    await card.focus();
    return card;
  }

  async cardMenu(title) {
    await (await this.card(title)).press('Shift+F10');
    await expect(this.menu).toBeVisible();
  }

  async chooseOnCard(title, ja, en) {
    await this.cardMenu(title);
    // The key of an item is part of its name.
    await this.menu.getByRole('menuitem', { name: new RegExp(`^${exactly(this.say(ja, en))}`) }).click();
    await expect(this.dialog).toBeVisible();
  }

  async openCard(title) {
    await (await this.card(title)).press('Enter');
    await expect(this.board.panel).toBeVisible();
  }

  async section(stage) {
    const section = await this.board.section(stage);
    await this.unfold(section);
    return section;
  }

  /** Everything that is folded in a part of the page. */
  async unfold(part) {
    await part.evaluate((root) => {
      for (const fold of root.querySelectorAll('details:not([open])')) fold.open = true;
    });
    const folded = part.locator('.subcard button[aria-expanded="false"]');
    for (let left = 40; left > 0 && (await folded.count()) > 0; left -= 1) await folded.first().evaluate((button) => button.click());
    await part.evaluate((root) => {
      for (const fold of root.querySelectorAll('details:not([open])')) fold.open = true;
    });
  }

  async screen(key) {
    await this.page.locator('main').focus();
    await this.page.keyboard.press(key);
  }

  async offer(content, name = 'irai-board.json') {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.choose('読み込み…', 'Import…')]);
    await this.board.give(chooser, content, name);
    await expect(this.dialog).toBeVisible();
  }

  async load(engagements) {
    await this.offer(file(engagements));
    await this.yes.click();
    await expect(this.dialog).toHaveCount(0);
    await this.board.saved();
  }

  /** Back to the board with nothing over it. */
  async leave() {
    for (let left = 6; left > 0; left -= 1) {
      const over = (await this.menu.count()) + (await this.dialog.count());
      if (over === 0) break;
      await this.page.keyboard.press('Escape');
    }
    await expect(this.dialog).toHaveCount(0);
    await expect(this.menu).toHaveCount(0);
    for (const close of await this.board.toasts.locator('.icon-btn').all()) await close.click();
    await expect(this.board.toasts).toHaveCount(0);
    const panel = this.board.panel.locator('.panel__bar .icon-btn').last();
    if (await panel.isVisible()) await panel.click();
    await expect(this.board.panel).toHaveCount(0);
  }
}

/** The card with everything filled in, one with nothing, and what gives the other screens something to tell. */
export async function content() {
  const complete = JSON.parse(await fixture('complete.json')).board.engagements[0];
  const waits = engagement('質問が待つ案件', 'start', { due: '2026-07-01', owner: '佐藤', labels: ['経理', '月末', '急ぎ', '総務'], priority: 'high' });
  waits.cycles[0].works = [{ id: id(), name: '請求書の発行', due: '2026-06-20', agreed: 300 }, { id: id(), name: '経費精算の確認' }];
  waits.cycles[0].questions = [{ id: id(), text: '宛名は', asked_at: '2026-07-01T00:00:00' }];
  const overlaps = [
    { id: id(), at: '2026-07-01T09:30:00+09:00', field: '依頼の目的', path: 'clarify.purpose', other: '月次の締めを5営業日に短くする。' },
    { id: id(), at: '2026-07-01T09:40:00+09:00', path: 'clarify.budget', other: 60_000 },
  ];
  return [
    { ...complete, title: '満ちた案件', rank: rank(1) },
    engagement('空の案件', 'clarify', { rank: rank(2) }),
    compared('比べる案件', { rank: rank(3) }),
    waits,
    engagement('重なった案件', 'meet', { overlaps }),
    engagement('止めた案件', 'select', { status: 'on_hold', status_reason: '予算の見直し', met: true }),
    engagement('遅れた案件', 'deliver', { due: '2026-06-20' }),
    engagement('ひな形の案件', 'clarify', { met: true, status: 'template' }),
    moved('済んだ案件', '2026-05-01', [['2026-05-10', 'select'], ['2026-06-01', 'cancelled']]),
    ...many(6),
  ];
}

export const sealed = () => fixture('encrypted-v1.json');

/** What stands on the page while nothing is loaded. */
export const EMPTY = {
  はじめの画面: async () => {},
  '今日(なし)': (tour) => tour.screen('2'),
  'カレンダー(なし)': (tour) => tour.screen('3'),
  '分析(なし)': (tour) => tour.screen('4'),
  'ひな形から作る(空のボード)': async (tour) => {
    await tour.screen('1');
    await tour.choose('ひな形から作る…', 'Make from a template…');
  },
  'パレット(空のボード)': (tour) => tour.page.keyboard.press('Control+k'),
  '完了・中止した案件(なし)': (tour) => tour.choose('完了・中止した案件', 'Closed engagements'),
  'ラベルを整理(なし)': (tour) => tour.choose('ラベルを整理…', 'Tidy the labels…'),
  読めないファイル: (tour) => tour.offer('壊れたファイル'),
  サンプルの知らせ: async (tour) => {
    await tour.choose('サンプルを読み込む', 'Load the samples');
    await expect(tour.board.cards).toHaveCount(3);
  },
};

const stagesOf = (title) =>
  Object.fromEntries(
    STAGES.map((stage, index) => [
      `${title} ${stage}`,
      async (tour) => {
        if (index === 0) await tour.openCard(title);
        await tour.section(stage);
        if (index + 1 < STAGES.length) tour.stay();
      },
    ]),
  );

/** The papers and letters, by the buttons of their stages in the open panel. */
const papers = async (tour) => {
  const buttons = tour.board.panel.locator('.output[aria-haspopup="dialog"]');
  for (const stage of STAGES) {
    await tour.section(stage);
    for (let index = 0; index < (await buttons.count()); index += 1) {
      const button = buttons.nth(index);
      const name = await button.innerText();
      await button.focus();
      await tour.page.keyboard.press('Enter');
      await expect(tour.dialog).toBeVisible();
      await tour.look(`${stage} ${name}`);
      await tour.page.keyboard.press('Escape');
      await expect(tour.dialog).toHaveCount(0);
    }
  }
};

/** Everything else, over a board with content. */
export const FULL = {
  ボード: async () => {},
  ...stagesOf('満ちた案件'),
  ...stagesOf('空の案件'),
  重なった変更: (tour) => tour.openCard('重なった案件'),
  '書類と文面': async (tour) => {
    await tour.openCard('満ちた案件');
    await papers(tour);
  },
  履歴: async (tour) => {
    await tour.openCard('遅れた案件');
    await tour.board.panel.locator('[data-section="history"] h3 > button').first().press('Enter');
  },
  受け取れない値: async (tour) => {
    await tour.openCard('空の案件');
    await tour.section('clarify');
    const budget = tour.board.panel.getByLabel(tour.say(/^月の予算/, /^Budget a month/)).first();
    await budget.fill('たくさん');
    await budget.blur();
    await expect(budget).toHaveAttribute('aria-invalid', 'true');
  },
  メニュー: (tour) => tour.board.openMenu(),
  カードのメニュー: (tour) => tour.cardMenu('満ちた案件'),
  移動: (tour) => tour.chooseOnCard('空の案件', '移動…', 'Move…'),
  足りない項目: async (tour) => {
    await tour.chooseOnCard('空の案件', '移動…', 'Move…');
    await tour.board.destination('meet').click();
    await expect(tour.dialog.locator('.gate__parts')).toBeVisible();
  },
  戻す理由: async (tour) => {
    await tour.chooseOnCard('遅れた案件', '移動…', 'Move…');
    await tour.board.destination('quote').click();
    await expect(tour.dialog.locator('textarea').first()).toBeVisible();
  },
  保留: (tour) => tour.chooseOnCard('空の案件', '保留…', 'On hold…'),
  '保留(理由なし)': async (tour) => {
    await tour.chooseOnCard('空の案件', '保留…', 'On hold…');
    await tour.yes.click();
    await expect(tour.dialog.getByRole('alert')).toBeVisible();
  },
  中止: (tour) => tour.chooseOnCard('空の案件', '中止…', 'Cancel the engagement…'),
  完了: (tour) => tour.chooseOnCard('満ちた案件', '完了…', 'Done…'),
  削除: (tour) => tour.chooseOnCard('空の案件', '削除…', 'Delete…'),
  候補の比較: (tour) => tour.chooseOnCard('比べる案件', '候補の比較…', 'Compare candidates…'),
  ひな形として保存: (tour) => tour.chooseOnCard('満ちた案件', 'ひな形として保存…', 'Save as a template…'),
  内容を選んで複製: (tour) => tour.chooseOnCard('満ちた案件', '内容を選んで複製…', 'Duplicate with a choice…'),
  ひな形のパネル: async (tour) => {
    await tour.choose('ひな形から作る…', 'Make from a template…');
    await tour.dialog.getByRole('button', { name: tour.say('ひな形「ひな形の案件」を編集', 'Edit the template “ひな形の案件”') }).click();
    await expect(tour.board.panel).toBeVisible();
  },
  設定: (tour) => tour.choose('設定…', 'Settings…'),
  問い合わせ文のひな形: async (tour) => {
    await tour.choose('設定…', 'Settings…');
    await tour.dialog.getByRole('button', { name: tour.say('ひな形を編集…', 'Edit the template…') }).click();
    await tour.unfold(tour.dialog);
  },
  すべて削除: (tour) => tour.choose('すべて削除…', 'Delete everything…'),
  読み込み: async (tour) => tour.offer(file([engagement('新しい案件', 'quote'), engagement('別の案件')])),
  暗号化: (tour) => tour.choose('暗号化して書き出し…', 'Export encrypted…'),
  暗号の読み込み: async (tour) => tour.offer(await sealed()),
  ショートカット: (tour) => tour.choose('ショートカット', 'Shortcuts'),
  パレット: (tour) => tour.page.keyboard.press('Control+k'),
  'パレット(言葉)': async (tour) => {
    await tour.page.keyboard.press('Control+k');
    await tour.page.keyboard.type('請求書');
    await expect(tour.dialog.getByRole('option').first()).toBeVisible();
  },
  'パレット(なし)': async (tour) => {
    await tour.page.keyboard.press('Control+k');
    await tour.page.keyboard.type('ぬるぽがっ');
    await expect(tour.dialog.getByRole('option')).toHaveCount(0);
  },
  完了中止した案件: (tour) => tour.choose('完了・中止した案件', 'Closed engagements'),
  ラベルを整理: (tour) => tour.choose('ラベルを整理…', 'Tidy the labels…'),
  'CSV に書き出す': (tour) => tour.choose('CSV に書き出す…', 'Export to CSV…'),
  'CSV から読み込む': async (tour) => {
    await tour.openCard('空の案件');
    await tour.section('select');
    await tour.board.panel.getByRole('button', { name: tour.say('候補を CSV から読み込む…', 'Import candidates from CSV…') }).click();
    await tour.look('CSV から読み込む(はじめ)');
    await tour.dialog.locator('textarea').fill('会社名\tメモ\nあおば\t経理に強い\n\t名前なし');
    await tour.dialog.getByRole('button', { name: tour.say('貼り付けた表を読む', 'Read what is pasted') }).click();
    await expect(tour.dialog.locator('tbody tr').first()).toBeVisible();
  },
  保存とバックアップ: (tour) => tour.choose('保存とバックアップ…', 'Storage and backup…'),
  チームで使う: async (tour) => {
    await tour.choose('チームで使う(同期)…', 'Share with a team (synchronise)…');
    // It is loaded when it is first wanted.
    await expect(tour.dialog).toBeVisible();
  },
  絞り込み: async (tour) => {
    await tour.screen('f');
    await tour.board.page.locator('.find__words').fill('経理');
    await tour.look('絞り込み');
    await tour.board.page.locator('.find__words').fill('ぬるぽがっ');
    await expect(tour.page.locator('.find__none')).toBeVisible();
    await tour.look('絞り込み(なし)');
    await tour.page.locator('.find__words').fill('経');
    await tour.page.locator('.find__views button').last().click();
    await tour.look('保存した絞り込み');
    await tour.page.keyboard.press('Escape');
    await tour.page.locator('.find__words').fill('');
  },
  選択: async (tour) => {
    await (await tour.card('空の案件')).press('x');
    await (await tour.card('遅れた案件')).press('x');
    const acts = tour.page.locator('.selection__acts .btn');
    await tour.look('選択');
    for (let index = 0; index < (await acts.count()); index += 1) {
      await acts.nth(index).click();
      await expect(tour.dialog).toBeVisible();
      await tour.look(`選択 ${index + 1}`);
      await tour.page.keyboard.press('Escape');
      await expect(tour.dialog).toHaveCount(0);
    }
    await tour.page.locator('.selection > .icon-btn').click();
  },
  持ち上げたカード: async (tour) => {
    const card = await tour.card('空の案件');
    await card.press('Space');
    await card.press('ArrowRight');
    await tour.look('持ち上げたカード');
    await card.press('Escape');
  },
  マウスで運ぶカード: async (tour) => {
    await tour.board.take('空の案件');
    await tour.board.carryTo('select', 200);
    await tour.look('マウスで運ぶカード');
    await tour.page.keyboard.press('Escape');
    await tour.page.mouse.up();
  },
  お知らせ: async (tour) => {
    await (await tour.card('空の案件')).press('Alt+ArrowUp');
    await tour.chooseOnCard('空の案件', '削除…', 'Delete…');
    await tour.yes.click();
    await expect(tour.board.toasts).not.toHaveCount(0);
    await tour.look('削除の知らせ');
    await tour.board.undo();
  },
  今日: (tour) => tour.screen('2'),
  カレンダー: (tour) => tour.screen('3'),
  分析: async (tour) => {
    await tour.screen('4');
    await expect(tour.page.locator('main.insight')).toBeVisible();
    await tour.unfold(tour.page.locator('main'));
  },
};

/** A part of them, for what need not be looked at everywhere: the board, the stages, and one thing of each kind. */
const KINDS = ['ボード', 'メニュー', '足りない項目', '候補の比較', '設定', 'パレット(言葉)', '保存とバックアップ', 'チームで使う', '絞り込み', '選択', '今日', 'カレンダー', '分析'];
export const SOME = Object.fromEntries(Object.entries(FULL).filter(([name]) => KINDS.includes(name) || name.startsWith('満ちた案件')));
