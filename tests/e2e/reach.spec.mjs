// What a machine can look at of WCAG 2.2 beside axe: sizes of targets, reflow, zoom, spacing, motion, colours that
// the system forces, dragging, titles, errors, messages, and where the focus goes.
import { brief, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';
import { Keys } from './pages/keys.mjs';
import { Reach } from './pages/reach.mjs';
import { FULL, SOME, Tour, content } from './pages/walk.mjs';

/** The loaded board on a page of this test, and what looks at it. */
async function toured(page) {
  const tour = new Tour(new BoardPage(page));
  await tour.open();
  await tour.load(await content());
  return tour;
}

/** What has to hold with more space between letters, words, lines and paragraphs (1.4.12). */
const SPACED = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';

/** Through the CSSOM: the page's policy takes no style element that it does not know. */
const space = (page, css) =>
  page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, css);

test.describe('机', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('押すところは24px以上あり、文字と行の間隔を広げても何も切れない', async ({ page }) => {
    test.setTimeout(300_000);
    const tour = await toured(page);
    const reach = new Reach(page);
    tour.look = async (place) => {
      expect.soft(await reach.small(24), place).toEqual([]);
      await space(page, SPACED);
      expect.soft([...(await reach.sideways()), ...(await reach.cut())], place).toEqual([]);
      await space(page, '');
    };
    await tour.walk(SOME, test.step);
  });
});

test.describe('指', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, contextOptions: { reducedMotion: 'reduce' } });
  test('押すところは44px以上ある', async ({ page }) => {
    test.setTimeout(300_000);
    const tour = await toured(page);
    const reach = new Reach(page);
    tour.look = async (place) => expect.soft(await reach.small(44), place).toEqual([]);
    await tour.walk(SOME, test.step);
  });
});

for (const [name, use] of [
  ['320pxの幅', { viewport: { width: 320, height: 640 } }],
  ['200%の拡大', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
]) {
  test.describe(name, () => {
    test.use({ ...use, contextOptions: { reducedMotion: 'reduce' } });
    test('何も切れず、横に動かさずに読める', async ({ page }) => {
      test.setTimeout(300_000);
      const tour = await toured(page);
      const reach = new Reach(page);
      tour.look = async (place) => expect.soft([...(await reach.sideways()), ...(await reach.cut())], place).toEqual([]);
      await tour.walk(SOME, test.step);
    });
  });
}

test.describe('画面の動きを減らす', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('何も動かない', async ({ page }) => {
    test.setTimeout(120_000);
    const tour = await toured(page);
    const reach = new Reach(page);
    tour.look = async (place) => expect.soft(await reach.moving(), place).toEqual([]);
    const few = ['ボード', 'メニュー', '移動', '候補の比較', 'パレット', '選択', 'お知らせ', '持ち上げたカード'];
    await tour.walk(Object.fromEntries(few.map((name) => [name, FULL[name]])), test.step);
  });
});

test.describe('システムが決める色', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce', forcedColors: 'active' } });
  test('選んだもの、いまのもの、押せるものは、地の色によらずに分かる', async ({ page }) => {
    const tour = await toured(page);
    const reach = new Reach(page);
    const { board } = tour;
    await tour.openCard('質問が待つ案件');
    await expect(board.card('質問が待つ案件')).toHaveAttribute('aria-current', 'true');
    expect(await reach.differs(board.card('質問が待つ案件'), board.card('比べる案件'))).toBe(true);
    await board.section('quote');
    const weekend = board.panel.getByRole('radiogroup', { name: /^土日の依頼/ }).locator('label');
    await weekend.last().click();
    expect(await reach.differs(weekend.last(), weekend.first())).toBe(true);
    const steps = board.panel.locator('.stepper__step');
    expect(await reach.differs(board.panel.locator('.stepper__step[aria-current]').first(), steps.first())).toBe(true);
    await tour.leave();
    const links = page.locator('.screens__link');
    expect(await reach.differs(links.and(page.locator('[aria-current=page]')), links.last())).toBe(true);
    await (await tour.card('空の案件')).press('x');
    expect(await reach.differs(board.card('空の案件'), board.card('比べる案件'))).toBe(true);
  });
});

test('画面の題名は、見ているものに従う', async ({ page }) => {
  const tour = await toured(page);
  await expect(page).toHaveTitle('ボード - 依頼ボード');
  await tour.openCard('空の案件');
  await expect(page).toHaveTitle('空の案件 - ボード - 依頼ボード');
  await tour.leave();
  for (const [key, name] of [['2', '今日'], ['3', 'カレンダー'], ['4', '分析'], ['1', 'ボード']]) {
    await tour.screen(key);
    await expect(page).toHaveTitle(`${name} - 依頼ボード`);
  }
});

test('断られた入力は、欄がそれと言い、理由を名乗る', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { clarify: brief() })]);
  const line = board.quickAdd('clarify');
  await line.fill('あ'.repeat(201));
  await line.press('Enter');
  await expect(line).toHaveAttribute('aria-invalid', 'true');
  await expect(line).toHaveAccessibleDescription(/200/);
  await line.fill('採用');
  await line.press('Enter');
  await expect(line).not.toHaveAttribute('aria-invalid', 'true');
  await expect(line).toHaveAccessibleDescription('');
  await board.openCard('経理');
  const budget = board.panel.getByLabel(/^月の予算/);
  await budget.fill('たくさん');
  await budget.blur();
  await expect(budget).toHaveAttribute('aria-invalid', 'true');
  await expect(budget).toHaveAccessibleDescription(/数/);
});

test('起きたことは、焦点を動かさずに伝える', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { met: true }), engagement('採用')]);
  await expect(board.saveStatus).toHaveRole('status');
  const card = board.card('経理');
  await card.focus();
  await card.press('Space');
  await expect(board.live).toContainText('持ち上げました');
  await card.press('ArrowRight');
  await expect(board.live).toContainText('依頼先選定');
  await card.press('Space');
  await expect(board.live).toContainText('経理');
  await board.undo();
  await expect(board.page.getByRole('status').filter({ hasText: /元に戻しました/ })).not.toHaveCount(0);
});

test('運ばなくても、パネルの幅と並び順は押すだけで変わる', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { clarify: brief({ criteria: [{ id: '01900000-0000-7000-8000-00000000aaa1', text: '甲' }, { id: '01900000-0000-7000-8000-00000000aaa2', text: '乙' }] }) })]);
  await board.openCard('経理');
  const grip = board.panel.getByRole('separator', { name: 'パネルの幅' });
  const width = async () => Math.round((await board.panel.boundingBox()).width);
  await grip.click();
  await expect.poll(width).toBe(720);
  await expect(grip).toHaveAttribute('aria-valuenow', '720');
  await grip.click();
  await expect.poll(width).toBe(560);
  const rows = board.panel.getByRole('group', { name: '成功の基準', exact: true });
  await rows.getByRole('button', { name: '成功の基準 2行目を並べ替える(上下キー)' }).hover();
  await rows.getByRole('button', { name: '成功の基準 2行目を上へ' }).click();
  await expect(rows.locator('textarea').first()).toHaveValue('乙');
});

test.describe('焦点', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('行を消しても、戻しても、焦点はその近くに残る', async ({ board }) => {
    await board.load([engagement('経理')]);
    const keys = new Keys(board);
    await keys.toCard('経理');
    await keys.press('Enter');
    // The list stands in a group of the same name.
    const list = board.panel.getByRole('group', { name: '成功の基準', exact: true }).last();
    const line = list.getByRole('textbox', { name: '成功の基準を追加' });
    for (const text of ['甲', '乙', '丙']) {
      await keys.write(line, text);
      await keys.press('Enter');
    }
    const remove = (number) => list.getByRole('button', { name: `成功の基準 ${number}行目を削除` });
    await keys.activate(remove(2));
    await expect(list.locator('li')).toHaveCount(2);
    // The third has become the second.
    await keys.on(remove(2));
    await keys.press('Enter');
    await keys.on(remove(1));
    await keys.press('Enter');
    await expect(list.locator('li')).toHaveCount(0);
    await keys.within(list);
    await keys.press('Control+z');
    await expect(list.locator('li')).toHaveCount(1);
    await keys.stands();
  });

  test('カードを消し、動かし、知らせを片づけても、焦点は失われない', async ({ board }) => {
    await board.load(['一', '二', '三'].map((title) => engagement(`案件${title}`, 'clarify', { met: true })));
    const keys = new Keys(board);
    const remove = async () => {
      await keys.press('Shift+F10');
      await keys.take('削除…');
      await keys.activate(board.dialog.getByRole('button', { name: '削除する' }));
      await expect(board.dialog).toHaveCount(0);
    };
    await keys.toCard('案件二');
    await remove();
    await keys.on(board.card('案件三'));
    await keys.press('m');
    await keys.activate(board.destination('select'));
    await expect(board.cardsIn('select')).toHaveCount(1);
    await keys.on(board.card('案件三'));
    await keys.press('ArrowLeft');
    await keys.on(board.card('案件一'));
    await remove();
    await keys.stands();
    // By the button of the message, which goes with it.
    await keys.activate(board.toasts.last().getByRole('button', { name: '元に戻す' }));
    await expect(board.card('案件一')).toBeVisible();
    await keys.stands();
    // Until there is nothing left to undo, and the button cannot be pressed.
    await keys.tabTo(board.undoButton);
    for (let left = 6; left > 0 && (await board.undoButton.isEnabled()); left -= 1) await keys.press('Enter');
    await expect(board.undoButton).toBeDisabled();
    await expect.poll(() => board.page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    await keys.stands();
  });

  test('窓もメニューも、閉じると開いたところへ戻る', async ({ board }) => {
    await board.load([engagement('経理', 'meet', { met: true })]);
    const keys = new Keys(board);
    await keys.toCard('経理');
    const card = board.card('経理');
    for (const key of ['m', 'Control+k', '?']) {
      await keys.press(key);
      await keys.within(board.dialog);
      await keys.press('Escape');
      await expect(board.dialog).toHaveCount(0);
      await keys.on(card);
    }
    await keys.press('Shift+F10');
    await keys.within(board.menu);
    await keys.press('Escape');
    await keys.on(card);
    await keys.press('Enter');
    await keys.within(board.panel);
    const paper = board.panel.getByRole('button', { name: '稟議サマリー', exact: true });
    await keys.activate(paper);
    await keys.within(board.dialog);
    await keys.press('Escape');
    await keys.on(paper);
  });

  for (const [name, viewport] of [['机', { width: 1440, height: 900 }], ['200%', { width: 720, height: 450 }]]) {
    test(`Tabで、見えるすべての操作に順に止まる(${name})`, async ({ board }) => {
      test.setTimeout(180_000);
      await board.load([engagement('経理', 'start', { met: true }), engagement('採用')]);
      await board.page.setViewportSize(viewport);
      const keys = new Keys(board);
      await keys.toCard('経理');
      await keys.press('Enter');
      await keys.within(board.panel);
      const missed = await keys.round();
      expect(missed).toEqual([]);
    });
  }
});
