// The comparison of candidates, with numbers worked out by hand.
import { compared, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { ComparePage } from './pages/compare.mjs';
import { PanelPage } from './pages/panel.mjs';

// 20 h a month, 16 on weekdays and 4 on weekends, over 6 months.
//   みなも秘書 25,000 for 10 h, 3,000/h:  25,000 + 10 × 3,000 = 55,000 a month; × 6 = 330,000; × 1.1 = 363,000.
//   しののめ   75,000 for 25 h:           16 + 4 × 1.25 = 21 h are included; 75,000 × 6 + 10,000 = 460,000;
//              × 1.1 = 506,000; ÷ 120 h = 3,833; three months: 225,000 + 10,000 = 235,000;
//              75,000 − 60,000 = 15,000 over budget, 25 %.
//   あさひ     3,000/h:                   16 + 4 × 1.5 = 22 h × 3,000 = 66,000 a month; 396,000; 435,600; 3,300;
//              66,000 is just what 60,000 and 10 % allow.
// Scores: 3 × 60 + 5 × 40 = 3.8; 5 × 60 + 3 × 40 = 4.2; 4.0.
// Combined: しののめ (4.20 + 5 × 396,000 ÷ 460,000) ÷ 2 = (4.20 + 4.30) ÷ 2 = 4.25; あさひ (4.00 + 5.00) ÷ 2 = 4.5.
const TITLE = '経理の委託';

async function open(board, more) {
  await board.load([compared(TITLE, more)]);
  const compare = new ComparePage(board);
  await compare.openFromCard(TITLE);
  return compare;
}

test('three companies show what is worked out by hand', async ({ board }) => {
  const compare = await open(board);
  const expected = {
    みなも秘書: { '評価': '3.8', '総合': '—', '総額(税抜)': '330,000円', '総額(税込)': '363,000円', '月平均': '55,000円', '1時間あたり': '2,750円', '最低契約の総額': '55,000円', '土日': '対応なし' },
    しののめ: { '評価': '4.2', '総合': '4.25', '総額(税抜)': '460,000円', '総額(税込)': '506,000円', '月平均': '75,000円', '1時間あたり': '3,833円', '最低契約の総額': '235,000円', '初期費用': '10,000円', '含まれる時間': '25時間', '超過': '3,300円/時間' },
    あさひ: { '評価': '4.0', '総合': '4.5', '総額(税抜)': '396,000円', '総額(税込)': '435,600円', '月平均': '66,000円', '1時間あたり': '3,300円', '最低契約の総額': '66,000円', '含まれる時間': '時間制' },
  };
  for (const [company, cells] of Object.entries(expected)) {
    for (const [column, figure] of Object.entries(cells)) {
      await expect(await compare.cell(company, column), `${company} ${column}`).toContainText(figure);
    }
  }
  await expect(await compare.cell('しののめ', '月平均')).toContainText('予算を15,000円超過(+25%)');
  await expect(compare.row('しののめ')).toContainText('予算超過');
  await expect(compare.row('あさひ')).not.toContainText('予算超過');
  // The cheapest does not take weekend work: it is marked, and never the best.
  await expect(compare.row('みなも秘書')).toContainText('要件不適合');
  await expect(compare.row('みなも秘書')).not.toContainText('最安');
  await expect(await compare.cell('あさひ', '総額(税抜)')).toContainText('最安');
  await expect(await compare.cell('しののめ', '総額(税抜)')).toContainText('最高額');
  await expect(compare.first('評価の1位')).toContainText('しののめ');
  await expect(compare.first('費用の1位')).toContainText('あさひ');
  await expect(compare.dropped).toContainText('かもめ');
  await expect(compare.dropped).toContainText('個人情報を扱えない');
});

test('a weight that is changed changes the scores and the order at once', async ({ board }) => {
  const compare = await open(board);
  await compare.sortButton('評価').click();
  await expect(compare.companies()).toHaveText(['しののめ', 'あさひ', 'みなも秘書']);
  // 60 becomes 0, 40 counts alone: 5, 3 and 4.
  await compare.slider('業務との相性').fill('0');
  await expect(compare.companies()).toHaveText(['みなも秘書', 'あさひ', 'しののめ']);
  await expect(await compare.cell('みなも秘書', '評価')).toContainText('5.0');
  await expect(compare.weights.root).toContainText('合計 40%');
  await expect(compare.weights.root).toContainText('合計は100%ではありません');
  await expect(compare.weights.control('業務との相性の重み')).toHaveValue('0');
  // 20 and 40: (3 × 20 + 5 × 40) ÷ 60 = 4.33; (5 × 20 + 3 × 40) ÷ 60 = 3.67.
  await compare.weights.enter('業務との相性の重み', '20');
  await expect(await compare.cell('みなも秘書', '評価')).toContainText('4.33');
  await expect(await compare.cell('しののめ', '評価')).toContainText('3.67');
});

test('hours and months that are changed change the costs, and empty go back to the brief', async ({ board }) => {
  const compare = await open(board);
  const hours = compare.conditions.control('1か月の時間');
  await expect(hours).toHaveAttribute('placeholder', '20');
  // 30 h: 25,000 + 20 × 3,000 = 85,000; 26 + 5 = 31 h, 6 over: 75,000 + 19,800; 26 + 6 = 32 h.
  await hours.fill('30');
  await expect(await compare.cell('みなも秘書', '総額(税抜)')).toContainText('510,000円');
  await expect(await compare.cell('しののめ', '総額(税抜)')).toContainText('578,800円');
  await expect(await compare.cell('あさひ', '総額(税抜)')).toContainText('576,000円');
  await compare.conditions.enter('期間', '1');
  // The minimum term of three months is paid for: 235,000 and the overage of one month.
  await expect(await compare.cell('しののめ', '総額(税抜)')).toContainText('254,800円');
  await expect(await compare.cell('しののめ', '総額(税抜)')).toContainText('最低契約の3か月分');
  await expect(await compare.cell('あさひ', '総額(税抜)')).toContainText('96,000円');
  await compare.conditions.enter('期間', '');
  await hours.fill('');
  await expect(await compare.cell('みなも秘書', '総額(税抜)')).toContainText('330,000円');
  await expect(compare.conditions.root).toContainText('空欄のため20時間: 依頼書の業務の合計');
});

test('the offers are ordered by keyboard, and the order is told', async ({ board }) => {
  const compare = await open(board);
  await expect(compare.companies()).toHaveText(['みなも秘書', 'しののめ', 'あさひ']);
  await compare.sortButton('総額(税抜)').focus();
  await board.page.keyboard.press('Enter');
  await expect(compare.companies()).toHaveText(['みなも秘書', 'あさひ', 'しののめ']);
  await expect(compare.head('総額(税抜)')).toHaveAttribute('aria-sort', 'ascending');
  await board.page.keyboard.press('Space');
  await expect(compare.companies()).toHaveText(['しののめ', 'あさひ', 'みなも秘書']);
  await expect(compare.head('総額(税抜)')).toHaveAttribute('aria-sort', 'descending');
  await board.page.keyboard.press('Enter');
  await expect(compare.companies()).toHaveText(['みなも秘書', 'しののめ', 'あさひ']);
  await expect(compare.head('総額(税抜)')).not.toHaveAttribute('aria-sort');
});

test('behind each chart stand its figures', async ({ board }) => {
  const compare = await open(board);
  // あさひ counts (h + 2) × 3,000 × 6, しののめ 460,000 up to 24 h: the first is cheaper up to 23.5 h, with the
  // quarter of an hour by which it is rounded up.
  await expect(compare.figure('時間と費用')).toContainText('月23.5時間で入れ替わり');
  await expect(compare.figure('時間と費用').getByRole('img')).toHaveAccessibleName(/時間と費用のグラフ。3件/);
  const costs = await compare.figures('時間と費用');
  const line = costs.getByRole('row').filter({ hasText: '20時間(想定)' });
  await expect(line.getByRole('cell')).toHaveText(['330,000円', '460,000円', '396,000円']);
  const scores = await compare.figures('評価と費用');
  await expect(scores.getByRole('row').nth(3)).toHaveText(/C あさひ\s*4\.0\s*396,000円/);
});

test('a company leads to its form, and a stage leads to the comparison', async ({ board }) => {
  const compare = await open(board);
  await compare.companies().nth(1).click();
  await expect(compare.root).toHaveCount(0);
  const panel = new PanelPage(board);
  const card = (await panel.stage('quote')).card('しののめ');
  await expect(card.root.getByRole('button', { name: /^しののめ/ }).first()).toBeFocused();
  await expect(card.root.getByLabel('依頼したい内容')).toBeVisible();
  for (const stage of ['select', 'quote', 'meet']) {
    await compare.openFrom(await panel.stage(stage));
    await board.page.keyboard.press('Escape');
    await expect(compare.root).toHaveCount(0);
  }
});

test('a trial that took longer re-prices all and tells who is first now', async ({ board }) => {
  // 10 h were planned and 13 taken: 26 h a month, of which 5.2 on weekends.
  const made = compared(TITLE);
  made.trials = [
    { id: id(), candidate: made.candidates[2].id, brief: 1, offered: 'offered', verdict: 'rework', tasks: [{ id: id(), name: '請求書', planned: 600, actual: 780 }] },
  ];
  await board.load([made]);
  const compare = new ComparePage(board);
  await compare.openFromCard(TITLE);
  // しののめ 20.8 + 5.2 × 1.25 = 27.3 h, 2.5 over: 83,250 a month and 10,000. あさひ 20.8 + 5.2 × 1.5 = 28.6, billed
  // 28.75 h: 86,250.
  await expect(await compare.cell('しののめ', '総額(税抜)')).toContainText('509,500円');
  await expect(await compare.cell('あさひ', '総額(税抜)')).toContainText('517,500円');
  await expect(compare.root).toContainText('費用の1位はあさひでしたが、いまはしののめです。');
  await board.page.keyboard.press('Escape');
  await board.openCard(TITLE);
  const meet = await new PanelPage(board).stage('meet');
  await expect(meet.root).toContainText('順位が入れ替わりました。');
});

test('without a candidate the screen says what to do', async ({ board }) => {
  await board.load([compared(TITLE, { candidates: [] })]);
  await board.openCard(TITLE);
  const compare = new ComparePage(board);
  await compare.openFrom(await new PanelPage(board).stage('select'));
  await expect(compare.root).toContainText('比べる候補がまだありません。');
  await expect(compare.figure('時間と費用')).toContainText('費用が分かる見積もりがまだありません。');
});
