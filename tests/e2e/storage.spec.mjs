import { AxeBuilder } from '@axe-core/playwright';
import { engagement, file } from './data.mjs';
import { expect, test as base } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';
import { DAY, MINUTE, QUOTA, StoragePage } from './pages/storage.mjs';

const test = base.extend({
  storage: async ({ board }, use) => use(new StoragePage(board)),
});

const MORNING = new Date('2026-11-24T09:00:00+09:00');

/** A board whose clock the test holds. */
async function timed(page) {
  await page.clock.install({ time: MORNING });
  const board = new BoardPage(page);
  await board.open();
  return new StoragePage(board);
}

const closed = (title, status = 'done') => engagement(title, 'review', { met: true, status });

test.describe('開く・閉じる', () => {
  test('メニューからキーボードで開き、Escで閉じると、焦点はメニューのボタンに戻る', async ({ board, storage }) => {
    const menuButton = board.page.getByRole('button', { name: 'メニュー' });
    await menuButton.focus();
    await board.page.keyboard.press('Enter');
    await board.menu.getByRole('menuitem', { name: '保存とバックアップ…' }).focus();
    await board.page.keyboard.press('Enter');
    await expect(storage.dialog).toBeVisible();
    await board.page.keyboard.press('Escape');
    await expect(storage.dialog).toHaveCount(0);
    await expect(menuButton).toBeFocused();
  });

  test('何もないボードでも、すべての部分が意味のある言葉で立つ', async ({ storage }) => {
    await storage.open();
    await expect(storage.promise).toContainText(/「保存済み」と表示します/);
    await expect(storage.promise).toContainText(/はい|いいえ|わからない/);
    await expect(storage.archive).toContainText('完了・中止した案件はまだありません');
    await expect(storage.days).toContainText('控えはまだありません');
    await expect(storage.backup).toContainText('まだ書き出していません');
    await expect(storage.raw.getByRole('link', { name: '暗号化した書き出しを、このページなしで開く' })).toHaveAttribute('href', /decrypt\.html$/);
  });

  test('英語でも同じ部分が立つ', async ({ board }) => {
    await board.openMenu();
    await board.pick('English');
    await board.choose('Storage and backup…');
    const headings = board.dialog.getByRole('heading', { level: 3 });
    await expect(headings).toHaveText([
      'What “Saved” means',
      'The browser\'s storage',
      'Move closed engagements to a file',
      'Daily copies',
      'Backup to a file',
      'Files of materials',
      'The stored data itself',
    ]);
    await expect(board.dialog).not.toContainText(/[ぁ-んァ-ヶ]/);
  });
});

test.describe('使用量', () => {
  test('内訳を足すと合計になり、合計はブラウザーの持つ量と同じ', async ({ board, storage }) => {
    await board.load([engagement('経理', 'meet', { met: true }), closed('採用')]);
    await storage.fill(0.1);
    await storage.open();
    const measured = await storage.measured();
    const { values, sum } = await storage.parts();
    expect(values.length).toBeGreaterThan(2);
    expect(sum).toBe(await storage.units('total'));
    expect(sum).toBe(measured);
    expect(await storage.units('free')).toBe(QUOTA - sum);
    await expect(storage.meter).toHaveAttribute('aria-valuenow', String(sum));
    await expect(storage.meter).toHaveAttribute('aria-valuemax', String(QUOTA));
    await expect(storage.meter).toHaveAttribute('aria-valuetext', /文字.*%/);
  });

  test('60%から知らせ、85%からは強く知らせる。60%より前は知らせない', async ({ board, storage }) => {
    await board.load([engagement('経理')]);
    await storage.fill(0.58);
    await board.reload();
    await storage.open();
    await expect(storage.meter).toHaveAttribute('data-level', 'calm');
    await expect(storage.use.getByRole('alert')).toHaveCount(0);
    await storage.close();
    await expect(storage.fullNotice()).toHaveCount(0);

    await storage.fill(0.62);
    await board.reload();
    await expect(storage.fullNotice()).toContainText('60%以上');
    await storage.fullNotice().getByRole('button', { name: '保存とバックアップを開く' }).click();
    await expect(storage.meter).toHaveAttribute('data-level', 'warn');
    await expect(storage.use.getByRole('alert')).toContainText('60%を超えました');
    expect(await storage.units('foreign')).toBeGreaterThan(QUOTA / 2);
    await storage.use.getByRole('button', { name: '終わった案件を移す' }).click();
    await expect(storage.archive.getByRole('heading')).toBeFocused();
    await storage.close();
    await storage.fullNotice().getByRole('button', { name: '閉じる' }).click();
    await expect(storage.fullNotice()).toHaveCount(0);

    await storage.fill(0.87);
    await storage.open();
    await expect(storage.meter).toHaveAttribute('data-level', 'strong');
    await storage.close();
    await expect(storage.fullNotice()).toContainText('85%以上');
  });
});

test.describe('終わった案件', () => {
  test('ファイルに書き出し、確かめてからボードから外し、元に戻せる', async ({ board, storage }) => {
    await board.page.clock.setFixedTime(MORNING);
    await board.load([engagement('進行中'), closed('完了した案件'), closed('中止した案件', 'cancelled'), closed('残す案件')]);
    const before = await board.contents();
    await storage.open();
    const boxes = storage.archive.getByRole('checkbox');
    await expect(boxes).toHaveCount(3);
    for (const box of await boxes.all()) await expect(box).toBeChecked();
    await storage.archive.getByRole('checkbox', { name: '残す案件' }).uncheck();
    const { name, json } = await storage.download(storage.archive.getByRole('button', { name: '2件をファイルに書き出す' }));
    expect(name).toBe('irai-board-archive-20261124-0900.json');
    expect(json.board.engagements.map((one) => one.title).sort()).toEqual(['中止した案件', '完了した案件']);

    // Nothing is gone before the person says that the file is there.
    await storage.close();
    expect(await board.contents()).toEqual(before);
    await storage.open();
    await storage.archive.getByRole('checkbox', { name: '残す案件' }).uncheck();
    await storage.download(storage.archive.getByRole('button', { name: '2件をファイルに書き出す' }));
    await storage.archive.getByRole('button', { name: 'ファイルを確かめたので、ボードから外す' }).click();
    await expect(boxes).toHaveCount(1);
    await storage.close();
    const titles = async () => (await board.contents()).engagements.map((one) => one.title).sort();
    expect(await titles()).toEqual(['残す案件', '進行中']);

    await expect(board.undoButton).toHaveAccessibleName(/終わった案件をファイルへ移動\(2件\)/);
    await board.undo();
    expect(await board.contents()).toEqual(before);
    await board.redo();
    await board.import(json);
    expect(await board.contents()).toEqual(before);
  });

  test('外さずに戻ると、何も変わらない', async ({ board, storage }) => {
    await board.load([engagement('進行中'), closed('完了した案件')]);
    const before = await board.contents();
    await storage.open();
    await storage.download(storage.archive.getByRole('button', { name: '1件をファイルに書き出す' }));
    await storage.archive.getByRole('button', { name: '外さずに戻る' }).click();
    await expect(storage.archive.getByRole('checkbox', { name: '完了した案件' })).toBeChecked();
    await storage.archive.getByRole('button', { name: '選択を外す' }).click();
    await expect(storage.archive.getByRole('button', { name: '0件をファイルに書き出す' })).toBeDisabled();
    await storage.close();
    expect(await board.contents()).toEqual(before);
  });
});

test('日ごとの控えは、内容を見てから戻せ、戻したことも元に戻せる', async ({ page }) => {
  const storage = await timed(page);
  const { board } = storage;
  await board.load([engagement('前からの案件'), engagement('変わる案件')]);
  const old = await board.contents();
  await storage.pass(1 * DAY);
  await board.reload();
  await expect(async () => {
    await page.clock.runFor(10_000);
    expect(Object.keys(await board.stored())).toContain('irai-board/day/2026-11-25');
  }).toPass();

  await board.add('今日の案件');
  await board.openCard('変わる案件');
  await board.panel.getByLabel('依頼の目的').fill('今日書いた目的');
  await board.panel.getByLabel('依頼の目的').blur();
  await board.closePanel();
  await board.saved();
  const now = await board.contents();

  await storage.open();
  const day = storage.day('2026年11月25日(水)');
  await expect(day).toContainText('2件');
  const { name, json } = await storage.download(day.getByRole('button', { name: '書き出し' }));
  expect(name).toBe('irai-board-day-20261125.json');
  expect(json.board).toEqual(old);

  await day.getByRole('button', { name: '内容を見る' }).click();
  const row = (title) => storage.preview.getByRole('row').filter({ hasText: title });
  await expect(row('今日の案件')).toContainText('なくなる');
  await expect(row('変わる案件')).toContainText('この日の内容に戻る');
  await expect(row('前からの案件')).toHaveCount(0);
  // Back to the list, where one was, and nothing has changed.
  await storage.preview.getByRole('button', { name: '戻る' }).click();
  await expect(day.getByRole('button', { name: '内容を見る' })).toBeFocused();
  await day.getByRole('button', { name: '内容を見る' }).click();
  await storage.preview.getByRole('button', { name: 'この状態に戻す' }).click();
  await expect(board.titlesIn('clarify')).toHaveText(['前からの案件', '変わる案件']);
  expect(await board.contents()).toEqual(old);

  await expect(board.undoButton).toHaveAccessibleName(/2026年11月25日\(水\)の復元/);
  await board.undo();
  expect(await board.contents()).toEqual(now);
  // A copy of the board from before is kept as well.
  await board.openMenu();
  await expect(board.menu.getByRole('menuitem', { name: '読み込み前の控えを書き出す' })).toBeVisible();
});

test.describe('書き出しのお知らせ', () => {
  test('最後の書き出しから8日で知らせ、それより前には知らせず、書き出すと消える', async ({ page }) => {
    const storage = await timed(page);
    const { board } = storage;
    await board.load([engagement('経理')]);
    await board.export();
    await board.add('そのあとの案件');
    await board.saved();
    await storage.pass(6 * DAY);
    await expect(storage.reminder()).toHaveCount(0);
    await storage.pass(2 * DAY);
    await expect(storage.reminder()).toContainText('最後の書き出しは8日前(11月24日(火))です。それから1件の変更があります。');
    await storage.reminder().getByRole('button', { name: 'あとで(1日)' }).click();
    await expect(storage.reminder()).toHaveCount(0);
    await storage.pass(1 * DAY);
    await expect(storage.reminder()).toBeVisible();
    const { json } = await storage.download(storage.reminder().getByRole('button', { name: '書き出し' }));
    expect(json.board.engagements).toHaveLength(2);
    await expect(storage.reminder()).toHaveCount(0);
    await board.reload();
    await storage.open();
    await expect(storage.backup).toContainText('今日');
    await expect(storage.backup).toContainText('0件');
    await storage.close();
    // Nothing has changed since: there is nothing to back up.
    await storage.pass(10 * DAY);
    await expect(storage.reminder()).toHaveCount(0);
  });

  test('間隔は選べ、次に開いたときも同じで、「なし」なら知らせない', async ({ page }) => {
    const storage = await timed(page);
    const { board } = storage;
    await board.load([engagement('経理')]);
    await board.export();
    await board.add('そのあとの案件');
    await storage.open();
    await storage.backup.getByRole('radio', { name: '毎日' }).check();
    await storage.close();
    await storage.pass(1 * DAY);
    await expect(storage.reminder()).toBeVisible();
    await board.reload();
    await expect(storage.reminder()).toBeVisible();
    await storage.open();
    await expect(storage.backup.getByRole('radio', { name: '毎日' })).toBeChecked();
    await storage.backup.getByRole('radio', { name: 'なし' }).check();
    await storage.close();
    await storage.pass(37 * DAY);
    await expect(storage.reminder()).toHaveCount(0);
  });

  test('見本だけのボードでは知らせない', async ({ page }) => {
    const storage = await timed(page);
    const { board } = storage;
    await page.getByRole('button', { name: 'サンプルを読み込む' }).click();
    await expect(board.cards).toHaveCount(3);
    await board.export();
    await board.openCard((await board.cards.first().getByRole('heading').innerText()).trim());
    await board.panel.getByLabel('担当者').fill('田中');
    await board.panel.getByLabel('担当者').blur();
    await board.closePanel();
    await board.saved();
    await storage.pass(10 * DAY);
    await expect(storage.reminder()).toHaveCount(0);
    await board.add('自分の案件');
    await expect(storage.reminder()).toBeVisible();
  });
});

test.describe('自動の書き出し', () => {
  test('選んだファイルに、すぐ、5分ごとに、ページを離れるときに書き、次に開いたときも続く', async ({ page }) => {
    await StoragePage.withFilePicker(page);
    const storage = await timed(page);
    const { board } = storage;
    await board.load([engagement('経理')]);
    await storage.open();
    await storage.chooseFile();
    await expect.poll(() => storage.titlesInFile()).toEqual(['経理']);
    await expect(storage.backup).toContainText('許可されています');
    await storage.close();

    await board.add('採用');
    await board.saved();
    await storage.pass(1 * MINUTE);
    expect(await storage.titlesInFile()).toEqual(['経理']);
    await storage.pass(4 * MINUTE);
    await expect.poll(() => storage.titlesInFile()).toEqual(['経理', '採用']);

    await board.add('総務');
    await board.saved();
    await storage.hide();
    await expect.poll(() => storage.titlesInFile()).toEqual(['経理', '採用', '総務']);

    await board.reload();
    await storage.open();
    await expect(storage.backup).toContainText('irai-board-backup.json');
    await storage.close();
    await board.add('法務');
    await storage.open();
    await storage.backup.getByRole('button', { name: 'いま書き出す' }).click();
    await expect.poll(() => storage.titlesInFile()).toEqual(['経理', '採用', '総務', '法務']);
    await expect(storage.backup).toContainText('0件');

    await storage.backup.getByRole('button', { name: '自動の書き出しをやめる' }).click();
    await expect(storage.chooseFileButton()).toBeVisible();
    await storage.close();
    await board.reload();
    await storage.open();
    await expect(storage.chooseFileButton()).toBeVisible();
  });

  test('書けなければ一度だけ知らせ、また書けるようになれば続ける', async ({ page }) => {
    await StoragePage.withFilePicker(page);
    const storage = await timed(page);
    const { board } = storage;
    await board.load([engagement('経理')]);
    await storage.open();
    await storage.chooseFile();
    await expect.poll(() => storage.titlesInFile()).toEqual(['経理']);
    await storage.close();
    await storage.breakFile(true);
    await board.add('採用');
    await board.saved();
    const notice = board.notices.filter({ hasText: '「irai-board-backup.json」に書き出せませんでした' });
    await storage.pass(5 * MINUTE);
    await expect(notice).toBeVisible();
    await notice.getByRole('button', { name: '閉じる' }).click();
    await board.add('総務');
    await board.saved();
    await storage.pass(5 * MINUTE);
    await storage.pass(5 * MINUTE);
    await expect(notice).toHaveCount(0);
    expect(await storage.titlesInFile()).toEqual(['経理']);

    await storage.breakFile(false);
    await storage.pass(5 * MINUTE);
    await expect.poll(() => storage.titlesInFile()).toEqual(['経理', '採用', '総務']);
  });

  test('選べないブラウザーでは、そう言い、書き出しを勧める', async ({ page }) => {
    await page.addInitScript(() => delete window.showSaveFilePicker);
    const board = new BoardPage(page);
    await board.open();
    const storage = new StoragePage(board);
    await storage.open();
    await expect(storage.backup).toContainText('自動の書き込みに対応していません');
    await expect(storage.chooseFileButton()).toHaveCount(0);
  });
});

test('読み取れなかった記録は、数を言い、1つのファイルに書き出せる', async ({ board, storage }) => {
  await board.load([engagement('経理')]);
  await storage.open();
  await expect(storage.raw).not.toContainText('読み取れなかった記録');
  const raw = await storage.download(storage.raw.getByRole('button', { name: '保存データをそのまま書き出す' }));
  expect(Object.keys(raw.json).every((key) => key.startsWith('irai-board/'))).toBe(true);
  await storage.close();
  await board.page.evaluate(() => localStorage.setItem('irai-board/r/1/9999', '壊れた記録'));
  await board.reload();
  await storage.open();
  await expect(storage.raw).toContainText('読み取れなかった記録が1件あります');
  const all = await storage.download(storage.raw.getByRole('button', { name: 'すべてを1つのファイルに書き出す' }));
  expect(all.json.map((one) => one.text)).toEqual(['壊れた記録']);
  await storage.raw.getByRole('button', { name: '取り分けた記録を見る' }).click();
  await expect(board.dialog).toHaveAccessibleName('取り分けた記録');
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(colorScheme === 'light' ? '明るい画面' : '暗い画面', () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    for (const [name, viewport] of [['机', { width: 1440, height: 900 }], ['電話', { width: 390, height: 844 }]]) {
      test(`${name}の大きさで、妨げがなく、はみ出さない`, async ({ board, storage }) => {
        await board.import(file([engagement('経理'), closed('経理部の請求書発行と入金消込、および月次の締め作業に関する証憑の確認'), closed('採用')]));
        await board.page.setViewportSize(viewport);
        await storage.fill(0.62);
        await board.reload();
        await storage.open();
        await expect(storage.use.getByRole('alert')).toBeVisible();
        const check = async () => (await new AxeBuilder({ page: board.page }).include('dialog').analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))]);
        expect(await check()).toEqual([]);
        const body = storage.dialog.locator('.dialog__body');
        expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
        await storage.download(storage.archive.getByRole('button', { name: '2件をファイルに書き出す' }));
        expect(await check()).toEqual([]);
      });
    }
  });
}
