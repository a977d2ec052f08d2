import { engagement, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { HoursPage } from './pages/hours.mjs';
import { WorksPart } from './pages/works.mjs';

const at = (text) => new Date(`2026-07-${text}+09:00`);
const setTime = (board, text) => board.page.clock.setFixedTime(at(text));

/** The board opened at a moment, with these engagements. */
async function opened(board, text, engagements) {
  await setTime(board, text);
  await board.reload();
  await board.load(engagements);
}

/** An engagement at work since July 6: 25,000円 for 10 hours, 3,000円 an hour beyond. */
function running(title, cycle = {}) {
  return engagement(title, 'start', { cycles: [{ id: id(), number: 1, opened_on: '2026-07-06', ...cycle }] });
}

const work = (name, more = {}) => ({ id: id(), name, ...more });
const kept = async (board) => (await board.contents()).engagements[0].cycles[0];

test('計測は再読み込みしても続き、止めると切り上げた分で記録され、元に戻せる', async ({ board }) => {
  const invoices = work('7月分の請求書');
  await opened(board, '10T10:00:20', [running('経理', { works: [invoices] })]);
  const hours = new HoursPage(board);
  await hours.open('経理');
  await hours.start({});
  await expect(hours.refusal).toHaveText('業務を選ぶか、内容を入力してください。');
  await hours.start({ work: '7月分の請求書' });
  await expect(hours.now).toContainText('7月分の請求書');
  await expect(hours.now).toContainText('7月10日(金) 10:00 から');
  await expect(board.card('経理')).toContainText('計測中');
  await board.saved();

  // 65 minutes and a second.
  await setTime(board, '10T11:05:21');
  await board.reload();
  await hours.open('経理');
  await expect(hours.now).toContainText('1時間6分');
  await hours.stopButton.click();
  await expect(hours.now).toHaveCount(0);
  await expect(board.card('経理')).not.toContainText('計測中');
  await expect(hours.form.row('使用した時間').control('時間')).toHaveValue('1.1');
  const stopped = { on: '2026-07-10', what: '7月分の請求書', time: 66, work: invoices.id };
  const { usage } = await kept(board);
  expect(usage).toMatchObject([stopped]);
  expect(usage[0]).not.toHaveProperty('running_since');

  await board.undo();
  await expect(hours.now).toContainText('1時間6分');
  await board.redo();
  await expect(hours.now).toHaveCount(0);
});

test('別の計測を始めると前の計測は止まり、一度で元に戻る', async ({ board }) => {
  await opened(board, '10T17:30:00', [running('経理')]);
  const hours = new HoursPage(board);
  await hours.open('経理');
  await hours.start({ what: '電話の取り次ぎ' });
  await expect(hours.now).toContainText('電話の取り次ぎ');
  await setTime(board, '10T18:10:00');
  await hours.start({ what: '名刺の入力' });
  await expect(hours.now).toContainText('名刺の入力');
  await expect(hours.now).toHaveCount(1);
  // The second begins after closing time.
  expect((await kept(board)).usage).toMatchObject([{ what: '電話の取り次ぎ', time: 40 }, { what: '名刺の入力', kind: 'off_hours' }]);
  await board.undo();
  await expect(hours.now).toContainText('電話の取り次ぎ');
  await expect(hours.form.rows('使用した時間')).toHaveCount(1);
  expect((await kept(board)).usage[0]).not.toHaveProperty('time');
});

test('止め忘れた計測は、終わった日時を確かめるまで記録されない', async ({ board }) => {
  await opened(board, '10T10:00:00', [running('経理')]);
  const hours = new HoursPage(board);
  await hours.open('経理');
  await hours.start({ what: '名刺の入力' });
  await expect(hours.now).toBeVisible();
  await board.saved();
  await setTime(board, '11T09:30:00');
  await board.reload();
  await hours.open('経理');
  await expect(hours.now).toContainText('12時間を超えて計測しています');
  await expect(hours.stopButton).toHaveCount(0);
  await expect(hours.end).toHaveValue('2026-07-11T09:30');
  await expect(hours.now).toContainText('記録する時間 23.5時間');
  await hours.start({ what: '電話' });
  await expect(hours.refusal).toContainText('先に終わった日時を記録してください');
  await hours.end.fill('2026-07-10T09:00');
  await hours.record();
  await expect(hours.now.getByRole('alert')).toHaveText('始めた日時より後にしてください。');
  await hours.end.fill('2026-07-10T17:30');
  await expect(hours.now).toContainText('記録する時間 7.5時間');
  await hours.record();
  await expect(hours.now).toHaveCount(0);
  expect((await kept(board)).usage).toMatchObject([{ what: '名刺の入力', time: 450, on: '2026-07-10' }]);
});

test('待たせた営業時間と計上された待機は別の数字で、費用は含まれる分と超過に分かれる', async ({ board }) => {
  const invoices = work('7月分の請求書');
  const questions = [
    // Friday 17:00 to Monday 10:00: an hour each.
    { id: id(), text: '重複はどちらを残しますか', asked_at: '2026-07-03T17:00:00', answered_at: '2026-07-06T10:00:00', billed: 30 },
    { id: id(), text: '金額は税抜ですか', asked_at: '2026-07-10T09:00:00', blocking: true },
  ];
  const usage = [{ id: id(), on: '2026-07-07', what: '発行', time: 585 }];
  await opened(board, '10T12:00:00', [running('経理', { works: [invoices], questions, usage })]);
  await expect(board.card('経理')).toContainText('回答待ち 3時間(営業時間)・質問1件');
  const hours = new HoursPage(board);
  const form = await hours.open('経理');
  const waited = form.figure('待たせた時間(営業時間)').first();
  await expect(waited).toContainText('5時間');
  await expect(waited).toContainText('回答待ち1件・最長 3時間。回答までの中央値 2時間');
  // 15 of 30 minutes are within: 25,000 × 15 ÷ 600 = 625; 15 beyond at 3,000 an hour. With tax 1,512.5.
  const billed = form.figure('待機として計上された時間');
  await expect(billed).toContainText('0.5時間 1,375円');
  await expect(billed).toContainText('含まれる時間のうち15分 625円。超過単価で15分 750円、税抜(税込 1,512円)');

  const question = await form.openCard('金額は税抜ですか');
  await question.enter('関係する業務', '7月分の請求書');
  await question.button('いま回答した').click();
  await expect(question.control('回答')).toBeFocused();
  await expect(waited).toContainText('回答までの中央値 2.5時間');
  await expect(board.card('経理')).not.toContainText('回答待ち');
  expect((await kept(board)).questions[1]).toMatchObject({ answered_at: '2026-07-10T12:00:00', work: invoices.id });
  await board.undo();
  await expect(board.card('経理')).toContainText('回答待ち 3時間(営業時間)・質問1件');
});

test('カードの待ち時間は、開いたままでも営業時間で進む', async ({ board }) => {
  const { page } = board;
  await page.clock.install({ time: at('10T16:00:00') });
  await board.reload();
  await board.load([running('経理', { questions: [{ id: id(), text: '税抜ですか', asked_at: '2026-07-10T15:00:00' }] })]);
  await expect(board.card('経理')).toContainText('回答待ち 1時間(営業時間)');
  await page.clock.fastForward('01:00:00');
  await expect(board.card('経理')).toContainText('回答待ち 2時間(営業時間)');
  // The weekend does not count: Sunday evening it is three hours.
  await page.clock.fastForward('48:00:00');
  await expect(board.card('経理')).toContainText('回答待ち 3時間(営業時間)');
});

test('残り時間と月末の見込みは、ペースと合意した業務の大きいほうで超過を知らせる', async ({ board }) => {
  const invoices = work('7月分の請求書', { agreed: 300 });
  const usage = [{ id: id(), on: '2026-07-07', what: '発行', time: 200, work: invoices.id }];
  const one = running('経理', { works: [invoices, work('済んだ業務', { agreed: 900, done_on: '2026-07-08' })], usage });
  await opened(board, '10T12:00:00', [one]);
  const hours = new HoursPage(board);
  const form = await hours.open('経理');
  await expect(form.figure('残り時間')).toContainText('6時間40分');
  await expect(form.figure('残り時間')).toContainText('10時間のうち 使用 3時間20分');
  // From July 6 there are 19 business days, of which 5 have gone: 200 × 19 ÷ 5.
  await expect(form.figure('このペースなら')).toContainText('12時間40分');
  await expect(form.figure('このペースなら')).toContainText('19営業日のうち5日');
  await expect(form.figure('合意した業務をすべて行うと')).toContainText('5時間');
  // 160 minutes beyond at 3,000 an hour.
  await expect(form.figure('超過の見込み')).toContainText('2時間40分 8,000円');
  await expect(form.figure('超過の見込み')).toContainText('税抜(税込 8,800円)');
  await expect(form.figure('超過の見込み')).toHaveAttribute('data-flag', 'waiting');
  await expect(hours.bar).toHaveAccessibleName('使える時間 10時間、使用 3時間20分、月末の見込み 12時間40分');

  // 13 hours agreed are more than the pace: 780 − 600 = 180 minutes.
  await (await new WorksPart(form).openFirst()).fill({ 合意した時間: '13' });
  await expect(form.figure('超過の見込み')).toContainText('3時間 9,000円');
  await board.undo();
  await expect(form.figure('超過の見込み')).toContainText('2時間40分 8,000円');
});

test('見積もりがなければ、何を記入すれば分かるかを示す', async ({ board }) => {
  const one = running('経理', { usage: [{ id: id(), on: '2026-07-07', time: 90 }] });
  delete one.contract.quote;
  await opened(board, '10T12:00:00', [one]);
  const form = await new HoursPage(board).open('経理');
  await expect(form.group('今月の時間').root).toContainText('使用 1.5時間。「契約」で見積もりを選ぶと、残り時間と費用を計算します。');
});

test('使用した時間は新しい20件を示し、すべて表示できる', async ({ board }) => {
  const rows = () => Array.from({ length: 25 }, (_, index) => ({ id: id(), on: '2026-07-07', what: `作業${index + 1}`, time: 10 }));
  const before = { id: id(), number: 1, opened_on: '2026-07-06', closed_on: '2026-07-08', usage: rows() };
  const present = { id: id(), number: 2, opened_on: '2026-07-08', usage: rows() };
  await opened(board, '10T12:00:00', [engagement('経理', 'start', { cycles: [before, present] })]);
  const form = await new HoursPage(board).open('経理');
  await expect(form.rows('使用した時間')).toHaveCount(20);
  await expect(form.row('使用した時間').control('内容')).toHaveValue('作業6');
  await form.button('すべて表示(25件)').click();
  await expect(form.rows('使用した時間')).toHaveCount(25);
  await expect(form.row('使用した時間').control('内容')).toHaveValue('作業1');
  // An earlier cycle can only be read, and still be unfolded.
  await form.control('サイクル').selectOption({ index: 0 });
  await expect(form.rows('使用した時間')).toHaveCount(20);
  await expect(form.row('使用した時間').control('内容')).toBeDisabled();
  await form.more('すべて表示(25件)');
  await expect(form.rows('使用した時間')).toHaveCount(25);
});

test('滞りは続いた営業日を数え、解消まで印が付く', async ({ board }) => {
  const invoices = work('7月分の請求書');
  await opened(board, '10T12:00:00', [running('経理', { works: [invoices], stalls: [{ id: id(), what: '権限がない', since: '2026-07-03' }] })]);
  const form = await new HoursPage(board).open('経理');
  const stall = form.row('業務の滞り');
  // July 6 to 10; the 3rd is a Friday.
  await expect(stall.computed('続いた営業日')).toHaveText('5日');
  await expect(stall.root).toContainText('滞り中');
  await stall.fill({ 業務: '7月分の請求書', 解消した日: '2026-07-07' });
  await expect(stall.computed('続いた営業日')).toHaveText('2日');
  await expect(stall.root).not.toContainText('滞り中');
  expect((await kept(board)).stalls).toMatchObject([{ work: invoices.id, solved_on: '2026-07-07' }]);
});
