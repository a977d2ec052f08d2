import { AxeBuilder } from '@axe-core/playwright';
import { engagement, file, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { DatesPage } from './pages/dates.mjs';
import { InsightPage } from './pages/insight.mjs';
import { many } from './running.mjs';

/** What axe finds that keeps people out, each with the elements that it stands on. */
async function barriers(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
}

/** Something due today, and something that waits. */
async function withDates(board) {
  const today = await board.page.evaluate(() => new Date().toLocaleDateString('sv'));
  const made = engagement('経理', 'start', { due: today });
  made.cycles[0].questions = [{ id: id(), text: '宛名は', asked_at: `${today}T00:00:00` }];
  await board.load([made]);
}

/** The screens, each with the way to it. */
const screens = {
  はじめの画面: async () => {},
  サンプルのボード: async (board) => {
    await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
    await expect(board.cards).toHaveCount(3);
  },
  'パネル(明確化・選定・見積もり・商談)': async (board) => {
    await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
    await board.cardsIn('meet').getByRole('heading').click();
    for (const stage of ['clarify', 'select', 'quote', 'meet']) {
      await board.section(stage);
      expect.soft(await barriers(board.page), stage).toEqual([]);
    }
  },
  'パネル(トライアルから定例会議)': async (board) => {
    await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
    await board.cardsIn('start').getByRole('heading').click();
    for (const stage of ['trial', 'contract', 'start', 'deliver', 'review']) {
      await board.section(stage);
      expect.soft(await barriers(board.page), stage).toEqual([]);
    }
  },
  分析: async (board) => {
    await board.import(file(many(30)));
    const insight = new InsightPage(board);
    await insight.open();
    for (const title of ['段階を通り終えるまでの日数', '予定と実績']) await insight.figures(title);
  },
  今日やることの画面: async (board) => {
    await withDates(board);
    await new DatesPage(board).today();
  },
  カレンダーの画面: async (board) => {
    await withDates(board);
    await new DatesPage(board).calendar();
  },
  移動の画面: async (board) => {
    await board.load([engagement('経理')]);
    await board.chooseOnCard('経理', '移動…');
    await expect(board.dialog).toBeVisible();
  },
  足りない項目の画面: async (board) => {
    await board.load([engagement('経理')]);
    await board.chooseOnCard('経理', '依頼先選定へ進む');
    await expect(board.dialog.getByLabel('依頼の目的')).toBeVisible();
  },
  読み込みの画面: async (board) => {
    await board.load([engagement('経理')]);
    await board.offer({ ...(await board.export()).json });
    await expect(board.dialog).toBeVisible();
  },
  ひな形から作る画面: async (board) => {
    await board.load([engagement('経理'), engagement('経理の標準', 'clarify', { met: true, status: 'template' })]);
    await board.choose('ひな形から作る…');
    await expect(board.dialog).toBeVisible();
  },
  ひな形のパネル: async (board) => {
    await board.load([engagement('経理'), engagement('経理の標準', 'clarify', { met: true, status: 'template' })]);
    await board.choose('ひな形から作る…');
    await board.dialog.getByRole('button', { name: 'ひな形「経理の標準」を編集' }).click();
    await expect(board.panel).toBeVisible();
  },
  設定の画面: async (board) => {
    await board.choose('設定…');
    await expect(board.dialog).toBeVisible();
  },
  メニュー: async (board) => {
    await board.openMenu();
  },
  カードのメニュー: async (board) => {
    await board.load([engagement('経理')]);
    await board.openCardMenu('経理');
  },
};

for (const theme of ['明るい', '暗い']) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme === '暗い' ? 'dark' : 'light' });
    // Nothing is half way through an animation.
    test.use({ contextOptions: { reducedMotion: 'reduce' } });
    for (const [name, go] of Object.entries(screens)) {
      test(`${name}に、重大な妨げがない`, async ({ board }) => {
        await go(board);
        expect(await barriers(board.page)).toEqual([]);
      });
    }
  });
}
