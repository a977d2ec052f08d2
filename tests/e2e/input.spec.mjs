import { brief, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';

const LONG = 'あいうえお'.repeat(7_000); // 105 KB as UTF-8

test('1つの欄に100 KBを入れると、欄のそばで上限を言い、書いた文字もボードも失わない', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { met: true })]);
  const before = await board.contents();
  const stored = await board.stored();
  await board.openCard('経理');
  const purpose = board.panel.getByLabel('依頼の目的');
  await purpose.fill(LONG);
  await purpose.blur();
  await expect(board.errorOf(purpose)).toHaveText(/20,000文字まで.*35,000文字/);
  await expect(purpose).toHaveAttribute('aria-invalid', 'true');
  await expect(purpose).toHaveAccessibleDescription(/20,000文字まで/);
  expect((await purpose.inputValue()).length).toBe(LONG.length);
  expect(await board.contents()).toEqual(before);
  expect((await purpose.inputValue()).length).toBe(LONG.length);
  expect(await board.stored()).toMatchObject(stored);

  await purpose.fill('短くした目的');
  await purpose.blur();
  await expect(board.errorOf(purpose)).toHaveCount(0);
  const [after] = (await board.contents()).engagements;
  expect(after.clarify.purpose).toBe('短くした目的');
});

test('長すぎる題名は、追加の欄でも題名の欄でも断り、文字は残す', async ({ board }) => {
  await board.load([engagement('経理')]);
  const line = board.quickAdd('clarify');
  await line.fill(LONG);
  await line.press('Enter');
  await expect(board.column('clarify').getByRole('alert')).toHaveText(/200文字まで/);
  expect((await line.inputValue()).length).toBe(LONG.length);
  await expect(board.cards).toHaveCount(1);
  await line.fill('');

  await board.openCard('経理');
  const title = board.panel.getByRole('textbox', { name: '案件名' });
  await title.fill('い'.repeat(201));
  await title.blur();
  await expect(board.panel.getByRole('alert').filter({ hasText: '200文字まで' })).toBeVisible();
  await expect(board.card('経理')).toBeVisible();
  await title.fill('い'.repeat(200));
  await title.blur();
  await expect(board.card('い'.repeat(200))).toBeVisible();
});

test('空にした題名は断り、元の題名が残る', async ({ board }) => {
  await board.load([engagement('経理')]);
  await board.openCard('経理');
  const title = board.panel.getByRole('textbox', { name: '案件名' });
  await title.fill('  ');
  await title.blur();
  await expect(board.panel.getByRole('alert')).toHaveText('入力してください。');
  await expect(board.card('経理')).toBeVisible();
});

test('制御文字は、どの文字かを言って断る', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { met: true })]);
  const before = await board.contents();
  const line = board.quickAdd('clarify');
  await line.fill('総\u0007務');
  await line.press('Enter');
  await expect(board.column('clarify').getByRole('alert')).toHaveText(/制御文字\(U\+0007\)/);
  await expect(board.cards).toHaveCount(1);
  await board.openCard('経理');
  const purpose = board.panel.getByLabel('依頼の目的');
  await purpose.fill('目的\u0000');
  await purpose.blur();
  await expect(board.errorOf(purpose)).toHaveText(/制御文字\(U\+0000\)/);
  expect(await board.contents()).toEqual(before);
});

test('絵文字や合字、右から書く文字の題名も、そのまま使える', async ({ board }) => {
  const titles = ['🗂️ 経理 👩‍💻', '髙橋さんの𠮷報', 'مشروع 経理', '  前後の空白  '];
  for (const title of titles) {
    if ((await board.cards.count()) === 0) await board.addFirst(title).then(() => board.closePanel());
    else await board.add(title.trim());
  }
  await board.saved();
  await board.reload();
  await expect(board.titlesIn('clarify')).toHaveText(titles.map((title) => title.trim()));
});

test('題名や目的の中の記号は、文字のまま出る', async ({ board, page }) => {
  const markup = '<img src=x onerror="window.hacked=1"><b>太字</b>&amp;';
  await board.addFirst(markup);
  await board.panel.getByLabel('依頼の目的').fill(markup);
  await board.panel.getByLabel('依頼の目的').blur();
  await board.closePanel();
  await expect(board.card('太字').getByRole('heading')).toHaveText(markup);
  await board.chooseOnCard(markup, '移動…');
  await expect(board.dialog).toContainText(markup);
  await page.keyboard.press('Escape');
  await board.choose('書き出し');
  await board.chooseOnCard(markup, '削除…');
  await board.dialog.getByRole('button', { name: '削除する' }).click();
  await expect(board.toasts.filter({ hasText: markup })).toBeVisible();
  await expect(page.locator('img, b:text-is("太字")')).toHaveCount(0);
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
});

test.describe('リンクの欄', () => {
  const ask = async (board, link) => {
    const field = board.panel.getByLabel('リンクまたはファイル名');
    await field.fill(link);
    await field.blur();
    return field;
  };

  test('スクリプトやほかの種類のリンクは断る', async ({ board }) => {
    await board.load([engagement('経理', 'clarify', { met: true })]);
    const before = await board.contents();
    await board.openCard('経理');
    const links = ['javascript:alert(1)', ' JavaScript:alert(1)', 'java\tscript:alert(1)', 'data:text/html,<b>', 'vbscript:x', 'file:///etc/passwd'];
    for (const link of links) {
      const field = await ask(board, link);
      await expect(board.errorOf(field), link).toHaveText(/http・https・mailto・tel だけ/);
      await expect(board.panel.getByRole('link')).toHaveCount(0);
      await ask(board, '');
      await expect(board.errorOf(field)).toHaveCount(0);
    }
    expect(await board.contents()).toEqual(before);
  });

  test('http、https、mailto、telは開け、ファイル名はただの文字', async ({ board }) => {
    await board.load([engagement('経理', 'clarify', { met: true })]);
    await board.openCard('経理');
    const open = board.panel.getByRole('link', { name: 'リンクを開く' });
    for (const link of ['https://example.com/手順?q=1', 'http://example.com', 'mailto:a@example.com', 'tel:03-0000-0000']) {
      const field = await ask(board, link);
      await expect(board.errorOf(field)).toHaveCount(0);
      await expect(open).toHaveAttribute('href', link);
      await expect(open).toHaveAttribute('rel', /noopener/);
    }
    const field = await ask(board, 'C:\\資料\\手順書.pdf');
    await expect(board.errorOf(field)).toHaveCount(0);
    await expect(open).toHaveCount(0);
  });
});

test.describe('金額と時間の欄', () => {
  const opened = async (board) => {
    await board.load([engagement('経理', 'clarify', { clarify: brief({ budget: 80_000 }) })]);
    await board.openCard('経理');
    return board.panel.getByLabel('月の予算');
  };

  test('全角の数字も、桁区切りも、円も、万も、千も読む', async ({ board }) => {
    const budget = await opened(board);
    for (const typed of ['25000', '25,000', '25,000円', '¥25,000', '25000円', '2.5万', '2.5万円', '2万5千']) {
      await budget.fill('1');
      await budget.blur();
      await expect(budget).toHaveValue('1');
      await budget.fill(typed);
      await budget.blur();
      await expect(budget, typed).toHaveValue('25,000');
      await expect(board.errorOf(budget)).toHaveCount(0);
    }
    const [one] = (await board.contents()).engagements;
    expect(one.clarify.budget).toBe(25_000);
  });

  test('負の数や数でないものは欄のそばで断り、前の値が残る', async ({ board }) => {
    const budget = await opened(board);
    const before = await board.contents();
    for (const [typed, said] of [
      ['-5', '0以上の数を入力してください。'],
      ['-5000', '0以上の数を入力してください。'],
      ['二万', '数字で入力してください。'],
      ['1.5', '整数で入力してください。'],
      ['9999999999999', /から.*までの数を入力してください。/],
      ['99999999999999999999999', /数/],
    ]) {
      await budget.fill(typed);
      await budget.blur();
      await expect(board.errorOf(budget), typed).toHaveText(said);
      await expect(budget).toHaveValue(typed);
    }
    expect(await board.contents()).toEqual(before);
  });

  test('空にすれば、値がなくなる', async ({ board }) => {
    const budget = await opened(board);
    await budget.fill('');
    await budget.blur();
    const [one] = (await board.contents()).engagements;
    expect(one.clarify.budget).toBeUndefined();
  });

  test('時間は 1.5、1:20、90分 のどれでも書ける', async ({ board }) => {
    await opened(board);
    const hours = board.panel.getByLabel('月の時間');
    for (const [typed, shown, minutes] of [['1.5', '1.5', 90], ['1:20', '1:20', 80], ['90分', '1.5', 90], ['1時間20分', '1:20', 80]]) {
      await hours.fill(typed);
      await hours.blur();
      await expect(hours).toHaveValue(shown);
      const [one] = (await board.contents()).engagements;
      expect(one.clarify.tasks[0].hours).toBe(minutes);
    }
  });
});

test('Excelの行を貼り付けると、行ごとに業務になる', async ({ board, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await board.load([engagement('経理')]);
  await board.openCard('経理');
  await board.page.evaluate(() => navigator.clipboard.writeText('請求書の発行\t10\n経費精算\t5.5\n\n入金確認\n'));
  await board.panel.getByRole('textbox', { name: '依頼したい業務を追加' }).focus();
  await board.page.keyboard.press('Control+v');
  await expect(board.panel.getByLabel('業務名')).toHaveCount(3);
  const [one] = (await board.contents()).engagements;
  expect(one.clarify.tasks.map((task) => [task.name, task.hours])).toEqual([['請求書の発行', 600], ['経費精算', 330], ['入金確認', undefined]]);
});
