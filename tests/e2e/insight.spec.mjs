// 分析, with figures worked out by hand. 2026-07-01 is a Wednesday.
import { brief, companies, engagement, file, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { InsightPage } from './pages/insight.mjs';
import { TODAY, many, moved } from './running.mjs';

const STAY = '段階を通り終えるまでの日数';
const FLOW = '段階ごとの件数の推移';
const LACKS = '足りないもの';
const COST = '予定と実績';
const TIMES = '質問から回答までの営業時間';

/** 2 days in the first stage; 7 and, after a return, 5 in the second; in the third since June 17, 14 days. */
const returning = () =>
  moved('見積もりへ戻った案件', '2026-06-01', [
    ['2026-06-03', 'select'],
    ['2026-06-10', 'quote'],
    ['2026-06-12', 'select', 'back'],
    ['2026-06-17', 'quote'],
  ]);
/** On hold from June 2 to June 9: 2 days in the first stage; 21 in the second. */
const held = () => moved('保留した案件', '2026-06-01', [['2026-06-02', 'on_hold'], ['2026-06-09', 'active'], ['2026-06-10', 'select']]);
/** 7 days in the first stage, 23 in the second. */
const plain = () => moved('進んだ案件', '2026-06-01', [['2026-06-08', 'select']]);

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date(`${TODAY}T10:00:00+09:00`));
});

async function open(board, engagements) {
  if (engagements.length > 0) await board.load(engagements);
  const insight = new InsightPage(board);
  await insight.open();
  return insight;
}

test('段階ごとの期間は手計算と一致し、戻りを足して保留を除く', async ({ board }) => {
  const insight = await open(board, [returning(), held(), plain()]);
  await expect(insight.finding('段階ごとの期間')).toHaveText('依頼先選定に最も長くかかっています(中央値12日、1件)。前の段階へ戻ったのは1回です。');
  await expect(insight.chart(STAY)).toBeVisible();
  // 2, 2 and 7 days; 2, 2 and 5 business days.
  await expect(await insight.row(STAY, '1 依頼内容の明確化')).toHaveText(['3', '2日', '7日', '7日', '2日', '5日', '0', '0']);
  await expect(await insight.row(STAY, '2 依頼先選定')).toHaveText(['1', '12日', '12日', '12日', '8日', '8日', '1', '2']);
  await expect(await insight.row(STAY, '3 問い合わせ・見積もり取得')).toHaveText(['0', '—', '—', '—', '—', '—', '0', '1']);
});

test('案件の流れは各日の件数を積み、表にもある', async ({ board }) => {
  const insight = await open(board, [returning(), held(), plain()]);
  await expect(insight.finding('案件の流れ')).toHaveText('いま3件が進んでいて、最も多いのは依頼先選定の2件です。');
  await expect(insight.chart(FLOW)).toContainText('2 依頼先選定 2');
  await expect(await insight.row(FLOW, '7月1日(水)')).toHaveText(['0', '2', '1', '0', '0', '0', '0', '0', '0', '0', '0', '3']);
  // Three weeks before: two are in the second stage by then, one in the third.
  await expect(await insight.row(FLOW, '6月10日(水)')).toHaveText(['0', '2', '1', '0', '0', '0', '0', '0', '0', '0', '0', '3']);
  await expect(await insight.row(FLOW, '6月3日(水)')).toHaveText(['2', '1', '0', '0', '0', '0', '0', '0', '0', '0', '0', '3']);
});

test('止まっている案件は長い順に理由とともに並び、その段階を開く', async ({ board }) => {
  const insight = await open(board, [returning(), held(), plain()]);
  await expect(insight.finding('止まっている案件')).toContainText('2件が、その段階にふだんより長く止まっています。');
  await expect(insight.stuck).toHaveText([/進んだ案件.*2 依頼先選定.*6月8日\(月\)から.*23日\(17営業日\).*候補の評価が未記入/, /保留した案件.*21日/]);
  await expect(await insight.row(LACKS, '候補の評価が未記入')).toHaveText(['2']);
  await expect(await insight.row(LACKS, 'イレギュラーの有無が未回答')).toHaveText(['1']);
  await insight.stuck.first().getByRole('button').press('Enter');
  await expect(board.panel).toHaveAccessibleName('案件「進んだ案件」');
  await expect(board.panel.locator('[data-section="select"] h3 > button').first()).toHaveAttribute('aria-expanded', 'true');
  await expect(insight.root).toBeVisible();
});

test('期間は住所に残り、再読み込みの後も同じものを示す', async ({ board, page }) => {
  const old = moved('前の案件', '2026-01-05', [['2026-01-15', 'select']]);
  const insight = await open(board, [old, plain()]);
  await expect(insight.period('12か月')).toHaveAttribute('aria-current', 'true');
  await expect((await insight.row(STAY, '1 依頼内容の明確化')).first()).toHaveText('2');
  await insight.period('3か月').click();
  await expect((await insight.row(STAY, '1 依頼内容の明確化')).first()).toHaveText('1');
  expect(new URL(page.url()).hash).toBe('#insight?months=3');
  await page.reload();
  await expect(insight.period('3か月')).toHaveAttribute('aria-current', 'true');
  await expect((await insight.row(STAY, '1 依頼内容の明確化')).first()).toHaveText('1');
  await page.goBack();
  await expect((await insight.row(STAY, '1 依頼内容の明確化')).first()).toHaveText('2');
});

test('目次はその部分へ移り、住所を変えない', async ({ board, page }) => {
  const insight = await open(board, [plain()]);
  await insight.content('会社ごとの記録').press('Enter');
  await expect(insight.part('会社ごとの記録').getByRole('heading').first()).toBeFocused();
  await expect(insight.finding('会社ごとの記録')).toBeInViewport();
  expect(new URL(page.url()).hash).toBe('#insight');
});

/** 25,000円 for 10 hours and 3,000円 an hour beyond, from May: 11 hours in May; 9.5 in June and an hour of waiting. */
function running() {
  const made = engagement('動いている案件', 'start', { created_at: '2026-05-01T10:00:00+09:00' });
  made.clarify = brief({ budget: 30_000 });
  made.contract.starts_on = '2026-05-01';
  made.cycles = [{
    id: id(),
    number: 1,
    opened_on: '2026-05-01',
    usage: [{ id: id(), on: '2026-05-10', time: 660 }, { id: id(), on: '2026-06-10', time: 570 }],
    questions: [
      { id: id(), text: '宛名の表記', asked_at: '2026-06-05T17:00:00', answered_at: '2026-06-08T10:00:00', billed: 60 },
      { id: id(), text: '締め日の変更', asked_at: '2026-06-10T09:00:00', answered_at: '2026-06-10T12:00:00' },
      { id: id(), text: '承認者の不在', asked_at: '2026-06-29T09:00:00', blocking: true },
    ],
  }];
  return made;
}

test('月ごとの費用は予定と実績を並べ、超過と待機を分ける', async ({ board }) => {
  const insight = await open(board, [running(), plain()]);
  // 25,000 + 3,000; 25,000 + 1,500, half an hour of the waiting within the fee (1,250) and half beyond (1,500).
  await expect(await insight.row(COST, '2026年5月')).toHaveText(['1', '25,000円', '28,000円', '3,000円', '0円', '30,000円']);
  await expect(await insight.row(COST, '2026年6月')).toHaveText(['1', '25,000円', '26,500円', '1,500円', '2,750円', '30,000円']);
  await expect(await insight.row(COST, '2026年7月')).toHaveText(['1', '25,000円', '25,000円', '0円', '0円', '30,000円']);
  await expect((await insight.figures(COST)).getByRole('row')).toHaveCount(4);
  await expect(insight.finding('月ごとの費用')).toHaveText('実績は合計79,500円で、予定より4,500円多くなっています。うち超過は4,500円です。');
});

test('回答までの時間は営業時間で数え、待っている質問からその段階を開く', async ({ board }) => {
  const insight = await open(board, [running()]);
  // Friday 17 to 18 and Monday 9 to 10, and three hours: 2.5 hours at the median.
  await expect(insight.finding('回答までの時間')).toHaveText('回答までの中央値は、営業時間で2.5時間です(2件)。待機として1時間が計上されました。いま1件が回答を待っています。');
  await expect(await insight.row(TIMES, '2026年6月')).toHaveText(['2', '2.5時間', '3時間', '3時間', '1時間']);
  await expect(insight.questions).toHaveText([/動いている案件.*業務が止まる.*2営業日.*承認者の不在/]);
  await insight.questions.getByRole('button').click();
  await expect(board.panel.locator('[data-section="start"] h3 > button').first()).toHaveAttribute('aria-expanded', 'true');
});

test('会社ごとの記録は表記の揺れをまとめ、キーボードで並べ替えられる', async ({ board }) => {
  const [first, second] = [companies(['ＡＢＣ秘書', 'しののめ', 'あさひ']), companies(['abc 秘書', 'しののめ'])];
  Object.assign(first.candidates[0], { meetings: [{ id: id(), smooth: 5, understood: 4 }] });
  Object.assign(first.candidates[1], { meetings: [{ id: id(), smooth: 3 }], standing: 'dropped', dropped_reason: '土日に対応できない' });
  const chosen = { decision: { chosen: first.candidates[0].id, reason: '質問が具体的' } };
  const task = { id: id(), name: '入力', planned: 600, actual: 720 };
  const trials = [{ id: id(), candidate: first.candidates[0].id, offered: 'offered', verdict: 'proceed', tasks: [task] }];
  const insight = await open(board, [
    engagement('一つ目', 'trial', { ...first, ...chosen, trials }),
    engagement('二つ目', 'quote', second),
  ]);
  await expect(insight.finding('会社ごとの記録')).toHaveText('これまでに3社を検討し、0社と契約しました。');
  await expect(insight.companyNames()).toHaveText(['しののめ', 'ＡＢＣ秘書', 'あさひ']);
  await expect(insight.company('ＡＢＣ秘書')).toHaveText(['2件', '0件', '—', '+20%(1回)', '5.0', '4.0', '—', '—', '—', '—']);
  await insight.sortButton('円滑さ').focus();
  await board.page.keyboard.press('Enter');
  await expect(insight.companyNames()).toHaveText(['ＡＢＣ秘書', 'しののめ', 'あさひ']);
  await expect(insight.head('円滑さ')).toHaveAttribute('aria-sort', 'descending');
  await board.page.keyboard.press('Space');
  await expect(insight.companyNames()).toHaveText(['しののめ', 'ＡＢＣ秘書', 'あさひ']);
  await expect(insight.head('円滑さ')).toHaveAttribute('aria-sort', 'ascending');
  await insight.company('しののめ').getByText('1件の理由').click();
  await expect(insight.company('しののめ').last()).toContainText('一つ目: 土日に対応できない');
});

test('案件がないときは、グラフの代わりに何をすればよいかを示す', async ({ board }) => {
  const insight = await open(board, []);
  await expect(insight.root.getByRole('img')).toHaveCount(0);
  await expect(insight.finding('案件の流れ')).toHaveText('まだ案件がありません。');
  await expect(insight.part('会社ごとの記録')).toContainText('依頼先選定で会社を追加すると、ここに並びます。');
  await expect(insight.unfolds).toHaveCount(0);
});

test('今日できた1件も、グラフに見える', async ({ board }) => {
  const insight = await open(board, [engagement('経理')]);
  await expect(insight.chart(FLOW)).toContainText('1 依頼内容の明確化 1');
  const area = await insight.chart(FLOW).locator('[data-band="clarify"] path').first().boundingBox();
  expect(area.width).toBeGreaterThan(100);
  await expect(await insight.row(FLOW, '7月1日(水)')).toHaveText(['1', '0', '0', '0', '0', '0', '0', '0', '0', '0', '0', '1']);
});

test('500件でも、日は間引かれ、一覧は折りたたまれ、合計は合う', async ({ board }) => {
  await board.import(file(many(500)));
  const insight = new InsightPage(board);
  await insight.open();
  await insight.period('全期間').click();
  await expect(insight.chart(FLOW)).toBeVisible();
  const table = await insight.figures(FLOW);
  const cells = table.getByRole('row').nth(1).getByRole('cell');
  const counts = (await cells.allInnerTexts()).map(Number);
  expect(counts.pop()).toBe(500);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(500);
  expect(await table.getByRole('row').count()).toBeLessThanOrEqual(70);
  await expect(insight.stuck).toHaveCount(12);
  await expect(insight.part('止まっている案件').getByText(/^ほかの\d+件を見る$/)).toBeVisible();
  expect(await insight.companyNames().count()).toBe(8);
});

test('取り消した変更には、画面も従う', async ({ board }) => {
  await board.load([plain(), returning()]);
  await board.moveByMenu('見積もりへ戻った案件', 'select');
  await board.dialog.getByLabel('理由').fill('選び直す');
  await board.dialog.getByRole('button', { name: '戻す' }).click();
  await expect(board.dialog).toHaveCount(0);
  const insight = new InsightPage(board);
  await insight.open();
  await expect(insight.finding('案件の流れ')).toContainText('依頼先選定の2件');
  await board.undo();
  await expect(insight.finding('案件の流れ')).toContainText('最も多いのは依頼先選定の1件');
  await expect((await insight.row(STAY, '2 依頼先選定')).nth(6)).toHaveText('1');
});
