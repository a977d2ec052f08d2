// Work orders side by side: each goes its own way over the small board, and all of them together suggest
// where the card goes. And deliveries: by when they are to be checked, and the record of their acceptance.
import { engagement, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { PanelPage } from './pages/panel.mjs';
import { PaperPage } from './pages/paper.mjs';
import { SuggestionPart, WorksPart } from './pages/works.mjs';

const TITLE = '経理の月次締め補助';
const [INVOICES, EXPENSES] = ['8月分の請求書', '経費精算の確認'];
const now = (moment) => new Date(`${moment}+09:00`);

test.beforeEach(({ page }) => page.clock.setFixedTime(now('2026-07-01T10:00:00')));

const cycle = (more) => ({ id: id(), number: 1, opened_on: '2026-06-01', ...more });
const work = (name, more = {}) => ({ id: id(), name, requested_on: '2026-06-29', ...more });

/** The board with one engagement, its card open at a stage. */
async function opened(board, stage, more) {
  await board.load([engagement(TITLE, stage, more)]);
  await board.openCard(TITLE);
  const form = await new PanelPage(board).stage(stage);
  return { form, works: new WorksPart(form) };
}

async function stored(board) {
  await board.saved();
  return (await board.contents()).engagements[0];
}

test('業務は、付せんのボタンとメニューで5つの状態を進み、事実として残る', async ({ board }) => {
  const { works } = await opened(board, 'start', { owner: '佐藤 美咲', cycles: [cycle({ works: [] })] });
  await works.add(INVOICES);
  await works.add(EXPENSES);
  await works.expectIn('依頼済', INVOICES);

  await works.press(INVOICES, '着手');
  await works.expectIn('作業中', INVOICES);
  await works.press(INVOICES, '納品を記録');
  await works.expectIn('確認待ち', INVOICES);
  await works.choose(INVOICES, '修正を依頼');
  await works.expectIn('修正中', INVOICES);
  // The text of the revision is what comes next.
  await board.page.keyboard.type('3行目の単価を直す');
  await expect(works.detail(INVOICES).group('修正依頼 1回目').control('修正の内容')).toHaveValue('3行目の単価を直す');
  await works.press(INVOICES, '修正版を受領');
  await works.expectIn('確認待ち', INVOICES);
  await works.press(INVOICES, '検収');
  await works.expectIn('完了', INVOICES);

  // The other one is over without anything to hand over.
  await works.choose(EXPENSES, '完了にする');
  await works.expectIn('完了', EXPENSES);
  await works.choose(EXPENSES, '完了を取り消す');
  await works.expectIn('依頼済', EXPENSES);

  const one = (await stored(board)).cycles[0];
  expect(one.works).toMatchObject([{ name: INVOICES, requested_on: '2026-07-01', started_on: '2026-07-01' }, { name: EXPENSES }]);
  expect(one.works[1].done_on).toBeUndefined();
  expect(one.deliverables).toMatchObject([
    { name: INVOICES, work: one.works[0].id, delivered_on: '2026-07-01', checked_on: '2026-07-01', finding: 'met', accepted_on: '2026-07-01', accepted_by: '佐藤 美咲' },
  ]);
  expect(one.revisions).toMatchObject([{ what: '3行目の単価を直す', deliverable: one.deliverables[0].id, asked_on: '2026-07-01', done_on: '2026-07-01' }]);

  // Each fact is one step to undo.
  await board.undo();
  await board.undo();
  await board.undo();
  await works.expectIn('確認待ち', INVOICES);
  await board.redo();
  await works.expectIn('完了', INVOICES);
});

test('業務はキーボードでも、マウスで運んでも動く', async ({ board }) => {
  const { works } = await opened(board, 'start', { cycles: [cycle({ works: [work(INVOICES), work(EXPENSES)] })] });
  await works.key(INVOICES, 'Shift+ArrowRight');
  await works.expectIn('作業中', INVOICES);
  await expect(works.opener(INVOICES)).toBeFocused();
  await expect(board.live).toHaveText(`「${INVOICES}」は作業中です`);
  await board.page.keyboard.press('Shift+ArrowRight');
  await works.expectIn('確認待ち', INVOICES);
  await expect(works.opener(INVOICES)).toBeFocused();
  await board.page.keyboard.press('m');
  await board.page.keyboard.press('ArrowDown');
  await expect(works.menuItem('修正を依頼')).toBeFocused();
  await board.page.keyboard.press('Enter');
  await works.expectIn('修正中', INVOICES);
  await works.key(INVOICES, 'Shift+ArrowRight');
  await works.expectIn('確認待ち', INVOICES);
  await expect(works.opener(INVOICES)).toBeFocused();
  await board.page.keyboard.press('Shift+ArrowRight');
  await works.expectIn('完了', INVOICES);
  await expect(works.opener(INVOICES)).toBeFocused();
  await board.page.keyboard.press('Shift+ArrowLeft');
  await works.expectIn('確認待ち', INVOICES);

  await works.drag(EXPENSES, '確認待ち');
  await works.expectIn('確認待ち', EXPENSES);
  // Nothing leads from there to the first column but taking the delivery back.
  await works.drag(EXPENSES, '依頼済');
  await works.expectIn('依頼済', EXPENSES);
  expect((await stored(board)).cycles[0].deliverables).toHaveLength(1);
});

test('質問・滞り・期限・時間が、業務の付せんに出る', async ({ board }) => {
  const [invoices, expenses] = [work(INVOICES, { due: '2026-06-30', agreed: 300 }), work(EXPENSES, { due: '2026-07-10' })];
  const { works } = await opened(board, 'start', {
    cycles: [cycle({
      works: [invoices, expenses],
      questions: [{ id: id(), text: 'どちらを残しますか', asked_at: '2026-07-01T09:00:00', work: expenses.id }],
      stalls: [{ id: id(), what: '権限がない', work: invoices.id }],
      usage: [{ id: id(), on: '2026-06-30', time: 330, work: invoices.id }],
    })],
  });
  await works.expectIn('作業中', INVOICES);
  await expect(works.slip(INVOICES)).toContainText('6月30日(火)');
  await expect(works.slip(INVOICES)).toContainText('5.5/5時間');
  await expect(works.slip(INVOICES)).toContainText('滞り');
  await expect(works.slip(INVOICES)).toContainText('期限超過');
  await expect(works.slip(EXPENSES)).toContainText('回答待ち');
  await expect(works.slip(EXPENSES)).not.toContainText('期限超過');
});

test('すべて納品されると納品へ、すべて検収されると定例会議へ進むことを勧め、押すとカードが移る', async ({ board }) => {
  const { works } = await opened(board, 'start', { cycles: [cycle({ works: [work(INVOICES), work(EXPENSES)] })] });
  const suggestion = new SuggestionPart(board);
  await works.press(INVOICES, '着手');
  await works.press(INVOICES, '納品を記録');
  await works.expectIn('確認待ち', INVOICES);
  await expect(suggestion.root).toHaveCount(0);
  await works.choose(EXPENSES, '納品を記録');
  await expect(suggestion.root).toContainText('すべての業務が納品されました。納品の段階へ進めます。');
  await suggestion.button('納品の段階へ').click();
  await expect(board.titlesIn('deliver')).toHaveText([TITLE]);
  await expect(suggestion.root).toHaveCount(0);

  const form = await new PanelPage(board).stage('deliver');
  const folded = new WorksPart(await form.more('業務の状況'));
  await folded.press(INVOICES, '検収');
  await folded.press(EXPENSES, '検収');
  await expect(suggestion.root).toContainText('すべての業務が完了しました。定例会議の段階へ進めます。');
  await suggestion.button('定例会議の段階へ').click();
  await expect(board.titlesIn('review')).toHaveText([TITLE]);
  await board.undo();
  await expect(board.titlesIn('deliver')).toHaveText([TITLE]);
});

test('一回だけの業務は、検収のあと案件の完了を勧める', async ({ board }) => {
  const done = work(INVOICES, { done_on: '2026-06-30' });
  const one = engagement(TITLE, 'deliver', { met: true });
  one.clarify.tasks[0].frequency = 'once';
  one.cycles[0].works = [done];
  await board.load([one]);
  await board.openCard(TITLE);
  await new SuggestionPart(board).button('案件を完了にする…').click();
  await board.dialog.getByRole('button', { name: '完了にする' }).click();
  await expect(board.card(TITLE)).toHaveCount(0);
  expect((await stored(board)).status).toBe('done');
});

test('確認期限は連休をまたいで数え、過ぎると知らせ、書き換えもできる', async ({ board }) => {
  // 海の日 is Monday, July 20. From Friday the 17th: Tue 21, Wed 22, Thu 23.
  await board.page.clock.setFixedTime(now('2026-07-23T10:00:00'));
  const one = engagement(TITLE, 'deliver', { owner: '佐藤 美咲' });
  one.contract.acceptance_days = 3;
  one.cycles[0].deliverables[0].delivered_on = '2026-07-17';
  await board.load([one]);
  await board.openCard(TITLE);
  let form = await new PanelPage(board).stage('deliver');
  let item = await form.openCard('請求書一式');
  await expect(item.computed('確認期限')).toHaveText('7月23日(木)　納品から3営業日(契約の検収期間)');
  await expect(item.root).toContainText('契約の検収期間は7月23日(木)までです。');
  await expect(item.root).not.toContainText('確認期限超過');

  await board.page.clock.setFixedTime(now('2026-07-24T10:00:00'));
  await board.reload();
  await expect(board.card(TITLE)).toHaveAttribute('data-flag', 'overdue');
  await expect(board.card(TITLE)).toContainText('納品の確認期限超過：請求書一式');
  await board.openCard(TITLE);
  form = await new PanelPage(board).stage('deliver');
  item = await form.openCard('請求書一式');
  await expect(item.root).toContainText('確認期限の7月23日(木)を過ぎています。');
  await expect(item.root).toContainText('確認期限超過');

  await item.fill({ 確認期限の変更: '2026-07-31' });
  await expect(item.computed('確認期限')).toHaveText('7月31日(金)');
  await expect(board.card(TITLE)).not.toHaveAttribute('data-flag', 'overdue');
  await board.undo();
  await expect(board.card(TITLE)).toHaveAttribute('data-flag', 'overdue');
  await item.enter('想定どおりか', '想定どおり');
  await expect(board.card(TITLE)).not.toHaveAttribute('data-flag', 'overdue');
  await item.button('今日、検収した').click();
  expect((await stored(board)).cycles[0].deliverables[0]).toMatchObject({
    delivered_on: '2026-07-17', checked_on: '2026-07-24', finding: 'met', accepted_on: '2026-07-24', accepted_by: '佐藤 美咲',
  });
});

test('差し戻しの回と原因、検収の記録が、検収記録に載る', async ({ board }) => {
  const { form } = await opened(board, 'deliver');
  const item = await form.openCard('請求書一式');
  await item.fill({ 想定どおりか: '想定と違う', メモ: '3行目の単価が古い', 納品物の場所: 'https://example.com/invoices' });
  await item.button('修正を依頼する').click();
  const first = form.row('修正依頼', 0);
  await first.fill({ 依頼日: '2026-07-11', 完了日: '2026-07-13', 原因: '作業の誤り' });
  const second = await form.add('修正依頼', '宛名を新しい社名にする');
  await second.fill({ 納品物: '請求書一式', 依頼日: '2026-07-14', 完了日: '2026-07-15', 原因: '条件の変更' });
  await expect(first.computed('回')).toHaveText('1回目');
  await expect(second.computed('回')).toHaveText('2回目');
  await item.fill({ 想定どおりか: '想定どおり', 検収日: '2026-07-16', 検収者: '佐藤 美咲' });
  expect((await stored(board)).cycles[0].revisions).toMatchObject([{ cause: 'mistake' }, { cause: 'change' }]);

  const paper = await PaperPage.open(board, { stage: 'deliver', name: '検収記録' });
  await expect(paper.sheet).toContainText('検収済み1件です。修正の依頼は、納品物1件に延べ2回です。');
  await expect(paper.table('修正依頼')).toContainText(/2回目\s*宛名を新しい社名にする/);
  await expect(paper.table('納品物と検収')).toContainText(/7月16日\(木\)\s*佐藤 美咲/);
  const { name, text } = await paper.save();
  expect(name).toBe('irai-acceptance-20260701.md');
  expect(text).toContain('| 1回目 | 3行目の単価が古い | 7月11日(土) |  | 7月13日(月) | 作業の誤り |');
});
