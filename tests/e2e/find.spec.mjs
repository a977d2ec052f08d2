import { AxeBuilder } from '@axe-core/playwright';
import { STAGES, brief, companies, engagement, id, rank } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';
import { FindPage, composer } from './pages/find.mjs';
import { PanelPage } from './pages/panel.mjs';
import { SettingsPage } from './pages/settings.mjs';

/** Five engagements that differ in what a filter asks for. */
const different = () => [
  engagement('経理の代行', 'clarify', { owner: '佐藤', labels: ['経理', '急ぎ'], clarify: brief({ purpose: '月末の締めを早く終える' }) }),
  engagement('採用の補助', 'clarify', { owner: '佐藤', labels: ['採用'] }),
  engagement('請求書の発行', 'select', { owner: '鈴木', labels: ['経理'], priority: 'high', met: true, ...companies(['みなとｶﾌﾞｼｷ会社', 'ひばり', 'あさひ']) }),
  engagement('議事録の作成', 'start', { owner: '', status: 'on_hold', status_reason: '予算待ち' }),
  engagement('出張の手配', 'review', { owner: '田中', due: '2020-01-06' }),
];

test('かぶしきと打つと半角カナのカードが残り、どこで見つかったかに印がつく', async ({ board }) => {
  await board.load(different());
  const find = new FindPage(board);
  await board.page.keyboard.press('/');
  await expect(find.words).toBeFocused();
  await board.page.keyboard.type('かぶしき');
  await expect(find.shown).toHaveCount(1);
  await expect(find.hit('請求書の発行')).toHaveText(/会社名.*みなとｶﾌﾞｼｷ会社/);
  await expect(find.marked('請求書の発行')).toHaveText('ｶﾌﾞｼｷ');
  await expect(find.count).toHaveText('5件中1件');
  await expect(find.sums('clarify')).toContainText('0 / 2');
  await expect(board.column('clarify')).toContainText('絞り込みに合う案件はありません');
  // Words in any field, in any order; a phrase as it stands.
  await find.words.fill('締め　ＫＥＩＲＩ');
  await expect(find.shown).toHaveCount(0);
  await expect(find.bar).toContainText('絞り込みに合う案件はありません。');
  await find.words.fill('早く 経理');
  await expect(find.titlesIn('clarify')).toHaveText(['経理の代行']);
  await find.words.fill('担当:佐藤');
  await expect(find.titlesIn('clarify')).toHaveText(['経理の代行', '採用の補助']);
  // Enter goes to the first card; from there the arrows pass over what is hidden.
  await find.words.fill('経理');
  await find.words.press('Enter');
  await expect(board.card('経理の代行')).toBeFocused();
  await board.page.keyboard.press('ArrowDown');
  await expect(board.card('経理の代行')).toBeFocused();
  // Esc empties the words, then puts the bar away.
  await board.page.keyboard.press('/');
  await expect(find.words).toBeFocused();
  await board.page.keyboard.press('Escape');
  await expect(find.words).toHaveValue('');
  await expect(find.shown).toHaveCount(5);
  await board.page.keyboard.press('Escape');
  await expect(find.bar).toHaveCount(0);
  await expect(find.button).toBeFocused();
});

test('条件は番地に残り、開き直しても、戻るでも、送った相手にも同じになる', async ({ board, context }) => {
  await board.load(different());
  const find = new FindPage(board);
  await board.page.keyboard.press('f');
  await find.add('ラベル', '経理');
  await expect(find.shown).toHaveCount(2);
  await find.add('担当者', '佐藤');
  await expect(find.shown).toHaveCount(1);
  await expect(find.button).toHaveAccessibleName(/^絞り込み\s*2\s*件の条件$/);
  expect(await find.address()).toBe('#board?label=経理&owner=佐藤');
  // Typing takes the place of the address; a condition is a step of its own.
  await find.words.fill('締め');
  await expect.poll(() => find.address()).toBe('#board?q=締め&label=経理&owner=佐藤');
  await board.reload();
  await expect(find.words).toHaveValue('締め');
  await expect(find.shown).toHaveCount(1);
  await expect(find.chip('担当者：佐藤')).toBeVisible();
  const url = board.page.url();
  await board.saved();
  // In a page that was not there before: the board is the browser's, the filter the address's.
  const other = new BoardPage(await context.newPage());
  await other.page.goto(url);
  await other.ready();
  const found = new FindPage(other);
  await expect(found.shown).toHaveCount(1);
  await expect(found.titlesIn('clarify')).toHaveText(['経理の代行']);
  await expect(found.chips).toHaveCount(2);
  await other.page.close();
  // The links to other screens and back keep it.
  await board.page.keyboard.press('2');
  await expect(board.page.getByRole('link', { name: '今日' })).toHaveAttribute('aria-current', 'page');
  await board.page.getByRole('link', { name: 'ボード' }).click();
  await expect(find.shown).toHaveCount(1);
  await find.clear();
  await expect(find.shown).toHaveCount(5);
  expect(await find.address()).toBe('#board');
  await board.page.goBack();
  await expect(find.shown).toHaveCount(1);
  await expect(find.words).toHaveValue('締め');
  await board.page.goForward();
  await expect(find.shown).toHaveCount(5);
});

test('段階・優先度・状態・期日・会社・担当者なしで絞り込める', async ({ board }) => {
  await board.load(different());
  const find = new FindPage(board);
  await find.open();
  for (const [kind, value, title] of [
    ['優先度', '高', '請求書の発行'],
    ['状態', '保留', '議事録の作成'],
    ['期日', '期限切れ', '出張の手配'],
    ['会社', 'みなとｶﾌﾞｼｷ会社', '請求書の発行'],
    ['担当者', '担当者なし', '議事録の作成'],
    ['段階', '定例会議', '出張の手配'],
  ]) {
    await find.add(kind, value);
    await expect(find.shown, kind).toHaveCount(1);
    await expect(board.card(title), kind).toBeVisible();
    await find.chip(`${kind}：${value}`).click();
    await expect(find.shown, kind).toHaveCount(5);
  }
});

test('隠れたカードがあっても、動かした順番は見えているとおりになる', async ({ board }) => {
  const label = (shown) => ({ labels: shown ? ['見える'] : [], met: true });
  const cards = ['一', '隠れ一', '二', '隠れ二', '三'].map((title, index) => engagement(title, 'clarify', { ...label(!title.startsWith('隠')), rank: rank(index) }));
  cards.push(engagement('隣', 'select', { ...label(true), rank: rank(9) }));
  await board.load(cards);
  const find = new FindPage(board);
  await find.open();
  await find.add('ラベル', '見える');
  await expect(find.titlesIn('clarify')).toHaveText(['一', '二', '三']);
  await board.card('三').focus();
  await board.page.keyboard.press('Alt+ArrowUp');
  await expect(find.titlesIn('clarify')).toHaveText(['一', '三', '二']);
  await board.page.keyboard.press('Alt+ArrowDown');
  await expect(find.titlesIn('clarify')).toHaveText(['一', '二', '三']);
  await board.drag('一', 'clarify', 560);
  await expect(find.titlesIn('clarify')).toHaveText(['二', '三', '一']);
  await board.drag('一', 'select');
  await expect(find.titlesIn('select')).toHaveText(['隣', '一']);
  // What is added outside of the filter is said to be out of sight.
  await board.quickAdd('clarify').fill('新しい');
  await board.quickAdd('clarify').press('Enter');
  await expect(board.toasts.filter({ hasText: '絞り込みには当てはまらない' })).toBeVisible();
  await find.clear();
  await expect(board.titlesIn('clarify')).toHaveText(['隠れ一', '二', '三', '隠れ二', '新しい']);
});

test('絞り込みに名前を付けて保存し、選び、名前を変え、削除し、元に戻せる', async ({ board }) => {
  await board.load(different());
  const find = new FindPage(board);
  await find.open();
  await find.add('ラベル', '経理');
  await find.save('経理の案件');
  await expect(find.saved('経理の案件')).toHaveAttribute('aria-pressed', 'true');
  const [view] = (await board.contents()).settings.views;
  expect(view).toMatchObject({ name: '経理の案件', query: 'label=%E7%B5%8C%E7%90%86' });
  await board.undo();
  await expect(find.saved('経理の案件')).toHaveCount(0);
  await board.redo();
  await find.clear();
  await board.saved();
  await board.reload();
  await find.open();
  await find.saved('経理の案件').click();
  await expect(find.shown).toHaveCount(2);
  expect(await find.address()).toBe('#board?label=経理');
  await find.openViews();
  const name = find.views.getByLabel('「経理の案件」の名前');
  await name.fill('お金');
  await name.press('Enter');
  await expect(find.views.getByLabel('「お金」の名前')).toBeVisible();
  await find.views.getByRole('button', { name: '「お金」を削除' }).click();
  await expect(find.views.getByRole('listitem')).toHaveCount(0);
  await find.views.getByRole('button', { name: '元に戻す' }).click();
  await expect(find.views.getByLabel('「お金」の名前')).toBeVisible();
  await find.closeDialog(find.views);
  await expect(find.saved('お金')).toBeVisible();
  await board.undo();
  await expect(find.saved('経理の案件')).toBeVisible();
});

test('検索と操作は、キーボードだけで案件を開き、操作を選べる', async ({ board }) => {
  await board.load(different());
  const find = new FindPage(board);
  await board.card('経理の代行').focus();
  await find.openPalette();
  // At rest: what can be done. The arrows go round.
  await expect(find.line).toHaveAttribute('aria-activedescendant', 'palette-0');
  await find.line.press('ArrowUp');
  await expect(find.active).toContainText('English');
  await find.line.press('Home');
  await expect(find.active).toContainText('新しい案件');
  await find.line.press('Escape');
  await expect(find.palette).toHaveCount(0);
  await expect(board.card('経理の代行')).toBeFocused();
  // By title, by company, by a word inside.
  await find.run('議事録', '議事録の作成');
  await expect(board.panel).toHaveAccessibleName('案件「議事録の作成」');
  await find.run('かぶしき', '請求書の発行');
  await expect(board.panel).toHaveAccessibleName('案件「請求書の発行」');
  await find.openPalette();
  await find.line.fill('月末の締め');
  await expect(find.options.first()).toContainText('依頼の目的');
  await expect(find.options.first().locator('mark')).toHaveText('月末の締め');
  await find.line.press('Escape');
  // On the open engagement.
  await find.run('次の段階', '次の段階へ：問い合わせ・見積もり取得');
  await expect(board.titlesIn('quote')).toHaveText(['請求書の発行']);
  await find.run('もとにもどす', '元に戻す');
  await expect(board.titlesIn('select')).toHaveText(['請求書の発行']);
  await find.run('依頼書', '書類：依頼書');
  await expect(board.page.getByRole('dialog', { name: '依頼書' })).toBeVisible();
  await board.page.keyboard.press('Escape');
  await expect(board.dialog).toHaveCount(0);
  // With the page: another dialog, a screen, a theme. What was used last is offered first.
  await find.run('せってい', '設定…');
  await expect(board.page.getByRole('dialog', { name: '設定' })).toBeVisible();
  await board.page.keyboard.press('Escape');
  await expect(board.dialog).toHaveCount(0);
  await find.run('画面 カレンダー', '画面：カレンダー');
  expect(await find.address()).toBe('#calendar');
  await find.run('ダーク', 'テーマ：暗い');
  await expect(board.html).toHaveAttribute('data-theme', 'dark');
  await find.openPalette();
  await expect(find.options.nth(0)).toContainText('テーマ：暗い');
  await expect(find.options.nth(1)).toContainText('画面：カレンダー');
});

test('検索と操作では、変換中のEnterは何も実行しない', async ({ board }) => {
  await board.load(different());
  const find = new FindPage(board);
  const ime = await composer(board.page);
  await find.openPalette();
  await ime.compose('けいり');
  await ime.enter();
  await expect(find.palette).toBeVisible();
  await expect(board.panel).toHaveCount(0);
  await ime.confirm('経理');
  await expect(find.line).toHaveValue('経理');
  await ime.enter();
  await expect(find.palette).toBeVisible();
  await find.line.press('Enter');
  await expect(board.panel).toHaveAccessibleName('案件「経理の代行」');
  // Nor does the search take half a word.
  await board.closePanel();
  await board.page.keyboard.press('/');
  await ime.compose('けい');
  await expect(find.shown).toHaveCount(5);
  await ime.confirm('採用');
  await expect(find.shown).toHaveCount(1);
});

test('ショートカットの一覧は働くキーを並べ、1文字のキーは設定で切れる', async ({ board }) => {
  await board.load(different());
  const find = new FindPage(board);
  await board.page.keyboard.press('?');
  await expect(find.shortcuts).toBeVisible();
  for (const [group, what, keys] of [
    ['全体', '検索と操作', ['Ctrl', 'K']],
    ['全体', 'やり直す', ['Ctrl', 'Shift', 'Z', 'Ctrl', 'Y']],
    ['ボード', '新しい案件', ['N']],
    ['ボード', '言葉で探す', ['/']],
    ['選んでいるカード', '移動…', ['M']],
    ['パネル', 'パネルを閉じる', ['Esc']],
  ]) {
    await expect(find.keysOf(group, what), what).toHaveText(keys);
  }
  await board.page.keyboard.press('f');
  await expect(find.bar).toHaveCount(0);
  await find.closeDialog(find.shortcuts);
  // Not in a text, and not with another key.
  await board.quickAdd('clarify').focus();
  await board.page.keyboard.type('f/n2?');
  await expect(board.quickAdd('clarify')).toHaveValue('f/n2?');
  await expect(find.bar).toHaveCount(0);
  await board.quickAdd('clarify').fill('');
  await board.card('経理の代行').focus();
  await board.page.keyboard.press('Alt+f');
  await expect(find.bar).toHaveCount(0);
  const settings = new SettingsPage(board);
  await settings.open();
  await settings.dialog.getByRole('checkbox', { name: /^1文字のショートカットを使う/ }).uncheck();
  await settings.close();
  await board.card('経理の代行').focus();
  for (const key of ['f', '/', 'n', '2', '?']) await board.page.keyboard.press(key);
  await expect(find.bar).toHaveCount(0);
  await expect(find.shortcuts).toHaveCount(0);
  await expect(board.card('経理の代行')).toBeFocused();
  // Those of a card in focus, and those with Ctrl, stay.
  await board.page.keyboard.press('m');
  await expect(board.page.getByRole('dialog')).toBeVisible();
  await board.page.keyboard.press('Escape');
  await board.reload();
  await board.card('経理の代行').focus();
  await board.page.keyboard.press('f');
  await expect(find.bar).toHaveCount(0);
  await find.openPalette();
});

test('編集すると、検索の結果もすぐに変わる', async ({ board }) => {
  await board.load(different());
  const find = new FindPage(board);
  await find.open();
  await find.words.fill('棚卸し');
  await expect(find.shown).toHaveCount(0);
  await find.words.fill('');
  await board.openCard('採用の補助');
  const panel = new PanelPage(board);
  await (await panel.stage('clarify')).enter('依頼の目的', '棚卸しの準備');
  await board.closePanel();
  await find.words.fill('たなおろし');
  await expect(find.shown).toHaveCount(0);
  await find.words.fill('棚卸し');
  await expect(find.titlesIn('clarify')).toHaveText(['採用の補助']);
  await board.undo();
  await expect(find.shown).toHaveCount(0);
});

test('300件でも、打つそばから絞り込まれる', async ({ board }) => {
  const all = Array.from({ length: 300 }, (_, index) =>
    engagement(`案件 ${index + 1}`, STAGES[index % 4], { rank: rank(index), met: true, labels: [index % 10 === 0 ? '経理' : '総務'], id: id() }),
  );
  await board.load(all);
  const find = new FindPage(board);
  await find.open();
  await find.words.pressSequentially('案件 30');
  // 案件 30, 130, 230 and 300.
  await expect(find.count).toHaveText('300件中4件');
  await expect(find.shown).toHaveCount(4);
  await find.clear();
  await find.add('ラベル', '経理');
  await expect(find.count).toHaveText('300件中30件');
  await find.openPalette();
  await find.line.fill('案件');
  await expect(find.options).toHaveCount(50);
  await find.line.fill('案件 299');
  await find.line.press('Enter');
  await expect(board.panel).toHaveAccessibleName('案件「案件 299」');
});

test('絞り込みの欄、検索と操作、ショートカットの一覧に、使えない人を作る誤りがない', async ({ board }) => {
  const barriers = async () => {
    const { violations } = await new AxeBuilder({ page: board.page }).analyze();
    return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  };
  await board.load(different());
  const find = new FindPage(board);
  for (const scheme of ['light', 'dark']) {
    await board.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await board.page.keyboard.press('/');
    await find.words.fill('かぶしき');
    await find.add('ラベル', '経理');
    expect.soft(await barriers(), scheme).toEqual([]);
    await find.openPalette();
    await find.line.fill('経理');
    expect.soft(await barriers(), scheme).toEqual([]);
    await board.page.keyboard.press('Escape');
    await find.clear();
    await board.card('経理の代行').focus();
    await board.page.keyboard.press('?');
    expect.soft(await barriers(), scheme).toEqual([]);
    await find.closeDialog(find.shortcuts);
  }
});
