import { brief, engagement, rank } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { finger } from './pages/phone.mjs';

const READY = 'そろった経理';
const BARE = '書きかけの総務';

/** One card whose gate is met and one whose gate is not, in the first column. */
const two = () => [engagement(READY, 'clarify', { met: true }), engagement(BARE)];

test.describe('マウス', () => {
  test('条件がそろったカードは、運んだ列に移る', async ({ board }) => {
    await board.load(two());
    await board.drag(READY, 'select');
    await expect(board.cardsIn('select')).toHaveCount(1);
    await expect(board.dialog).toHaveCount(0);
    await expect(board.card(READY)).toBeVisible();
    await expect(board.undoButton).toHaveAccessibleName(`「案件『${READY}』を依頼先選定へ移動」を元に戻す`);
    await board.saved();
    await board.reload();
    await expect(board.titlesIn('select')).toHaveText([READY]);
  });

  test('運んでいる間、列は条件がそろっているかを示す', async ({ board }) => {
    await board.load(two());
    await board.take(READY);
    await board.carryTo('clarify');
    await expect(board.column('clarify')).toHaveAttribute('data-gate', 'same');
    await board.carryTo('select');
    await expect(board.column('select')).toHaveAttribute('data-gate', 'met');
    await expect(board.column('select')).toContainText('条件を満たしています');
    await board.carryTo('quote');
    await expect(board.column('quote')).toHaveAttribute('data-gate', 'missing');
    await expect(board.column('select')).not.toHaveAttribute('data-gate', /./);
    await board.carryTo('contract');
    await expect(board.column('contract')).toHaveAttribute('data-gate', 'blocked');
    await board.page.keyboard.press('Escape');
    await expect(board.inHand).toHaveCount(0);
    await board.page.mouse.up();
    await expect(board.titlesIn('clarify')).toHaveText([READY, BARE]);
  });

  test('足りないカードは、足りない項目だけを尋ね、Escでは何も変わらない', async ({ board }) => {
    await board.load(two());
    const before = await board.contents();
    await board.drag(BARE, 'select');
    await expect(board.dialog).toBeVisible();
    await expect(board.dialog.getByLabel('依頼の目的')).toBeVisible();
    await expect(board.dialog.getByRole('group', { name: '成功の基準' }).first()).toBeVisible();
    await expect(board.dialog.getByRole('group', { name: '依頼したい業務と月の時間' })).toBeVisible();
    // Nothing that is not asked for: what the gate of the next stage wants, what is no condition.
    await expect(board.dialog.getByLabel('現状の課題')).toHaveCount(0);
    await expect(board.dialog.getByLabel('会社名')).toHaveCount(0);
    await board.dialog.getByLabel('依頼の目的').fill('書いたが、やめる');
    await board.page.keyboard.press('Escape');
    await expect(board.dialog).toHaveCount(0);
    expect(await board.contents()).toEqual(before);
    await expect(board.titlesIn('clarify')).toHaveText([READY, BARE]);
  });

  test('一部だけ足りないときは、その項目しか出ない', async ({ board }) => {
    await board.load([engagement('目的だけ空', 'clarify', { clarify: brief({ purpose: '' }) })]);
    await board.drag('目的だけ空', 'select');
    await expect(board.dialog.getByRole('textbox')).toHaveCount(1);
    await expect(board.dialog.getByLabel('依頼の目的')).toBeVisible();
    await expect(board.dialog.getByRole('textbox', { name: '理由' })).toBeHidden();
  });

  test('埋めて移るのは、1回で元に戻せる1つの手順', async ({ board }) => {
    await board.load(two());
    const before = await board.contents();
    await board.drag(BARE, 'select');
    const tasks = board.dialog.getByRole('group', { name: '依頼したい業務と月の時間' });
    await tasks.getByRole('textbox', { name: '依頼したい業務を追加' }).fill('備品の発注');
    await tasks.getByRole('textbox', { name: '依頼したい業務を追加' }).press('Enter');
    await tasks.getByLabel('月の時間').fill('10');
    await board.dialog.getByLabel('依頼の目的').fill('総務の手を空ける');
    await board.dialog.getByRole('textbox', { name: '成功の基準を追加' }).fill('発注漏れがない');
    await board.dialog.getByRole('textbox', { name: '成功の基準を追加' }).press('Enter');
    await board.dialog.getByRole('button', { name: '依頼先選定へ進む' }).click();

    await expect(board.dialog).toHaveCount(0);
    await expect(board.titlesIn('select')).toHaveText([BARE]);
    await expect(board.card(BARE)).toBeFocused();
    await expect(board.undoButton).toHaveAccessibleName(`「案件『${BARE}』を依頼先選定へ移動」を元に戻す`);
    const after = await board.contents();
    const moved = after.engagements.find((one) => one.title === BARE);
    expect(moved.clarify.purpose).toBe('総務の手を空ける');
    expect(moved.clarify.tasks[0]).toMatchObject({ name: '備品の発注', hours: 600 });

    await board.undo();
    expect(await board.contents()).toEqual(before);
    await board.redo();
    expect(await board.contents()).toEqual(after);
  });

  test('足りないまま進もうとすると、何が足りないかを言う', async ({ board }) => {
    await board.load(two());
    await board.drag(BARE, 'select');
    await board.dialog.getByLabel('依頼の目的').fill('総務の手を空ける');
    await board.dialog.getByRole('button', { name: '依頼先選定へ進む' }).click();
    await expect(board.dialog.getByRole('alert')).toContainText('業務と月の時間');
    await expect(board.dialog.getByRole('alert')).toContainText('成功の基準');
    await expect(board.dialog.getByRole('alert')).not.toContainText('依頼の目的');
    await expect(board.titlesIn('select')).toHaveCount(0);
  });

  test('理由を書けば足りないまま進め、理由は履歴に残る', async ({ board }) => {
    await board.load(two());
    await board.drag(BARE, 'select');
    await board.dialog.getByText('理由を書いて進む').click();
    const go = board.dialog.getByRole('button', { name: '足りないまま進む' });
    await go.click();
    await expect(board.dialog.getByRole('alert')).toHaveText('理由を書いてください。');
    await board.dialog.getByRole('textbox', { name: '理由' }).fill('先に会社を探す');
    await go.click();
    await expect(board.titlesIn('select')).toHaveText([BARE]);
    await board.openCard(BARE);
    await board.panel.getByRole('button', { name: /^履歴/ }).click();
    await expect(board.panel.locator('[data-section="history"]')).toContainText('先に会社を探す');
    await expect(board.panel.locator('[data-section="history"]')).toContainText('依頼の目的が未記入');
  });

  test('列の中で上下に並べ替えられ、再読み込みしても同じ順', async ({ board }) => {
    await board.load(['一', '二', '三'].map((title) => engagement(title)));
    const first = await board.card('一').boundingBox();
    const column = await board.column('clarify').boundingBox();
    await board.drag('三', 'clarify', first.y - column.y + 4);
    await expect(board.titlesIn('clarify')).toHaveText(['三', '一', '二']);
    await expect(board.undoButton).toHaveAccessibleName('「案件『三』の並べ替え」を元に戻す');
    await board.saved();
    await board.reload();
    await expect(board.titlesIn('clarify')).toHaveText(['三', '一', '二']);
  });

  test('動かさずに離せば、開くだけ', async ({ board }) => {
    await board.load(two());
    await board.openCard(READY);
    await expect(board.titlesIn('clarify')).toHaveText([READY, BARE]);
    await expect(board.undoButton).toHaveAccessibleName(/ファイルの読み込み/);
  });

  test('空のたたんだ列の上に運ぶと列が開き、そこへ置ける', async ({ board }) => {
    const selected = engagement('選定を終えた案件', 'select', { met: true });
    selected.irregular = { weekend: 'no', fluctuation: 'no', other: 'no' };
    await board.load([selected, engagement('別件')]);
    for (const stage of ['meet', 'contract']) await expect(board.column(stage)).toHaveAttribute('data-rail', 'empty');
    await board.take('別件');
    await board.carryTo('contract');
    await expect(board.column('contract').getByRole('heading', { name: '契約' })).toBeVisible();
    await board.page.keyboard.press('Escape');
    await board.page.mouse.up();
    await expect(board.column('contract').getByRole('heading', { name: '契約' })).toBeHidden();
    // The button that goes up after the card was given up presses nothing.
    await expect(board.panel).toHaveCount(0);

    await board.drag('選定を終えた案件', 'meet');
    await expect(board.titlesIn('meet')).toHaveText(['選定を終えた案件']);
    await expect(board.card('選定を終えた案件')).toBeVisible();
  });
});

test.describe('指', () => {
  test.use({ hasTouch: true });

  test('長く押さえるとカードを持ち、運んだ列に移る', async ({ board }) => {
    await board.load(two());
    const touch = await finger(board.page);
    const from = await board.centre(board.card(READY).getByRole('heading'));
    const column = await board.column('select').boundingBox();
    const to = { x: column.x + column.width / 2, y: column.y + 300 };
    await touch.down(from);
    await expect(board.inHand).toBeVisible();
    await touch.move(from, to);
    await expect(board.column('select')).toHaveAttribute('data-gate', 'met');
    await touch.up();
    await expect(board.titlesIn('select')).toHaveText([READY]);
    await expect(board.panel).toHaveCount(0);
  });

  test('長く押さえて足りない列に運ぶと、足りない項目を尋ねる', async ({ board }) => {
    await board.load(two());
    const touch = await finger(board.page);
    const from = await board.centre(board.card(BARE).getByRole('heading'));
    const column = await board.column('select').boundingBox();
    await touch.down(from);
    await expect(board.inHand).toBeVisible();
    await touch.move(from, { x: column.x + column.width / 2, y: column.y + 300 });
    await expect(board.column('select')).toHaveAttribute('data-gate', 'missing');
    await touch.up();
    await expect(board.dialog.getByLabel('依頼の目的')).toBeVisible();
  });

  test('押さえきる前のスワイプは列を送るだけで、カードは動かない', async ({ board }) => {
    await board.page.setViewportSize({ width: 390, height: 844 });
    await board.load(two());
    const before = await board.contents();
    const main = board.page.getByRole('main');
    expect(await main.evaluate((element) => element.scrollLeft)).toBe(0);
    const touch = await finger(board.page);
    const from = await board.centre(board.card(READY).getByRole('heading'));
    await touch.down(from);
    await touch.move(from, { x: from.x - 180, y: from.y });
    await touch.up();
    await expect.poll(() => main.evaluate((element) => element.scrollLeft)).toBeGreaterThan(100);
    await expect(board.inHand).toHaveCount(0);
    await expect(board.panel).toHaveCount(0);
    expect(await board.contents()).toEqual(before);
  });

  test('縦のスワイプは列の中を送る', async ({ board }) => {
    await board.page.setViewportSize({ width: 390, height: 844 });
    await board.load(Array.from({ length: 14 }, (_, index) => engagement(`案件${index + 1}`)));
    const list = board.column('clarify').getByRole('list').first();
    const touch = await finger(board.page);
    const from = await board.centre(board.card('案件3').getByRole('heading'));
    await touch.down(from);
    await touch.move(from, { x: from.x, y: from.y - 150 });
    await touch.up();
    await expect.poll(() => list.evaluate((element) => element.scrollTop)).toBeGreaterThan(50);
    await expect(board.titlesIn('clarify').first()).toHaveText('案件1');
  });
});

test.describe('キーボード', () => {
  test('スペースで持ち、矢印で運び、スペースで置く。そのつど読み上げ、焦点はカードに残る', async ({ board }) => {
    await board.load(two());
    await board.card(READY).focus();
    await board.page.keyboard.press('Space');
    await expect(board.live).toContainText(`「${READY}」を持ち上げました`);
    await board.page.keyboard.press('ArrowRight');
    await expect(board.live).toContainText('依頼先選定の1件中1番目。条件を満たしています');
    await expect(board.column('select')).toHaveAttribute('data-gate', 'met');
    await board.page.keyboard.press('Space');
    await expect(board.titlesIn('select')).toHaveText([READY]);
    await expect(board.live).toContainText(`「${READY}」を依頼先選定の1件中1番目へ移動しました`);
    await expect(board.card(READY)).toBeFocused();
  });

  test('Escで取りやめると、何も変わらず焦点はカードに残る', async ({ board }) => {
    await board.load(two());
    const before = await board.contents();
    await board.card(READY).focus();
    await board.page.keyboard.press('Space');
    await board.page.keyboard.press('ArrowRight');
    await board.page.keyboard.press('ArrowRight');
    await expect(board.live).toContainText('問い合わせ・見積もり取得');
    await board.page.keyboard.press('Escape');
    await expect(board.live).toContainText('取りやめました');
    await expect(board.card(READY)).toBeFocused();
    await expect(board.page.locator('[data-over]')).toHaveCount(0);
    expect(await board.contents()).toEqual(before);
  });

  test('足りないまま置くと尋ね、Escで焦点はカードに戻る', async ({ board }) => {
    await board.load(two());
    await board.card(BARE).focus();
    for (const key of ['Space', 'ArrowRight']) await board.page.keyboard.press(key);
    await expect(board.live).toContainText('あと3項目で移せます');
    await board.page.keyboard.press('Space');
    await expect(board.dialog.getByLabel('依頼の目的')).toBeVisible();
    await board.page.keyboard.press('Escape');
    await expect(board.dialog).toHaveCount(0);
    await expect(board.card(BARE)).toBeFocused();
    await expect(board.titlesIn('clarify')).toHaveText([READY, BARE]);
  });

  test('上下の矢印で持ったまま順番を変えられる', async ({ board }) => {
    await board.load(['一', '二', '三'].map((title) => engagement(title)));
    await board.card('三').focus();
    for (const key of ['Space', 'ArrowUp', 'ArrowUp']) await board.page.keyboard.press(key);
    await expect(board.live).toContainText('3件中1番目');
    await board.page.keyboard.press('Space');
    await expect(board.titlesIn('clarify')).toHaveText(['三', '一', '二']);
    await expect(board.card('三')).toBeFocused();
  });

  test('Alt+上下で並べ替え、焦点はカードに残る', async ({ board }) => {
    await board.load(['一', '二', '三'].map((title) => engagement(title)));
    await board.card('一').focus();
    await board.page.keyboard.press('Alt+ArrowDown');
    await expect(board.titlesIn('clarify')).toHaveText(['二', '一', '三']);
    await expect(board.card('一')).toBeFocused();
    await board.page.keyboard.press('Alt+ArrowDown');
    await expect(board.titlesIn('clarify')).toHaveText(['二', '三', '一']);
    await expect(board.live).toContainText('3件中3番目');
    await expect(board.card('一')).toBeFocused();
    await board.page.keyboard.press('Alt+ArrowUp');
    await expect(board.titlesIn('clarify')).toHaveText(['二', '一', '三']);
  });

  test('Mで移動の画面が開き、選んだ段階へ移る', async ({ board }) => {
    await board.load(two());
    await board.card(READY).focus();
    await board.page.keyboard.press('m');
    await expect(board.dialog.getByRole('heading', { name: '案件を移動' })).toBeVisible();
    await expect(board.destination('select')).toBeFocused();
    await expect(board.destination('select')).toContainText('条件を満たしています');
    await expect(board.destination('clarify')).toHaveAttribute('aria-disabled', 'true');
    await board.page.keyboard.press('Enter');
    await expect(board.titlesIn('select')).toHaveText([READY]);
    await expect(board.card(READY)).toBeFocused();
  });

  test('矢印で隣のカードへ移る', async ({ board }) => {
    await board.load([engagement('一'), engagement('二'), engagement('遠く', 'meet')]);
    await board.card('一').focus();
    await board.page.keyboard.press('ArrowDown');
    await expect(board.card('二')).toBeFocused();
    await board.page.keyboard.press('ArrowRight');
    await expect(board.card('遠く')).toBeFocused();
    await board.page.keyboard.press('ArrowLeft');
    await expect(board.card('一')).toBeFocused();
  });
});

test.describe('メニュー', () => {
  test('移動…から9つの段階を選べ、足りないときは尋ねる', async ({ board }) => {
    await board.load(two());
    await board.chooseOnCard(BARE, '移動…');
    await expect(board.dialog.locator('[data-to]')).toHaveCount(9);
    await board.destination('select').click();
    await expect(board.dialog.getByLabel('依頼の目的')).toBeVisible();
    await board.dialog.getByRole('button', { name: 'やめる' }).click();
    await board.moveByMenu(READY, 'select');
    await expect(board.titlesIn('select')).toHaveText([READY]);
  });

  test('戻すときは理由を尋ね、入力は残る', async ({ board }) => {
    await board.load([engagement('見積もり中', 'quote')]);
    await board.moveByMenu('見積もり中', 'clarify');
    await board.dialog.getByRole('button', { name: '依頼内容の明確化へ戻す' }).click();
    await expect(board.dialog.getByRole('alert')).toHaveText('理由を書いてください。');
    await board.dialog.getByRole('textbox', { name: '理由' }).fill('業務を見直す');
    await board.dialog.getByRole('button', { name: '依頼内容の明確化へ戻す' }).click();
    await expect(board.titlesIn('clarify')).toHaveText(['見積もり中']);
    const [one] = (await board.contents()).engagements;
    expect(one.candidates).toHaveLength(3);
    expect(one.history.at(-1)).toMatchObject({ from: 'quote', reason: '業務を見直す' });
  });

  test('トライアルがなければ、理由を書いて商談から契約へ移れる', async ({ board }) => {
    await board.load([engagement('商談中', 'meet', { met: true })]);
    await board.moveByMenu('商談中', 'contract');
    await board.dialog.getByLabel('トライアルがなかった理由').fill('短期の契約で試すため');
    await board.dialog.getByRole('button', { name: '契約へ進む' }).click();
    await expect(board.titlesIn('contract')).toHaveText(['商談中']);
    const [one] = (await board.contents()).engagements;
    expect(one.history.at(-1)).toMatchObject({ from: 'meet', to: 'contract', kind: 'skip_trial', reason: '短期の契約で試すため' });
    await expect(board.undoButton).toHaveAccessibleName('「案件『商談中』を契約へ移動」を元に戻す');
  });

  for (const stage of ['trial', 'contract']) {
    test(`依頼先が決まっていなければ、理由を書いても${stage === 'trial' ? 'トライアル' : '契約'}へは進めない`, async ({ board }) => {
      await board.load([engagement('商談中', 'meet')]);
      await board.chooseOnCard('商談中', '移動…');
      await expect(board.destination(stage)).toHaveAttribute('data-gate', 'blocked');
      await board.destination(stage).click();
      await expect(board.dialog.getByText('理由を書いて進む')).toBeHidden();
      const reason = board.dialog.getByLabel('トライアルがなかった理由');
      if (await reason.isVisible()) await reason.fill('急ぐので');
      await board.dialog.getByRole('button', { name: /へ進む$/ }).click();
      await expect(board.dialog.getByRole('alert')).toContainText('依頼先が決まっていない');
      await expect(board.cardsIn(stage)).toHaveCount(0);

      await board.dialog.getByRole('radio', { name: 'みなも秘書' }).check();
      await board.dialog.getByLabel('決定の理由').fill('経理に強い');
      await board.dialog.getByRole('button', { name: /へ進む$/ }).click();
      await expect(board.titlesIn(stage)).toHaveText(['商談中']);
    });
  }

  test('保留と再開', async ({ board }) => {
    await board.load(two());
    await board.chooseOnCard(READY, '保留…');
    await board.dialog.getByRole('button', { name: '保留にする' }).click();
    await expect(board.dialog.getByRole('alert')).toHaveText('理由を書いてください。');
    await board.dialog.getByLabel('理由').fill('予算の承認待ち');
    await board.dialog.getByRole('button', { name: '保留にする' }).click();
    await expect(board.card(READY)).toContainText('保留中：予算の承認待ち');
    await board.chooseOnCard(READY, '再開する');
    await expect(board.card(READY)).not.toContainText('保留');
    await board.undo();
    await expect(board.card(READY)).toContainText('保留中：予算の承認待ち');
  });

  test('中止すると完了・中止した案件に移り、再開で戻る', async ({ board }) => {
    await board.load(two());
    await board.chooseOnCard(BARE, '中止…');
    await board.dialog.getByLabel('理由').fill('内製にした');
    await board.dialog.getByRole('button', { name: '中止にする' }).click();
    await expect(board.card(BARE)).toHaveCount(0);
    await board.choose('完了・中止した案件');
    const row = board.dialog.getByRole('listitem').filter({ hasText: BARE });
    await expect(row).toContainText('中止');
    await expect(row).toContainText('内製にした');
    await row.getByRole('button', { name: '再開する' }).click();
    await board.dialog.getByRole('button', { name: '閉じる' }).last().click();
    await expect(board.titlesIn('clarify')).toHaveText([READY, BARE]);
  });

  test('納品を終えた案件は完了にでき、読み返せる', async ({ board }) => {
    await board.load([engagement('済んだ仕事', 'deliver', { met: true }), engagement('まだの仕事')]);
    await board.openCardMenu('まだの仕事');
    await expect(board.menu.getByRole('menuitem', { name: '完了…' })).toHaveCount(0);
    await board.page.keyboard.press('Escape');
    await board.chooseOnCard('済んだ仕事', '完了…');
    await board.dialog.getByRole('button', { name: '完了にする' }).click();
    await expect(board.card('済んだ仕事')).toHaveCount(0);
    await board.saved();
    await board.reload();
    await board.choose('完了・中止した案件');
    await board.dialog.getByRole('listitem').filter({ hasText: '済んだ仕事' }).getByRole('button', { name: '開く' }).click();
    await expect(board.panel.getByText('完了', { exact: true })).toBeVisible();
  });

  test('Escで閉じると、焦点は開いたボタンに戻る', async ({ board }) => {
    await board.load(two());
    const button = board.card(READY).getByRole('button', { name: `「${READY}」のメニュー` });
    await button.focus();
    await board.page.keyboard.press('Enter');
    await expect(board.menu.getByRole('menuitem').first()).toBeFocused();
    await board.page.keyboard.press('ArrowDown');
    await expect(board.menu.getByRole('menuitem').nth(1)).toBeFocused();
    await board.page.keyboard.press('Escape');
    await expect(board.menu).toHaveCount(0);
    await expect(button).toBeFocused();
  });
});

test('列はたたんで開ける', async ({ board }) => {
  await board.load(two());
  const column = board.column('clarify');
  await column.hover();
  await column.getByRole('button', { name: '「依頼内容の明確化」の列をたたむ' }).click();
  await expect(column).toHaveAttribute('data-rail', 'folded');
  await expect(board.card(READY)).toBeHidden();
  const rail = column.getByRole('button', { name: '1 依頼内容の明確化 2件 列を開く' });
  await expect(rail).toBeFocused();
  await rail.click();
  await expect(board.card(READY)).toBeVisible();
  await expect(column.getByRole('button', { name: '「依頼内容の明確化」の列をたたむ' })).toBeFocused();
});

test('列の見出しは件数・時間・予算の合計を示す', async ({ board }) => {
  await board.load([
    engagement('一', 'clarify', { clarify: brief({ budget: 80_000 }), rank: rank(1) }),
    engagement('二', 'clarify', { clarify: brief({ budget: 100_000 }), rank: rank(2) }),
  ]);
  await expect(board.column('clarify')).toContainText(/2\s*件/);
  await expect(board.column('clarify')).toContainText(/月\s*20時間/);
  await expect(board.column('clarify')).toContainText(/予算\s*18万円/);
});
