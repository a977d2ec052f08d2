import { AxeBuilder } from '@axe-core/playwright';
import { brief, companies, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { DatesPage } from './pages/dates.mjs';
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

test.describe('休業日', () => {
  test.beforeEach(({ page }) => page.clock.setFixedTime(new Date('2026-07-01T10:00:00+09:00')));

  test('入れると返信の期限が延び、カレンダーに名前が出て、元に戻せる', async ({ board }) => {
    const made = engagement('経理', 'quote');
    // Asked on Wednesday 1 July: three business days later is Monday 6 July.
    Object.assign(made, companies(['みなも秘書']));
    made.candidates[0].inquiry = { asked_on: '2026-07-01' };
    await board.load([made]);
    await board.openCard('経理');
    const panel = new PanelPage(board);
    const shown = async (due) => {
      const company = await (await panel.stage('quote')).openCard('みなも秘書');
      await expect(company.root).toContainText(due);
    };
    await shown('7月6日(月)');
    const settings = new SettingsPage(board);
    await settings.open();
    await expect(settings.section('休業日')).toContainText('2027年まで');
    // Thursday and Friday closed: Monday 6, Tuesday 7, Wednesday 8.
    await settings.addClosure('創立記念', '2026-07-02', '2026-07-03');
    // An end before the beginning stays in its field.
    await settings.closure('創立記念').getByLabel('最終日').fill('2026-07-01');
    await settings.closure('創立記念').getByLabel('最終日').blur();
    await expect(settings.closure('創立記念').getByRole('alert')).toHaveText('終わりの日が始まりの日より前になっています。');
    await settings.closure('創立記念').getByLabel('最終日').fill('2026-07-03');
    await settings.closure('創立記念').getByLabel('最終日').blur();
    await settings.close();
    await shown('7月8日(水)');
    expect((await board.contents()).settings.closures).toMatchObject([{ name: '創立記念', from: '2026-07-02', until: '2026-07-03' }]);

    await board.closePanel();
    const dates = new DatesPage(board);
    await dates.calendar();
    await expect(dates.day('2026-07-02')).toContainText('創立記念');
    await expect(dates.day('2026-07-06')).not.toContainText('創立記念');

    await settings.open();
    await settings.closure('創立記念').getByRole('button', { name: '「創立記念」を削除' }).click();
    await expect(settings.closures).toHaveCount(0);
    await settings.close();
    await expect(dates.day('2026-07-02')).not.toContainText('創立記念');
    await board.undo();
    await expect(dates.day('2026-07-02')).toContainText('創立記念');
  });

  test('年末年始はひと押しで入り、毎年くり返す', async ({ board }) => {
    const settings = new SettingsPage(board);
    await settings.open();
    await settings.dialog.getByRole('button', { name: '年末年始(12/29〜1/3)を追加' }).click();
    await expect(settings.closure('年末年始').getByLabel('初日')).toHaveValue('2026-12-29');
    await expect(settings.closure('年末年始').getByLabel('毎年')).toBeChecked();
    await settings.close();
    const [made] = (await board.contents()).settings.closures;
    expect(made).toMatchObject({ name: '年末年始', from: '2026-12-29', until: '2027-01-03', yearly: true });
});
});

test('表示の設定はすぐ効き、再読み込みでも残り、ボードには入らない', async ({ board }) => {
  await board.load([engagement('経理')]);
  const settings = new SettingsPage(board);
  await settings.open();
  const space = () => board.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--s4').trim());
  const ink = () => board.page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ink-3').trim());
  const [usual, quiet] = [await space(), await ink()];
  await settings.look('余白', '詰める');
  await settings.look('高コントラスト', 'オン');
  await settings.look('テーマ', '暗い');
  for (const reload of [false, true]) {
    if (reload) {
      await settings.close();
      await board.reload();
      await settings.open();
    }
    await expect(board.html).toHaveAttribute('data-density', 'tight');
    await expect(board.html).toHaveAttribute('data-contrast', 'more');
    await expect(board.html).toHaveAttribute('data-theme', 'dark');
    expect(await space()).not.toBe(usual);
    expect(await ink()).not.toBe(quiet);
    for (const [name, choice] of [['余白', '詰める'], ['高コントラスト', 'オン'], ['テーマ', '暗い']]) {
      await expect(settings.radio(name, choice)).toBeChecked();
    }
  }
  await settings.close();
  expect((await board.contents()).settings ?? {}).toEqual({});
  await expect(board.undoButton).not.toHaveAccessibleName(/設定/);
});

for (const [theme, choice] of [['明るい', 'light'], ['暗い', 'dark']]) {
  test(`高コントラスト(${theme})では、文字の対比が7:1以上`, async ({ page, board }) => {
    await page.emulateMedia({ colorScheme: choice, contrast: 'more', reducedMotion: 'reduce' });
    await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
    await board.cardsIn('meet').getByRole('heading').click();
    const faint = async () => {
      const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).analyze();
      return violations.flatMap(({ nodes }) => nodes.map(({ target, any }) => `${target.join(' ')}: ${any[0]?.message}`));
    };
    expect(await faint()).toEqual([]);
    await new SettingsPage(board).open();
    expect(await faint()).toEqual([]);
  });
}

test('設定の中で言語を替えても、設定は開いたまま、同じ所にフォーカスがある', async ({ page, board }) => {
  await board.load([engagement('経理')]);
  const settings = new SettingsPage(board);
  await settings.open();
  await settings.look('言語 / Language', 'English');
  await expect(board.html).toHaveAttribute('lang', 'en');
  const english = page.getByRole('dialog', { name: 'Settings', exact: true });
  await expect(english).toBeVisible();
  await expect(english.getByRole('radio', { name: 'English' })).toBeFocused();
  await expect(english.getByRole('radio', { name: 'English' })).toBeChecked();
  await english.getByLabel('Consumption tax').fill('8');
  await english.getByRole('radio', { name: '日本語' }).click({ force: true });
  await expect(settings.dialog).toBeVisible();
  await expect(settings.field('消費税率')).toHaveValue('8');
});

test('項目の一覧から、それぞれの設定へ移れる', async ({ board }) => {
  const settings = new SettingsPage(board);
  await settings.open();
  const names = await settings.nav.getByRole('button').allInnerTexts();
  expect(names).toEqual(['表示', '費用の計算', '営業時間', '休業日', '期限の目安', '問い合わせ文', 'キーボード', '保存とバックアップ', 'このアプリについて']);
  for (const name of names) {
    await settings.nav.getByRole('button', { name }).click();
    await expect(settings.dialog.getByRole('heading', { name, exact: true })).toBeFocused();
    await expect(settings.dialog.getByRole('heading', { name, exact: true })).toBeInViewport();
    await expect(settings.nav.getByRole('button', { name })).toHaveAttribute('aria-current', 'true');
  }
  await settings.section('保存とバックアップ').getByRole('button', { name: '保存とバックアップ…' }).click();
  await expect(board.page.getByRole('dialog', { name: '保存とバックアップ' })).toBeVisible();
});

test('ライセンスのページが、配られているものとして開く', async ({ board }) => {
  const settings = new SettingsPage(board);
  await settings.open();
  const about = settings.section('このアプリについて');
  await expect(about).toContainText('MIT License');
  await expect(about).toContainText(/\d+\.\d+\.\d+/);
  const [page] = await Promise.all([
    board.page.waitForEvent('popup'),
    about.getByRole('link', { name: '使用しているソフトウェアのライセンス' }).click(),
  ]);
  await expect(page.getByRole('heading', { name: 'ライセンス' })).toBeVisible();
  await expect(page.getByRole('cell', { name: 'leptos', exact: true })).toBeVisible();
  await expect(page.getByText('Permission is hereby granted', { exact: false }).first()).toBeVisible();
});
