import { brief, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { PanelPage } from './pages/panel.mjs';
import { SettingsPage } from './pages/settings.mjs';

/** Each setting, its default, its name in the file. */
const FIELDS = [
  ['消費税率', '10', 'tax', '8', 8],
  ['予算超過の許容', '10', 'tolerance', '20', 20],
  ['営業開始', '9:00', 'opens_at', '10:00', '10:00:00'],
  ['営業終了', '18:00', 'closes_at', '19:30', '19:30:00'],
  ['返信を待つ営業日数', '3', 'reply_days', '5', 5],
  ['納品の確認期限', '5', 'check_days', '7', 7],
  ['個人への支払期日の上限', '60', 'payment_limit', '30', 30],
];

test('設定は既定値を薄く示し、入力すると保存され、再読み込みでも残る', async ({ board }) => {
  const settings = new SettingsPage(board);
  await settings.open();
  for (const [label, usual] of FIELDS) {
    await expect(settings.field(label)).toHaveValue('');
    await expect(settings.field(label)).toHaveAttribute('placeholder', usual);
  }
  for (const [label, , , typed] of FIELDS) await settings.enter(label, typed);
  await settings.close();
  await board.saved();
  await board.reload();
  expect((await board.contents()).settings).toEqual(Object.fromEntries(FIELDS.map(([, , name, , value]) => [name, value])));
  await settings.open();
  for (const [label, , , typed] of FIELDS) await expect(settings.field(label)).toHaveValue(typed);
  // Emptied, the default counts again.
  await settings.enter('消費税率', '');
  await settings.close();
  await board.saved();
  expect((await board.contents()).settings).not.toHaveProperty('tax');
});

test('設定の変更は元に戻せる', async ({ board }) => {
  await board.load([engagement('経理')]);
  const settings = new SettingsPage(board);
  await settings.open();
  await settings.enter('消費税率', '8');
  await settings.close();
  await expect(board.undoButton).toHaveAccessibleName('「設定の変更」を元に戻す');
  await board.undo();
  await settings.open();
  await expect(settings.field('消費税率')).toHaveValue('');
});

test('受け付けられない値は、その欄に理由を示して保存しない', async ({ board }) => {
  const settings = new SettingsPage(board);
  await settings.open();
  for (const [typed, said] of [['はち', /数/], ['-1', /0以上|マイナス|負/], ['8.5', /小数|整数/]]) {
    await settings.enter('消費税率', typed);
    await expect(settings.field('消費税率')).toHaveAttribute('aria-invalid', 'true');
    await expect(board.errorOf(settings.field('消費税率'))).toHaveText(said);
    await expect(settings.field('消費税率')).toHaveValue(typed);
  }
  await settings.enter('消費税率', '8');
  await expect(board.errorOf(settings.field('消費税率'))).toHaveCount(0);
  await settings.close();
  expect((await board.contents()).settings).toEqual({ tax: 8 });
});

test('営業終了は営業開始より後の時刻だけを受け付ける', async ({ board }) => {
  const settings = new SettingsPage(board);
  await settings.open();
  await settings.enter('営業終了', '08:30');
  await expect(board.errorOf(settings.field('営業終了'))).toHaveText('終了は開始より後の時刻にしてください。');
  await settings.enter('営業開始', '07:00');
  await expect(board.errorOf(settings.field('営業終了'))).toHaveCount(0);
  await settings.close();
  expect((await board.contents()).settings).toEqual({ opens_at: '07:00:00', closes_at: '08:30:00' });
});

test('問い合わせ文のひな形の編集に移れる', async ({ board }) => {
  const settings = new SettingsPage(board);
  await settings.open();
  await expect(settings.dialog).toContainText('はじめのひな形を使っています。');
  await settings.dialog.getByRole('button', { name: 'ひな形を編集…' }).click();
  await expect(board.page.getByRole('dialog', { name: '問い合わせ文のひな形' })).toBeVisible();
  await expect(settings.dialog).toHaveCount(0);
});

test('消費税率を変えると、開いている見積もりの税込がすぐ変わる', async ({ board }) => {
  await board.load([engagement('経理', 'quote', { met: true, clarify: brief({ budget: 50_000 }) })]);
  await board.openCard('経理');
  const panel = new PanelPage(board);
  const company = await (await panel.stage('quote')).openCard('みなも秘書');
  const settings = new SettingsPage(board);
  const shown = async (amount) => {
    await expect(company.root).toContainText(amount);
  };
  // 25,000円 for six months is 150,000円: with 10 % 165,000円, with 8 % 162,000円.
  await shown('165,000円');
  await settings.open();
  await settings.enter('消費税率', '8');
  await settings.close();
  const again = await (await panel.stage('quote')).openCard('みなも秘書');
  await expect(again.root).toContainText('162,000円');
  await board.undo();
  await (await panel.stage('quote')).openCard('みなも秘書');
  await shown('165,000円');
});
