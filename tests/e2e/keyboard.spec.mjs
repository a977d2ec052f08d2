// The page without a pointer: everything by Tab, arrows, Enter, Space and Esc. No step here clicks or puts
// the focus anywhere by itself, and at each stop the focus has to be seen.
import { readFile } from 'node:fs/promises';
import { engagement, file } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';
import { GatePage } from './pages/gate.mjs';
import { Keys } from './pages/keys.mjs';
import { PanelPage, Part } from './pages/panel.mjs';
import { WorksPart } from './pages/works.mjs';

const TITLE = '経理の月次締め補助';
const [MINAMO, SHINONOME] = ['みなも秘書サービス', 'リモートアシスト東雲'];

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('はじめから完了まで、9つの段階をキーボードだけで通る', async ({ page }, info) => {
  test.setTimeout(300_000);
  await page.clock.setFixedTime(new Date('2026-07-01T10:00:00+09:00'));
  const board = new BoardPage(page);
  await board.open();
  const keys = new Keys(board);
  const panel = new PanelPage(board);
  const gate = new GatePage(board);
  const form = (stage) => new Part(board.panel.locator(`[data-section="${stage}"]`));
  const at = (stage) => expect(board.cardsIn(stage).filter({ hasText: TITLE })).toBeVisible();
  const forward = (name) => keys.activate(panel.root.getByRole('button', { name: `${name}へ進む`, exact: true }));
  /** Goes on from the dialog of the gate. */
  const go = async (name) => {
    await keys.activate(gate.root.getByRole('button', { name: `${name}へ進む`, exact: true }));
    await expect(gate.root).toHaveCount(0);
    await keys.stands();
  };

  await test.step('本文への移動と、最初の案件', async () => {
    await keys.press('Tab');
    await keys.on(page.getByRole('link', { name: '本文へ移動' }));
    await keys.press('Enter');
    await expect(page.locator('main')).toBeFocused();
    await keys.write(page.getByLabel('最初の案件の名前'), TITLE);
    await keys.press('Enter');
    await expect(board.panel).toBeVisible();
    await keys.within(board.panel);
  });

  await test.step('1 依頼内容の明確化', async () => {
    const clarify = form('clarify');
    await keys.addTo(clarify, '依頼したい業務', '請求書の発行');
    await keys.pick(clarify.row('依頼したい業務').control('頻度'), '毎月');
    await keys.write(clarify.row('依頼したい業務').control('月の時間'), '10');
    await keys.addTo(clarify.row('依頼したい業務'), '業務フロー', '請求書を送る');
    await keys.addTo(clarify.row('依頼したい業務'), '業務フロー', '請求書を作る');
    // A row goes up by the arrows on its grip.
    const grip = clarify.row('依頼したい業務').row('業務フロー', 1).root.locator('> .row__grip');
    await keys.activate(grip, 'ArrowUp');
    await expect(clarify.row('依頼したい業務').row('業務フロー', 0).control('手順')).toHaveValue('請求書を作る');
    await keys.stands();
    await keys.addTo(clarify, '成功の基準', '期限どおりに届く');
    await forward('依頼先選定');
    await keys.within(gate.root);
    await keys.write(gate.control('依頼の目的'), '月初の定型作業を任せる');
    await go('依頼先選定');
    await at('select');
  });

  await test.step('2 依頼先選定', async () => {
    const select = form('select');
    for (const name of [MINAMO, SHINONOME]) await keys.addTo(select, '依頼先候補', name);
    for (const criterion of ['業務との相性', '費用', 'セキュリティ']) {
      for (const [name, value] of [[MINAMO, '4'], [SHINONOME, '3']]) await keys.radio(select.control(`${criterion} ${name}`), value);
    }
    await forward('問い合わせ・見積もり取得');
    await at('quote');
  });

  await test.step('3 問い合わせ・見積もり取得', async () => {
    const quote = form('quote');
    for (const label of ['土日の依頼', '作業量の変動', 'その他のイレギュラー']) await keys.radio(quote.control(label), 'なし');
    for (const [name, plan, fee] of [[MINAMO, 'ライト10', '25,000'], [SHINONOME, 'スタンダード', '56,000']]) {
      const company = quote.card(name);
      const toggle = company.root.locator('.subcard__toggle').first();
      await keys.tabTo(toggle);
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await keys.press('Enter');
      await keys.addTo(company, '見積もり', plan);
      await keys.write(company.card(`見積もり ${plan} v1`).control('月額(税抜)'), fee);
      await keys.write(company.card(`見積もり ${plan} v1`).control('含まれる時間'), '10');
    }
    await forward('商談');
    await at('meet');
  });

  await test.step('カードの上で: 候補の比較を開き、閉じると、カードに戻る', async () => {
    await keys.press('Escape');
    if (await board.panel.isVisible()) await keys.press('Escape');
    await expect(board.panel).toHaveCount(0);
    await keys.on(board.card(TITLE));
    await keys.press('Shift+F10');
    await keys.take('候補の比較…');
    await keys.within(board.dialog);
    const slider = board.dialog.getByRole('slider').first();
    await keys.tabTo(slider);
    const before = await slider.inputValue();
    await keys.press('ArrowRight');
    await expect(slider).not.toHaveValue(before);
    await keys.press('Escape');
    await expect(board.dialog).toHaveCount(0);
    await keys.on(board.card(TITLE));
    await keys.press('Enter');
    await keys.within(board.panel);
  });

  await test.step('4 商談: 決める', async () => {
    await forward('トライアル');
    await keys.within(gate.root);
    await keys.radio(gate.control('依頼先の決定'), MINAMO);
    await keys.write(gate.control('決定の理由'), '質問が具体的だった');
    await go('トライアル');
    await at('trial');
  });

  await test.step('5 トライアル', async () => {
    await forward('契約');
    await keys.within(gate.root);
    await keys.radio(gate.control('判定'), '契約へ');
    await go('契約');
    await at('contract');
  });

  await test.step('6 契約', async () => {
    await forward('依頼開始');
    await keys.within(gate.root);
    await keys.date(gate.control('締結日'), '2026-07-03');
    await keys.date(gate.control('開始日'), '2026-07-06');
    await keys.check(gate.control('実施済み'));
    await go('依頼開始');
    await at('start');
  });

  await test.step('7 依頼開始: 依頼した業務を進める', async () => {
    const start = form('start');
    const works = new WorksPart(start);
    await keys.addTo(start, '依頼した業務', '7月の請求書');
    await works.expectIn('依頼済', '7月の請求書');
    await keys.activate(works.opener('7月の請求書'), 'Shift+ArrowRight');
    await works.expectIn('作業中', '7月の請求書');
    await keys.on(works.opener('7月の請求書'));
    await keys.activate(works.opener('7月の請求書'), 'm');
    await keys.take('納品を記録');
    await works.expectIn('確認待ち', '7月の請求書');
    await keys.on(works.opener('7月の請求書'));
    await forward('納品');
    await at('deliver');
  });

  await test.step('8 納品', async () => {
    await forward('定例会議');
    await keys.within(gate.root);
    await keys.radio(gate.root.getByRole('radiogroup').first(), '想定どおり');
    await go('定例会議');
    await at('review');
  });

  await test.step('元に戻す、やり直す', async () => {
    await keys.press('Control+z');
    await at('deliver');
    await keys.stands();
    await keys.press('Control+Shift+z');
    await at('review');
    await keys.stands();
  });

  await test.step('9 定例会議から完了へ', async () => {
    const review = form('review');
    await keys.activate(review.group('次に進む').button('案件を完了にする…'));
    await keys.within(board.dialog);
    await keys.activate(board.dialog.locator('.dialog__foot .btn--primary'));
    await expect(board.dialog).toHaveCount(0);
    await expect(board.card(TITLE)).toHaveCount(0);
    await keys.stands();
  });

  await test.step('書き出し、消して、読み込む', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), keys.choose('書き出し')]);
    await keys.on(page.getByRole('button', { name: 'メニュー', exact: true }));
    const text = await readFile(await download.path(), 'utf8');
    await keys.choose('すべて削除…');
    await keys.activate(board.dialog.getByRole('button', { name: 'すべて削除する' }));
    await expect(board.dialog).toHaveCount(0);
    await keys.stands();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), keys.choose('読み込み…')]);
    await board.give(chooser, text);
    await keys.within(board.dialog);
    await keys.activate(board.dialog.getByRole('button', { name: '読み込む' }));
    await expect(board.dialog).toHaveCount(0);
    await keys.stands();
    await keys.choose('完了・中止した案件');
    await expect(board.dialog.getByRole('listitem')).toContainText(TITLE);
    await keys.press('Escape');
    await keys.on(page.getByRole('button', { name: 'メニュー', exact: true }));
  });
});
