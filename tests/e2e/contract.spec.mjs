// What follows from a contract: its dates, the words for a person alone, the registration number;
// and what a card says when a reply or a notice is due.
import { engagement, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { PanelPage } from './pages/panel.mjs';

const TITLE = '経理の月次締め補助';

test.beforeEach(async ({ page }) => {
  // The page's clock goes on: saving waits for it.
  await page.clock.install({ time: new Date('2026-11-25T10:00:00+09:00') });
});

/** The form of the contract of one engagement on the board. */
async function contractForm(board, more = {}) {
  await board.load([engagement(TITLE, 'contract', more)]);
  await board.openCard(TITLE);
  return new PanelPage(board).stage('contract');
}

/** An engagement in stage 6 whose chosen company is one person. */
function withPerson() {
  const made = engagement(TITLE, 'contract');
  made.candidates[0].individual = true;
  return made;
}

test('契約の条件から、曜日と営業日のついた日付がわかる', async ({ board }) => {
  const form = await contractForm(board);
  await form.fill({ 開始日: '2026-04-01', 契約期間: '6', 最低契約期間: '2', 更新: '自動更新', '通知期限(月数)': '1' });
  await expect(form.date('初回の契約期間')).toHaveText('2026年4月1日(水)〜2026年9月30日(水)');
  await expect(form.date('いまの契約期間')).toHaveText('2026年10月1日(木)〜2027年3月31日(水)(更新1回目)');
  await expect(form.date('最低契約期間')).toHaveText('2026年5月31日(日)まで');
  await expect(form.date('期間が終わるとき')).toHaveText('何もしなければ2027年4月1日(木)に自動で更新され、2027年9月30日(木)まで続きます。');
  await expect(form.date('更新拒絶の通知期限')).toHaveText('2027年2月28日(日)(前の営業日 2027年2月26日(金))・あと95日');

  // Each renewal is longer than the first term.
  await form.enter('更新後の期間', '12');
  await expect(form.date('いまの契約期間')).toHaveText('2026年10月1日(木)〜2027年9月30日(木)(更新1回目)');

  await form.enter('更新', '更新なし');
  await expect(form.date('期間が終わるとき')).toHaveText('更新されず、2026年9月30日(水)に終わります。');
  await expect(form.date('更新拒絶の通知期限')).toHaveCount(0);
});

test('31日に始まる期間は短い月の末日に終わり、うるう年は1日延びる', async ({ board }) => {
  const form = await contractForm(board);
  await form.fill({ 開始日: '2026-01-31', 契約期間: '1', 更新: '更新なし' });
  await expect(form.date('初回の契約期間')).toHaveText('2026年1月31日(土)〜2026年2月28日(土)');
  await form.enter('開始日', '2028-01-31');
  await expect(form.date('初回の契約期間')).toHaveText('2028年1月31日(月)〜2028年2月29日(火)');
  // Thirty days have no counterpart in February either.
  await form.enter('開始日', '2027-01-30');
  await expect(form.date('初回の契約期間')).toHaveText('2027年1月30日(土)〜2027年2月28日(日)');
  // An end that was entered counts before the one that is computed.
  await form.enter('終了日', '2027-03-15');
  await expect(form.date('初回の契約期間')).toHaveText('2027年1月30日(土)〜2027年3月15日(月)');
});

test('3月31日の1か月前は2月の末日で、祝日を知らない年ではそう言う', async ({ board }) => {
  const form = await contractForm(board);
  await form.fill({ 開始日: '2026-04-01', 契約期間: '12', 更新: '自動更新', '通知期限(月数)': '1' });
  await expect(form.date('更新拒絶の通知期限')).toHaveText('2027年2月28日(日)(前の営業日 2027年2月26日(金))・あと95日');
  await form.enter('開始日', '2027-04-01');
  await expect(form.date('更新拒絶の通知期限')).toContainText('2028年2月29日(火)・あと461日');
  await expect(form.date('更新拒絶の通知期限')).toContainText('2027年より後の祝日はこのアプリに入っていないため、営業日は土日だけを除いています');
});

test('相手が個人なら、遅い支払期日に注意を出し、取引条件の明示を確かめる', async ({ board }) => {
  await board.load([withPerson()]);
  await board.openCard(TITLE);
  const form = await new PanelPage(board).stage('contract');
  const payment = form.group('検収と支払い');
  await expect(payment.root).toContainText('支払期日が未記入です');

  await form.enter('支払期日', '61');
  await expect(payment.root).toContainText('支払期日が遅すぎるおそれがあります');
  await expect(payment.root).toContainText('受領した日から60日以内に定めることが求められます。いまは61日です。');
  await form.enter('支払期日', '60');
  await expect(payment.root).not.toContainText('支払期日が遅すぎるおそれがあります');

  const list = form.group('契約チェックリスト');
  await expect(list.root).toContainText('10項目のうち 0');
  await list.enter('取引条件の明示', true);
  await expect(list.root).toContainText('10項目のうち 1');
  await board.saved();
  const [one] = (await board.contents()).engagements;
  expect(one.contract).toMatchObject({ payment_days: 60, checklist: { written_terms: true } });
});

test('会社が相手なら何も言わず、個人と記すと注意を出す', async ({ board }) => {
  const form = await contractForm(board);
  await form.enter('支払期日', '90');
  await expect(form.group('検収と支払い').root).not.toContainText('支払期日が遅すぎるおそれがあります');
  await expect(form.group('契約チェックリスト').root).toContainText('9項目のうち 0');

  const panel = new PanelPage(board);
  const company = await (await panel.stage('select')).openCard('みなも秘書');
  await company.enter('相手が個人', true);
  const again = await panel.stage('contract');
  await expect(again.group('検収と支払い').root).toContainText('いまは90日です。');
  await expect(again.group('契約チェックリスト').root).toContainText('10項目のうち 0');
});

test('法律の注意は欄のそばにたたまれ、キーボードで開き、専門家への確認で終わる', async ({ board }) => {
  const form = await contractForm(board);
  const word = form.law('支払期日は受領した日から数えます');
  const summary = word.locator('summary');
  await expect(word).not.toHaveAttribute('open');
  await summary.focus();
  await summary.press('Enter');
  await expect(word).toHaveAttribute('open');
  await expect(word).toContainText('専門家に確認してください。');
  await expect(word).toContainText('もとの法律：フリーランス法 第4条');
  const titles = ['準委任と請負のちがい', '秘密保持', '個人情報の取り扱い', '再委託', '検収の期間', '損害賠償', '反社会的勢力の排除', '適格請求書(インボイス)'];
  for (const title of titles) await expect(form.law(title)).toHaveCount(1);
});

test('登録番号は、どこが違うかを言い、書いたまま残る', async ({ board }) => {
  const form = await contractForm(board);
  const group = form.group('検収と支払い');
  const said = [
    ['T700001205000', '「T」と13桁の数字で書きます。いまは数字が12桁です。'],
    ['7000012050002', '先頭に「T」を1つ付け、続けて13桁の数字だけを書きます。'],
    ['T8000012050002', '検査数字(Tの次の1桁)が合いません。写し間違いがないか確かめてください。'],
    ['T7000012050002', '検査数字は合っています。登録の有無は国税庁の公表サイトで確かめられます。'],
  ];
  for (const [typed, words] of said) {
    await form.enter('登録番号', typed);
    await expect(group.root).toContainText(words);
  }
  await board.saved();
  const [one] = (await board.contents()).engagements;
  expect(one.contract.invoice_number).toBe('T7000012050002');
});

test('順番の違う記録は、ひと押しで日付順に並び、元に戻せる', async ({ board }) => {
  const agreed = ['2026-07-20', '2026-07-05', undefined, '2026-07-10'].map((on, index) => ({ id: id(), on, text: `取り決め${index + 1}` }));
  const made = engagement(TITLE, 'contract');
  await board.load([{ ...made, contract: { candidate: made.candidates[0].id, agreed } }]);
  await board.openCard(TITLE);
  const form = await new PanelPage(board).stage('contract');
  const texts = async () => {
    await board.saved();
    return (await board.contents()).engagements[0].contract.agreed.map((row) => row.text);
  };
  expect(await texts()).toEqual(['取り決め1', '取り決め2', '取り決め3', '取り決め4']);
  await form.button('日付順に並べる').click();
  await expect(form.button('日付順に並べる')).toHaveCount(0);
  expect(await texts()).toEqual(['取り決め2', '取り決め4', '取り決め1', '取り決め3']);
  await board.undo();
  expect(await texts()).toEqual(['取り決め1', '取り決め2', '取り決め3', '取り決め4']);
});

test('カードは、返信の遅れている会社と、更新の通知期限を言う', async ({ board }) => {
  const asked = (title, day, stage = 'quote') => {
    const made = engagement(title, stage);
    Object.assign(made.candidates[0], { inquiry: { asked_on: day }, quotes: [] });
    return made;
  };
  const contract = (title, more) => {
    const made = engagement(title, 'start');
    Object.assign(made.contract, { starts_on: '2026-01-01', term_months: 12, renewal: 'automatic', ...more });
    return made;
  };
  await board.load([
    // Three business days from the 18th, over 勤労感謝の日, are up on the 24th.
    asked('期限を過ぎた問い合わせ', '2026-11-18'),
    asked('今日が期限の問い合わせ', '2026-11-19'),
    contract('通知期限が近い契約', { notice_days: 30 }),
    contract('通知期限を過ぎた契約', { notice_months: 2 }),
  ]);
  await expect(board.card('期限を過ぎた問い合わせ')).toContainText('返信の期限超過：みなも秘書');
  await expect(board.card('今日が期限の問い合わせ')).not.toContainText('返信の期限超過');
  await expect(board.card('通知期限が近い契約')).toContainText('更新の通知期限まであと6日');
  await expect(board.card('通知期限を過ぎた契約')).toContainText('更新の通知期限を過ぎました(2027年1月1日(金)に自動更新)');
});
