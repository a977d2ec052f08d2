import { STAGES, brief, companies, engagement, rank } from './data.mjs';
import { expect, test } from './fixtures.mjs';

const PHONE = { width: 390, height: 844 };

/** A board as a small company has it: twelve cards over seven stages. */
const typical = () => {
  const counts = { clarify: 3, select: 2, quote: 2, meet: 2, contract: 1, start: 1, deliver: 1 };
  return Object.entries(counts).flatMap(([stage, count]) =>
    Array.from({ length: count }, (_, index) =>
      engagement(`${['経理(請求書発行・経費精算)', '採用アシスタント', '営業事務・秘書業務'][index]} ${stage}`, stage, { owner: '佐藤 美咲', due: '2027-01-15' }),
    ),
  );
};

/** How far the page itself can be scrolled sideways. */
const overflow = (page) =>
  page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth);

/** What reaches beyond an element sideways, and is no list or table that scrolls by itself. */
const escapes = (locator) =>
  locator.evaluate((root) => {
    const right = root.getBoundingClientRect().right + 1;
    const scrolls = (element) => {
      for (let one = element.parentElement; one && one !== root.parentElement; one = one.parentElement) {
        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(one).overflowX) && one !== root) return true;
      }
      return false;
    };
    return [...root.querySelectorAll('*')]
      .filter((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().right > right && !scrolls(element))
      .map((element) => `${element.tagName}.${element.className.baseVal ?? element.className}`);
  });

test('1440 pxでは、12件のボードにページの横スクロールがなく、帯が9つの段階を見せる', async ({ board }) => {
  await board.load(typical());
  expect(await overflow(board.page)).toBeLessThanOrEqual(0);
  for (const cell of await board.page.getByRole('navigation', { name: '段階' }).getByRole('button').all()) await expect(cell).toBeInViewport({ ratio: 0.9 });
  await board.openCard('採用アシスタント clarify');
  expect(await overflow(board.page)).toBeLessThanOrEqual(0);
  await expect(board.card('採用アシスタント clarify')).toBeInViewport();
  await expect(board.panel).toBeInViewport({ ratio: 0.95 });
});

test.describe('電話', () => {
  test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

  test('はじめの画面もボードも横にはみ出さない', async ({ board }) => {
    expect(await overflow(board.page)).toBeLessThanOrEqual(0);
    await expect(board.page.getByLabel('最初の案件の名前')).toBeVisible();
    await board.load(typical());
    expect(await overflow(board.page)).toBeLessThanOrEqual(0);
  });

  test('パネルは画面いっぱいに開き、どの段階でもはみ出さない', async ({ board }) => {
    await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
    await board.page.getByRole('navigation', { name: '段階' }).getByRole('button', { name: /^7 / }).click();
    await board.cardsIn('start').first().getByRole('heading').click();
    await expect(board.panel).toBeVisible();
    const box = await board.panel.boundingBox();
    expect(Math.round(box.width)).toBe(PHONE.width);
    expect(box.height).toBeGreaterThan(PHONE.height - 4);
    for (const stage of STAGES) {
      await board.section(stage);
      expect(await overflow(board.page), stage).toBeLessThanOrEqual(0);
      expect(await escapes(board.panel), stage).toEqual([]);
    }
    await board.closePanel();
  });

  test('段階の帯で列から列へ移れる', async ({ board }) => {
    await board.load(typical());
    const strip = board.page.getByRole('navigation', { name: '段階' });
    for (const [number, stage] of [[4, 'meet'], [9, 'review'], [1, 'clarify']]) {
      const cell = strip.getByRole('button', { name: new RegExp(`^${number} `) });
      await cell.click();
      await expect(board.column(stage).getByRole('heading').first()).toBeInViewport({ ratio: 0.9 });
      await expect(cell).toHaveAttribute('aria-current', 'true');
    }
  });

  test('足りない項目の画面も移動の画面も、はみ出さず押せる', async ({ board }) => {
    await board.load([engagement('経理')]);
    await board.chooseOnCard('経理', '移動…');
    expect(await overflow(board.page)).toBeLessThanOrEqual(0);
    expect(await escapes(board.dialog)).toEqual([]);
    await board.destination('select').click();
    await expect(board.dialog.getByLabel('依頼の目的')).toBeVisible();
    expect(await overflow(board.page)).toBeLessThanOrEqual(0);
    expect(await escapes(board.dialog)).toEqual([]);
    await expect(board.dialog.getByRole('button', { name: '依頼先選定へ進む' })).toBeInViewport({ ratio: 1 });
  });
});

test('300件でも、追加・移動・開くができ、横にはみ出さない', async ({ board }) => {
  const all = Array.from({ length: 300 }, (_, index) => engagement(`案件 ${index + 1}`, STAGES[index % 4], { rank: rank(index), met: true }));
  await board.load(all);
  await board.quickAdd('clarify').fill('301件目');
  await board.quickAdd('clarify').press('Enter');
  await expect(board.column('clarify')).toContainText('76件');
  const card = board.page.locator(`[data-card="${all[0].id}"]`);
  await card.focus();
  await card.press('Alt+ArrowDown');
  await expect(board.titlesIn('clarify').nth(1)).toHaveText('案件 1');
  await expect(card).toBeFocused();
  await card.press('Enter');
  await expect(board.panel).toHaveAccessibleName('案件「案件 1」');
  expect(await overflow(board.page)).toBeLessThanOrEqual(0);
});

test('60字の会社名でも、カードとパネルは崩れない', async ({ board }) => {
  const name = '株式会社とても長い名前のオンライン秘書サービス'.repeat(3).slice(0, 60);
  const made = engagement('商談中', 'meet', { ...companies([name, `${name.slice(0, 59)}二`, 'あさひ']) });
  made.decision = { chosen: made.candidates[0].id, reason: '長い名前でも' };
  await board.load([made]);
  const [column, card] = [await board.column('meet').boundingBox(), await board.card('商談中').boundingBox()];
  expect(card.x + card.width).toBeLessThanOrEqual(column.x + column.width + 1);
  expect(await escapes(board.card('商談中'))).toEqual([]);
  await expect(board.card('商談中')).toContainText(name);
  await board.openCard('商談中');
  for (const stage of ['select', 'quote', 'meet']) {
    await board.section(stage);
    expect(await overflow(board.page), stage).toBeLessThanOrEqual(0);
    expect(await escapes(board.panel), stage).toEqual([]);
  }
});

test('切れ目のない長い題名でも、はみ出さない', async ({ board }) => {
  await board.load([engagement('W'.repeat(200), 'clarify', { clarify: brief({ problems: 'x'.repeat(2_000) }), owner: 'y'.repeat(100) })]);
  expect(await escapes(board.cards.first())).toEqual([]);
  expect(await overflow(board.page)).toBeLessThanOrEqual(0);
  await board.cards.first().focus();
  await board.page.keyboard.press('Enter');
  await expect(board.panel).toBeVisible();
  expect(await escapes(board.panel)).toEqual([]);
  await board.closePanel();
  await board.cards.first().focus();
  await board.page.keyboard.press('m');
  expect(await escapes(board.dialog)).toEqual([]);
});
