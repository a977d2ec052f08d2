import { companies, engagement, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { Everyday } from './pages/everyday.mjs';
import { Part } from './pages/panel.mjs';

const LIVE = /選択/;

test('ラベルは付けて外せ、同じものは増えず、変換中のEnterでは付かない', async ({ board }) => {
  await board.load([engagement('経理の整理', 'clarify', { labels: ['スカウト'] }), engagement('採用の補助')]);
  const everyday = new Everyday(board);
  await board.openCard('採用の補助');
  await everyday.newLabel.fill('けい');
  await everyday.newLabel.dispatchEvent('keydown', { key: 'Enter', isComposing: true, keyCode: 229 });
  await expect(everyday.chips()).toHaveCount(0);
  await everyday.newLabel.fill('');
  // Another width of a label in use is that label; twice is once.
  await everyday.label(' ＥＣ　運営 ', 'ｽｶｳﾄ', 'すかうと', 'ec 運営');
  await expect(everyday.chips()).toHaveText(['EC 運営', 'スカウト']);
  await everyday.label('あ'.repeat(31));
  await expect(everyday.labels.getByRole('alert')).toHaveText('ラベルは30文字までです(いま31文字)。');
  await everyday.newLabel.fill('急ぎ');
  await everyday.newLabel.press('Enter');
  await everyday.label('月次');
  await expect(everyday.labels.getByRole('alert')).toHaveCount(0);
  await expect(everyday.labelsOn('採用の補助')).toHaveText(['EC 運営', 'スカウト', '急ぎ', /^\+1/]);

  await everyday.labels.getByRole('button', { name: 'ラベル「スカウト」を外す' }).click();
  await expect(everyday.newLabel).toBeFocused();
  await expect(everyday.labelsOn('採用の補助')).toHaveText(['EC 運営', '急ぎ', '月次']);
  await board.undo();
  await expect(everyday.chips()).toHaveText(['EC 運営', 'スカウト', '急ぎ', '月次']);
  await board.saved();
  const labels = Object.fromEntries((await board.contents()).engagements.map((one) => [one.title, one.labels]));
  expect(labels).toEqual({ 経理の整理: ['スカウト'], 採用の補助: ['EC 運営', 'スカウト', '急ぎ', '月次'] });
});

test('ラベルの整理は、すべての案件を1手で変え、1手で戻る', async ({ board }) => {
  await board.load([
    engagement('一', 'clarify', { labels: ['経理', '急ぎ'] }),
    engagement('二', 'quote', { labels: ['会計'] }),
    engagement('三', 'deliver', { met: true, status: 'done', labels: ['経理'] }),
  ]);
  const everyday = new Everyday(board);
  await board.choose('ラベルを整理…');
  const name = (label) => board.dialog.getByLabel(`ラベル「${label}」の名前`);
  await expect(board.dialog.getByRole('listitem')).toHaveCount(3);
  await expect(board.dialog.getByRole('listitem').first()).toContainText('2件');
  // The name of another label makes both one.
  await name('経理').fill('会計');
  await name('経理').press('Enter');
  await expect(board.dialog.getByRole('listitem')).toHaveCount(2);
  await expect(name('会計')).toBeVisible();
  await board.dialog.getByRole('button', { name: 'ラベル「急ぎ」を削除' }).click();
  await expect(board.dialog.getByRole('listitem')).toHaveCount(1);
  await board.page.keyboard.press('Escape');
  await expect(everyday.labelsOn('一')).toHaveText(['会計']);
  await board.undo();
  await board.undo();
  await board.saved();
  const labels = (await board.contents()).engagements.map((one) => one.labels);
  expect(labels).toEqual([['経理', '急ぎ'], ['会計'], ['経理']]);
});

test('担当者は、いる人から選べる', async ({ board }) => {
  await board.load([engagement('一', 'clarify', { owner: '佐藤' }), engagement('二', 'clarify', { owner: '佐藤' }), engagement('三', 'clarify', { owner: '高橋' })]);
  await board.openCard('三');
  const owner = new Part(board.panel).control('担当者');
  const suggested = await owner.evaluate((input) => [...input.list.options].map((option) => option.value));
  expect(suggested).toEqual(['佐藤', '高橋']);
});

/** Two that can go on, one that lacks something, one that stands in the next stage. */
const mixed = () => [
  engagement('進める一', 'clarify', { met: true }),
  engagement('足りない', 'clarify'),
  engagement('進める二', 'clarify', { met: true }),
  engagement('先にいる', 'select'),
];

test('選んだカードをまとめて移すと、条件の足りないものは残り、1手で戻る', async ({ board }) => {
  await board.load(mixed());
  const everyday = new Everyday(board);
  await everyday.pick('進める一');
  await expect(board.live).toHaveText('「進める一」を選択しました。1件を選択中');
  // A range within the column.
  await everyday.pick('進める二', ['Shift']);
  await expect(everyday.selected).toHaveCount(3);
  await expect(board.panel).toBeHidden();
  await everyday.pick('先にいる');
  await expect(everyday.bar).toContainText('4件を選択中');
  await everyday.act('移動…').click();
  await expect(board.dialog.getByLabel('移動先')).toHaveValue('select');
  await expect(board.dialog.getByRole('status')).toHaveText('2件を移せます。1件はすでにこの段階です。');
  await expect(everyday.staying('条件が足りない案件')).toHaveText([/^足りない.*業務と月の時間が未記入/]);
  await board.dialog.getByRole('button', { name: '2件を移動' }).click();
  await expect(board.dialog).toHaveCount(0);
  await expect(board.titlesIn('clarify')).toHaveText(['足りない']);
  await expect(board.titlesIn('select')).toHaveText(['先にいる', '進める一', '進める二']);
  await expect(board.undoButton).toHaveAccessibleName(/2件を依頼先選定へ移動/);
  await board.undo();
  await expect(board.titlesIn('clarify')).toHaveText(['進める一', '足りない', '進める二']);
  await expect(everyday.selected).toHaveCount(4);
  await board.page.keyboard.press('Escape');
  await expect(everyday.selected).toHaveCount(0);
  await expect(everyday.bar).toHaveCount(0);
});

test('共通の理由を書くと足りないものも進み、契約のないものは残る', async ({ board }) => {
  await board.load(mixed());
  const everyday = new Everyday(board);
  for (const title of ['進める一', '足りない']) await everyday.pick(title);
  await everyday.act('移動…').click();
  await board.dialog.getByLabel('移動先').selectOption('contract');
  await expect(everyday.staying('移せない案件(そのまま残ります)')).toHaveText([/^進める一依頼先が決まっていない/, /^足りない/]);
  await expect(board.dialog.getByRole('button', { name: '0件を移動' })).toBeDisabled();
  await board.dialog.getByLabel('移動先').selectOption('quote');
  await board.dialog.getByLabel('理由を書いて進む').fill('先に相場を聞く');
  await board.dialog.getByRole('button', { name: '2件を移動' }).click();
  await expect(board.titlesIn('quote')).toHaveText(['進める一', '足りない']);
  await board.saved();
  const moved = (await board.contents()).engagements.filter((one) => one.stage === 'quote');
  expect(moved.map((one) => one.history.at(-1).reason)).toEqual(['先に相場を聞く', '先に相場を聞く']);
});

test('キーボードだけで選び、ラベル・担当者・優先度・保留・削除をまとめて変えられる', async ({ board }) => {
  await board.load([engagement('一', 'clarify', { labels: ['急ぎ'] }), engagement('二'), engagement('三')]);
  const everyday = new Everyday(board);
  await board.card('一').focus();
  await board.page.keyboard.press('x');
  await expect(board.card('一')).toHaveAccessibleName('一 選択中');
  await board.page.keyboard.press('ArrowDown');
  await expect(board.card('二')).toBeFocused();
  await board.page.keyboard.press('x');
  await expect(everyday.bar).toContainText('2件を選択中');
  // M is for all that are selected, and the menu leads to the bar.
  await board.page.keyboard.press('m');
  await expect(board.page.getByRole('dialog', { name: '2件を移動' })).toBeVisible();
  await board.page.keyboard.press('Escape');
  await board.card('二').focus();
  await board.page.keyboard.press('Shift+F10');
  await board.menu.getByRole('menuitem', { name: '選択した2件を変える' }).press('Enter');
  await expect(everyday.act('移動…')).toBeFocused();

  await everyday.act('ラベル…').click();
  await board.dialog.getByLabel('付けるラベル').fill('経理');
  await board.dialog.getByLabel('付けるラベル').press('Enter');
  await expect(board.dialog.getByRole('listitem')).toHaveText(['急ぎ1件', '経理2件']);
  await board.dialog.getByRole('button', { name: 'ラベル「急ぎ」を外す' }).click();
  await expect(board.dialog.getByRole('listitem')).toHaveText(['経理2件']);
  await board.page.keyboard.press('Escape');

  await everyday.act('担当者…').click();
  await board.dialog.getByLabel('担当者').fill('佐藤');
  await board.dialog.getByLabel('担当者').press('Enter');
  await expect(board.dialog).toHaveCount(0);
  await everyday.bar.getByLabel('優先度をまとめて変える').selectOption('高');
  await everyday.act('保留…').click();
  await board.dialog.getByLabel('理由').fill('予算待ち');
  await board.dialog.getByRole('button', { name: '保留にする' }).click();
  await expect(everyday.act('再開')).toBeVisible();
  await board.saved();
  const cards = (await board.contents()).engagements;
  const told = cards.map(({ title, labels, owner, priority, status }) => ({ title, labels, owner, priority, status }));
  const changed = { labels: ['経理'], owner: '佐藤', priority: 'high', status: 'on_hold' };
  expect(told).toEqual([{ title: '一', ...changed }, { title: '二', ...changed }, { title: '三' }]);

  await everyday.act('削除…').click();
  await expect(board.dialog.getByRole('listitem')).toHaveText(['一', '二']);
  await board.dialog.getByRole('button', { name: '削除する' }).click();
  await expect(board.cards).toHaveCount(1);
  await expect(everyday.bar).toHaveCount(0);
  await board.undo();
  await expect(board.titlesIn('clarify')).toHaveText(['一', '二', '三']);
});

test('スマートフォンでは、メニューの「選択」から押して選ぶ', async ({ board }) => {
  await board.page.setViewportSize({ width: 390, height: 844 });
  await board.load([engagement('一'), engagement('二')]);
  const everyday = new Everyday(board);
  await board.chooseOnCard('一', '選択');
  await board.card('二').getByRole('heading').click();
  await expect(everyday.bar).toContainText('2件を選択中');
  await expect(board.live).toHaveText(LIVE);
  await expect(board.panel).toBeHidden();
  await everyday.bar.getByRole('button', { name: '選択を解除' }).click();
  await board.openCard('二');
});

test('複製は1回押すだけで、候補の名前も写り、開いて見せ、元に戻せる', async ({ board }) => {
  await board.load([engagement('経理', 'quote', { labels: ['月次'], owner: '佐藤' })]);
  await board.openCardMenu('経理');
  await board.menu.getByRole('menuitem', { name: '複製', exact: true }).click();
  await expect(board.page.getByRole('complementary', { name: '案件「経理 のコピー」' })).toBeVisible();
  await board.saved();
  const made = (await board.contents()).engagements.find((one) => one.title === '経理 のコピー');
  expect(made.labels).toEqual(['月次']);
  expect(made.stage ?? 'clarify').toBe('clarify');
  expect(made.candidates.map((row) => [row.name, row.quotes])).toEqual(companies().candidates.map((row) => [row.name, undefined]));
  await board.undo();
  await expect(board.cards).toHaveCount(1);
});

const closed = (title, status, day, more = {}) => {
  const at = `${day}T10:00:00+09:00`;
  const history = [{ id: id(), at, from: 'deliver', to: 'deliver', kind: 'status', status }];
  return engagement(title, 'deliver', { met: true, status, history, ...more });
};

test('アーカイブは閉じた順に並び、検索でき、読み、再開し、複製し、削除できる', async ({ board }) => {
  await board.load([
    closed('春の採用', 'done', '2026-04-30', { closing: { outcome: 'スカウトの返信率が2倍になった' } }),
    closed('古い経理', 'cancelled', '2026-03-31', { status_reason: '社内で行うことにした', owner: '高橋' }),
    closed('夏の採用', 'done', '2026-06-30'),
    engagement('進行中'),
  ]);
  const everyday = new Everyday(board);
  await everyday.openArchive();
  await expect(everyday.entries.getByRole('heading')).toHaveText(['夏の採用', '春の採用', '古い経理']);
  await expect(everyday.entry('古い経理')).toContainText('3月31日(火)・みなも秘書・高橋');
  await expect(everyday.entry('古い経理')).toContainText('社内で行うことにした');
  await everyday.search.fill('ｽｶｳﾄ 返信');
  await expect(everyday.entries.getByRole('heading')).toHaveText(['春の採用']);
  await expect(everyday.archive.getByText('3件のうち1件')).toBeVisible();
  await everyday.search.fill('総務');
  await expect(everyday.archive.getByText('見つかりません。')).toBeVisible();
  await everyday.search.fill('');
  await everyday.entry('春の採用').getByRole('button', { name: '再開する' }).click();
  await expect(everyday.entries).toHaveCount(2);
  await everyday.entry('古い経理').getByRole('button', { name: '削除…' }).click();
  await board.dialog.getByRole('button', { name: '削除する' }).click();
  await board.undo();
  await everyday.openArchive();
  await expect(everyday.entries).toHaveCount(2);
  await everyday.entry('夏の採用').getByRole('button', { name: '複製' }).click();
  await expect(board.page.getByRole('complementary', { name: '案件「夏の採用 のコピー」' })).toBeVisible();
  await expect(board.titlesIn('deliver')).toHaveText(['春の採用']);
});

test('長いアーカイブは、はじめの百件と続きを見せる', async ({ board }) => {
  const many = Array.from({ length: 250 }, (_, index) => closed(`終わった案件${index + 1}`, 'done', '2026-06-30'));
  await board.load([engagement('進行中'), ...many]);
  const everyday = new Everyday(board);
  await everyday.openArchive();
  await expect(everyday.entries).toHaveCount(100);
  await everyday.archive.getByRole('button', { name: 'もっと見る(あと150件)' }).click();
  await expect(everyday.entries).toHaveCount(200);
  await everyday.search.fill('案件177');
  await expect(everyday.entries.getByRole('heading')).toHaveText(['終わった案件177']);
});
