import { NAMES, STAGES } from './data.mjs';
import { expect, test } from './fixtures.mjs';

test('開くと題名が出て、エラーがない', async ({ board }) => {
  await expect(board.page).toHaveTitle('ボード - 依頼ボード');
  await expect(board.html).toHaveAttribute('lang', 'ja');
  await expect(board.saveStatus).toHaveAttribute('data-save', 'saved');
});

test('空のボードは3つの手順で使い方を説明する', async ({ board }) => {
  const steps = board.page.getByRole('region', { name: 'はじめに' }).getByRole('listitem');
  await expect(steps).toHaveCount(3);
  for (const index of [0, 1, 2]) {
    await expect(steps.nth(index)).toContainText(`手順 ${index + 1}`);
    await expect(steps.nth(index).getByRole('heading')).not.toBeEmpty();
  }
});

test('9つの列が順番どおり、元の名前で並ぶ', async ({ board }) => {
  await expect(board.columns).toHaveCount(9);
  const stages = await board.columns.evaluateAll((columns) => columns.map((column) => column.dataset.stage));
  expect(stages).toEqual(STAGES);
  await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
  for (const [index, stage] of STAGES.entries()) {
    await expect(board.column(stage)).toBeVisible();
    await expect(board.column(stage)).toContainText(NAMES[index]);
  }
  await expect(board.column('meet')).toContainText('打ち合わせ');
});

test('サンプル3件が別々の段階に見本として入り、ひと押しで消える', async ({ board }) => {
  await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
  await expect(board.cards).toHaveCount(3);
  const stages = await board.cards.evaluateAll((cards) => cards.map((card) => card.closest('[data-stage]').dataset.stage));
  expect(new Set(stages).size).toBe(3);
  for (const card of await board.cards.all()) await expect(card.getByText('見本', { exact: true })).toBeVisible();
  await board.saved();

  await board.page.getByRole('button', { name: '見本を削除' }).click();
  await expect(board.cards).toHaveCount(0);
  await expect(board.page.getByLabel('最初の案件の名前')).toBeVisible();
  await board.saved();
});

test('見本を消しても、自分の案件は残る', async ({ board }) => {
  await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
  await expect(board.cards).toHaveCount(3);
  await board.page.getByRole('button', { name: '新しい案件' }).click();
  await expect(board.quickAdd('clarify')).toBeFocused();
  await board.add('自社の経理');
  await board.notices.getByRole('button', { name: '見本を削除' }).click();
  await expect(board.cards).toHaveCount(1);
  await expect(board.card('自社の経理')).toBeVisible();
});

test('最初の案件を作ると、その場でパネルが開く', async ({ board }) => {
  await board.page.getByLabel('最初の案件の名前').fill('経理の代行');
  await board.page.getByLabel('最初の案件の名前').press('Enter');
  await expect(board.page.getByRole('complementary', { name: '案件「経理の代行」' })).toBeVisible();
  await expect(board.cardsIn('clarify')).toHaveCount(1);
  await expect(board.panel.getByLabel('依頼の目的')).toBeVisible();
  await board.saved();
});

test('名前のない最初の案件は、入力を求めて作らない', async ({ board }) => {
  const name = board.page.getByLabel('最初の案件の名前');
  await expect(name).not.toHaveAttribute('aria-invalid', 'true');
  await board.page.getByRole('button', { name: '案件を作る' }).click();
  await expect(board.errorOf(name)).toHaveText('入力してください。');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(board.cards).toHaveCount(0);
});

test('再読み込みなしで英語になり、日本語に戻る', async ({ board }) => {
  await board.addFirst('経理');
  await board.page.evaluate(() => (window.notReloaded = true));
  await board.openMenu();
  await board.pick('English');
  await expect(board.html).toHaveAttribute('lang', 'en');
  await expect(board.column('clarify')).toContainText('Clarify the request');
  await expect(board.saveStatus).toHaveText('Saved');
  await expect(board.panel.getByLabel('Purpose of the request')).toBeVisible();

  await board.openMenu();
  await board.pick('日本語');
  await expect(board.html).toHaveAttribute('lang', 'ja');
  await expect(board.column('clarify')).toContainText('依頼内容の明確化');
  await expect(board.saveStatus).toHaveText('保存済み');
  expect(await board.page.evaluate(() => window.notReloaded)).toBe(true);
});

test('選んだ言語とテーマは次も同じ', async ({ board }) => {
  await board.openMenu();
  await board.pick('暗い');
  await expect(board.html).toHaveAttribute('data-theme', 'dark');
  await board.pick('English');
  await expect(board.html).toHaveAttribute('lang', 'en');
  await board.reload();
  await expect(board.html).toHaveAttribute('lang', 'en');
  await expect(board.html).toHaveAttribute('data-theme', 'dark');
});

test('テーマで明るさが変わる', async ({ board }) => {
  const lightness = () => board.page.locator('.app').evaluate((app) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = getComputedStyle(app).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data[0];
  });
  await board.openMenu();
  await board.pick('暗い');
  await expect.poll(lightness).toBeLessThan(80);
  await board.pick('明るい');
  await expect.poll(lightness).toBeGreaterThan(200);
});

test('変更のたびに保存済みになる', async ({ board }) => {
  await board.addFirst('経理');
  await board.saved();
  await board.panel.getByLabel('依頼の目的').pressSequentially('月末を早く締める');
  await board.saved();
  const records = Object.values(await board.stored());
  expect(records.some((record) => record.includes('月末を早く締める'))).toBe(true);
});
