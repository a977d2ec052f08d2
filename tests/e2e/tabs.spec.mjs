// Several tabs of one browser on one board: none loses an edit, and all show the same.
import { giveHands } from '../crash/hands.mjs';
import { dice, empty, plan, read, same } from '../crash/model.mjs';
import { brief, engagement } from './data.mjs';
import { expect, test as base } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';
import { PanelPage } from './pages/panel.mjs';

/** A tab: its page object and fast hands; what it has acknowledged of the edits it makes. */
class Tab {
  constructor(page, errors) {
    this.page = page;
    this.board = new BoardPage(page);
    this.panel = new PanelPage(this.board);
    this.acknowledged = 0;
    page.on('pageerror', (error) => errors.push(String(error)));
  }

  async open() {
    await this.page.exposeBinding('tell', (_, shown) => {
      this.acknowledged = shown;
    });
    await giveHands(this.page);
    await this.board.open();
    await this.board.saved();
    return this;
  }

  /** Makes edits one after the other; resolves once the last one is saved, or the tab is gone. */
  work(edits) {
    return this.page.evaluate((edits) => window.hands.run(edits, window.tell), edits);
  }

  /** Resolves once so many edits are acknowledged. */
  reaches(count) {
    return expect.poll(() => this.acknowledged, { intervals: [5], timeout: 240_000 }).toBeGreaterThanOrEqual(count);
  }

  /** Ends as a tab that is closed without a question. */
  close() {
    return this.page.close({ runBeforeUnload: false });
  }

  /** Ends as a renderer that dies. */
  async crash() {
    const crashed = this.page.waitForEvent('crash');
    const cdp = await this.page.context().newCDPSession(this.page);
    cdp.send('Page.crash').catch(() => {});
    await crashed;
  }

  /** The board in the model's terms, what is shown held against what is exported. */
  async read() {
    return read(await this.page.evaluate(() => window.hands.columns()), await this.board.contents());
  }
}

const test = base.extend({
  /** Opens a tab of the test's browser context. The first to be opened writes, the others follow. */
  tab: async ({ context, pageErrors }, use) => {
    await use(async () => new Tab(await context.newPage(), pageErrors).open());
  },
});

/** All tabs come to the same board, in every field, and say that it is saved. */
async function agree(tabs) {
  await expect(async () => {
    const [first, ...others] = await Promise.all(tabs.map((tab) => tab.board.contents()));
    for (const other of others) expect(other).toEqual(first);
  }).toPass({ intervals: [100, 200, 500], timeout: 15_000 });
  for (const tab of tabs) await expect(tab.board.saveStatus).toHaveAttribute('data-save', 'saved');
}

/** The cards of one tab's plan, whatever their order among those of others. */
function cardsOf(board, mark) {
  const cards = Object.entries(board).flatMap(([stage, cards]) => cards.map((card) => ({ stage, ...card })));
  return cards.filter((card) => card.title.includes(`${mark}の`)).sort((one, other) => (one.title < other.title ? -1 : 1));
}

/** Holds the board against the plan of a tab: all of it, or, where the tab died, at least what it had acknowledged. */
function holds(board, mark, { boards }, acknowledged) {
  const found = cardsOf(board, mark);
  const counts = boards.map((_, count) => count).filter((count) => same(cardsOf(boards[count], mark), found));
  expect(counts.length, `${mark}: what is there is no state of its plan: ${JSON.stringify(found)}`).toBeGreaterThan(0);
  expect(Math.max(...counts), `${mark}: edits found`).toBeGreaterThanOrEqual(acknowledged);
}

const MARKS = ['甲', '乙', '丙'];
const plans = (seed, counts, options) =>
  counts.map((count, index) => plan(empty(), count, dice(seed + index), MARKS[index], { reorder: false, ...options }));

const ENDS = {
  閉じる: (tab) => tab.close(),
  クラッシュする: (tab) => tab.crash(),
};

for (const count of [2, 3]) {
  test(`${count}つのタブで同時に編集しても、どれも残り、同じ内容になる`, async ({ tab }) => {
    const tabs = [];
    for (let index = 0; index < count; index += 1) tabs.push(await tab());
    const work = plans(10 * count, Array(count).fill(40));
    await Promise.all(tabs.map((one, index) => one.work(work[index].edits)));
    await agree(tabs);
    const board = await tabs[0].read();
    work.forEach((one, index) => holds(board, MARKS[index], one, 40));

    for (const one of tabs) await one.close();
    const later = await tab();
    expect(await later.read()).toEqual(board);
  });
}

for (const [how, end] of Object.entries(ENDS)) {
  for (const [who, victim] of [['書いているタブ', 0], ['追いかけるタブ', 1]]) {
    test(`${who}が途中で${how}と、保存済みのものは残り、ほかのタブは続けて保存する`, async ({ tab }) => {
      const tabs = [await tab(), await tab(), await tab()];
      const work = plans(100 + victim, [60, 60, 60]);
      const working = tabs.map((one, index) => one.work(work[index].edits));
      working[victim].catch(() => {});
      await tabs[victim].reaches(15);
      await end(tabs[victim]);
      const left = tabs.filter((_, index) => index !== victim);
      await Promise.all(working.filter((_, index) => index !== victim));
      await agree(left);
      const board = await left[0].read();
      work.forEach((one, index) => holds(board, MARKS[index], one, index === victim ? tabs[victim].acknowledged : 60));

      // The tabs that are left go on.
      for (const [index, one] of left.entries()) {
        await one.board.add(`続き ${index}`);
        await one.board.saved();
      }
      await agree(left);
      const after = await left[0].board.contents();
      for (const one of left) await one.close();
      expect(await (await tab()).board.contents()).toEqual(after);
    });
  }
}

test('追いかけるタブには、ほかのタブの変更がすぐ見える', async ({ tab }) => {
  const [writer, follower] = [await tab(), await tab()];
  await writer.board.add('経理');
  await expect(follower.board.card('経理')).toBeVisible();
  await follower.board.add('採用');
  await expect(writer.board.card('採用')).toBeVisible();
  await follower.board.openCard('経理');
  await writer.board.openCard('経理');
  await writer.board.panel.getByLabel('担当者').fill('田中');
  await expect(follower.board.panel.getByLabel('担当者')).toHaveValue('田中');
  await writer.board.closePanel();
  await writer.board.card('経理').focus();
  await writer.page.keyboard.press('Alt+ArrowDown');
  await expect(follower.board.titlesIn('clarify')).toHaveText(['採用', '経理']);
});

test('追いかけるタブの変更は保存され、すべて閉じて開き直しても残る', async ({ tab }) => {
  const [writer, follower] = [await tab(), await tab()];
  await writer.board.add('経理');
  await follower.board.card('経理').waitFor();
  await follower.board.openCard('経理');
  await follower.board.panel.getByLabel('依頼の目的').fill('追いかけるタブで書いた');
  await follower.board.panel.getByLabel('依頼の目的').blur();
  await follower.board.add('採用');
  await follower.board.saved();
  // At once, the tab that writes first.
  await Promise.all([writer.close(), follower.close()]);
  const later = await tab();
  await expect(later.board.titlesIn('clarify')).toHaveText(['経理', '採用']);
  await later.board.openCard('経理');
  await expect(later.board.panel.getByLabel('依頼の目的')).toHaveValue('追いかけるタブで書いた');
});

test('打っている途中の文字は、ほかのタブの変更で消えない', async ({ tab }) => {
  const [writer, follower] = [await tab(), await tab()];
  await writer.board.add('経理');
  await follower.board.openCard('経理');
  const purpose = follower.board.panel.getByLabel('依頼の目的');
  await purpose.pressSequentially('月次の', { delay: 20 });
  await writer.board.add('採用');
  await follower.board.card('採用').waitFor();
  await purpose.pressSequentially('締めを早く', { delay: 20 });
  await expect(purpose).toHaveValue('月次の締めを早く');
  await purpose.blur();
  await follower.board.saved();
  await agree([writer, follower]);
  expect((await writer.board.contents()).engagements.find((one) => one.title === '経理').clarify.purpose).toBe('月次の締めを早く');
});

test.describe('同じ案件を2つのタブで開く', () => {
  /** Two tabs with the panel of the same engagement. */
  async function both(tab) {
    const tabs = [await tab(), await tab()];
    await tabs[0].board.load([engagement('経理', 'clarify', { clarify: brief({ purpose: 'はじめの目的' }) })]);
    for (const one of tabs) {
      await one.board.openCard('経理');
      await expect(one.board.panel.getByLabel('依頼の目的')).toHaveValue('はじめの目的');
    }
    return tabs;
  }

  /** Types in both tabs before either has handed over, then leaves both fields at the same time. */
  async function together([one, other], label, texts, otherLabel = label) {
    const fields = [one.board.panel.getByLabel(label), other.board.panel.getByLabel(otherLabel)];
    // Nothing is handed over during composition, however long the other tab takes.
    const compose = (field, text) => field.evaluate((field, text) => {
      field.focus();
      field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    }, text);
    await Promise.all(fields.map((field, index) => compose(field, texts[index])));
    await Promise.all(fields.map((field) => field.blur()));
  }

  const conflict = (tab) => tab.board.panel.getByRole('region', { name: '重なった変更' });

  /** Waits until a tab shows the conflict, on the card and in the panel; answers with that tab. */
  async function conflicting(tabs) {
    let found;
    await expect(async () => {
      const shown = await Promise.all(tabs.map((tab) => conflict(tab).isVisible()));
      found = tabs[shown.indexOf(true)];
      expect(found).toBeDefined();
    }).toPass({ timeout: 10_000 });
    await expect(found.board.card('経理').and(found.page.locator('[data-conflict]')).or(found.board.card('経理').locator('[data-conflict]'))).toHaveCount(1);
    return found;
  }

  test('別々の欄を同時に書くと、両方残る', async ({ tab }) => {
    const tabs = await both(tab);
    await together(tabs, '担当者', ['田中', '目的も同時に'], '依頼の目的');
    await agree(tabs);
    const [kept] = (await tabs[0].board.contents()).engagements;
    expect([kept.owner, kept.clarify.purpose]).toEqual(['田中', '目的も同時に']);
    for (const one of tabs) {
      await expect(conflict(one)).toHaveCount(0);
      await expect(one.board.panel.getByLabel('担当者')).toHaveValue('田中');
      await expect(one.board.panel.getByLabel('依頼の目的')).toHaveValue('目的も同時に');
    }
  });

  test('同じ欄に同じことを書いても、重なりとは言わない', async ({ tab }) => {
    const tabs = await both(tab);
    await together(tabs, '担当者', ['田中', '田中']);
    await agree(tabs);
    expect((await tabs[0].board.contents()).engagements[0].owner).toBe('田中');
    for (const one of tabs) await expect(conflict(one)).toHaveCount(0);
  });

  for (const [button, wins] of [['こちらを使う', 'other'], ['いまのまま', 'present']]) {
    test(`同じ欄に別のことを書くと、重なりを示し、「${button}」で決められる`, async ({ tab }) => {
      const texts = ['甲の書いた目的', '乙の書いた目的'];
      const tabs = await both(tab);
      await together(tabs, '依頼の目的', texts);
      const shows = await conflicting(tabs);
      await agree(tabs);
      const present = (await shows.board.contents()).engagements[0].clarify.purpose;
      expect(texts).toContain(present);
      const other = texts.find((text) => text !== present);
      await expect(conflict(shows)).toContainText(other);

      await conflict(shows).getByRole('button', { name: button }).click();
      await expect(conflict(shows)).toHaveCount(0);
      await agree(tabs);
      const purpose = (await tabs[0].board.contents()).engagements[0].clarify.purpose;
      expect(purpose).toBe(wins === 'other' ? other : present);
      for (const one of tabs) {
        await expect(conflict(one)).toHaveCount(0);
        await expect(one.page.locator('[data-conflict]')).toHaveCount(0);
        await expect(one.board.panel.getByLabel('依頼の目的')).toHaveValue(purpose);
      }
    });
  }

  test('重なった変更は、タブを開き直しても失われない', async ({ tab }) => {
    const texts = ['甲の書いた目的', '乙の書いた目的'];
    const tabs = await both(tab);
    await together(tabs, '依頼の目的', texts);
    await conflicting(tabs);
    await agree(tabs);
    for (const one of tabs) await one.close();
    const later = await tab();
    await later.board.openCard('経理');
    const [kept] = (await later.board.contents()).engagements;
    await expect(conflict(later)).toContainText(texts.find((text) => text !== kept.clarify.purpose));
  });
});

for (const [how, end] of Object.entries(ENDS)) {
  test(`書いているタブが${how}と、追いかけるタブが引き継ぐ`, async ({ tab }) => {
    const [writer, follower] = [await tab(), await tab()];
    await writer.board.add('経理');
    await writer.board.saved();
    await follower.board.card('経理').waitFor();
    await end(writer);
    await follower.board.add('引き継いだ');
    await follower.board.saved();
    const third = await tab();
    await expect(third.board.titlesIn('clarify')).toHaveText(['経理', '引き継いだ']);
    await third.board.add('さらに');
    await third.board.saved();
    await agree([follower, third]);
    await follower.board.reload();
    await expect(follower.board.titlesIn('clarify')).toHaveText(['経理', '引き継いだ', 'さらに']);
  });
}

for (const counts of [[500, 500], [134, 133, 133]]) {
  const all = counts.reduce((sum, count) => sum + count);
  test(`${all.toLocaleString('en')}の編集を${counts.length}つのタブで交互にし、途中で1つが落ちても、保存済みのものは失われない`, async ({ tab }) => {
    test.setTimeout(600_000);
    const tabs = [];
    for (const _ of counts) tabs.push(await tab());
    const work = plans(1_000, counts, { cards: 30 });
    const working = tabs.map((one, index) => one.work(work[index].edits));
    working[0].catch(() => {});
    // The one that writes dies half-way; the others take over and make the rest of theirs, and a new
    // one takes up what the dead one has left, so that all are made.
    await tabs[0].reaches(Math.floor(counts[0] / 2));
    await tabs[0].crash();
    const late = await tab();
    // What is shown and what is exported are looked at one after the other, and the others go on.
    let before;
    await expect(async () => {
      before = await late.read();
    }).toPass();
    const died = tabs[0].acknowledged;
    holds(before, MARKS[0], work[0], died);
    const found = work[0].boards.findLastIndex((board) => same(cardsOf(board, MARKS[0]), cardsOf(before, MARKS[0])));
    working.push(late.work(work[0].edits.slice(found)));
    await Promise.all(working.slice(1));

    const left = [...tabs.slice(1), late];
    await agree(left);
    const board = await left[0].read();
    work.forEach((one, index) => holds(board, MARKS[index], one, counts[index]));
    for (const one of left) await one.close();
    expect(await (await tab()).read()).toEqual(board);
  });
}
