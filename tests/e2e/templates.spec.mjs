import { brief, companies, engagement, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { PanelPage } from './pages/panel.mjs';
import { Completeness, TemplatesPage } from './pages/templates.mjs';

const TRADES = '業務別のひな形';
const OWN = '自分のひな形';
const EARLIER = '以前の案件から';

test('最初の画面から、業務のひな形を見て選び、Enterで案件ができる', async ({ board }) => {
  const templates = new TemplatesPage(board);
  await board.page.getByRole('button', { name: 'ひな形から作る' }).first().click();
  await expect(templates.option(TRADES, /^経理/)).toBeFocused();
  await expect(templates.part(TRADES).getByRole('radio')).toHaveCount(5);
  expect(await templates.tasks()).toEqual([
    ['請求書の発行・送付', '6時間'],
    ['受け取った請求書の整理と支払予定表', '5時間'],
    ['経費精算の確認', '6時間'],
    ['入金の消し込みと未入金の確認', '3時間'],
    ['仕訳の入力と証憑の保存', '4時間'],
    ['月次の締め資料の作成', '3時間'],
  ]);
  await expect(templates.preview).toContainText('6業務・月27時間(24〜36時間)');
  await expect(templates.part(EARLIER)).toBeHidden();

  for (let step = 0; step < 4; step += 1) await board.page.keyboard.press('ArrowDown');
  await expect(templates.preview).toContainText('7業務・月50時間(40〜80時間)');
  await expect(templates.preview).toContainText('土日の依頼あり');
  await expect(templates.title).toHaveValue('EC運営(受注・問い合わせ・商品登録)');
  await board.page.keyboard.press('Enter');

  await expect(board.page.getByRole('complementary', { name: '案件「EC運営(受注・問い合わせ・商品登録)」' })).toBeVisible();
  await expect(board.titlesIn('clarify')).toHaveText(['EC運営(受注・問い合わせ・商品登録)']);
  await expect(board.undoButton).toHaveAccessibleName(/案件『EC運営.*』を追加/);
  await board.saved();
  await board.reload();
  await expect(board.cards).toHaveCount(1);
  const [made] = (await board.contents()).engagements;
  expect(made.clarify.tasks.map((task) => task.hours)).toEqual([840, 840, 480, 240, 240, 180, 180]);
  expect(made.irregular).toMatchObject({ weekend: 'yes', weekend_hours: 600, least: 2400, most: 4800 });
  expect(made.selection.map((row) => row.weight)).toEqual([30, 30, 25, 15]);
});

test('名前は自分で付けられ、空では作らない。変換中のEnterでも作らない', async ({ board }) => {
  const templates = new TemplatesPage(board);
  await templates.open();
  await templates.title.fill(' ');
  await templates.title.press('Enter');
  await expect(board.errorOf(templates.title)).toHaveText('入力してください。');
  await templates.title.dispatchEvent('keydown', { key: 'Enter', isComposing: true, keyCode: 229 });
  await templates.title.fill('来期の採用');
  await templates.option(TRADES, /^採用/).check();
  await expect(templates.title).toHaveValue('来期の採用');
  await templates.title.press('Enter');
  await expect(board.titlesIn('clarify')).toHaveText(['来期の採用']);
});

test('列の下からも開け、やめれば何も変わらない', async ({ board }) => {
  await board.load([engagement('経理')]);
  const templates = new TemplatesPage(board);
  await board.column('clarify').getByRole('button', { name: 'ひな形から作る' }).click();
  await expect(templates.dialog).toBeVisible();
  await board.page.keyboard.press('Escape');
  await expect(templates.dialog).toHaveCount(0);
  await expect(board.cards).toHaveCount(1);
});

/** Earlier work with everything in it. */
const earlier = () => [
  engagement('ＥＣサイトの運営', 'review', { owner: '佐藤', created_at: '2026-05-01T10:00:00+09:00' }),
  engagement('スカウトの送信', 'meet', { owner: '高橋', created_at: '2026-06-01T10:00:00+09:00' }),
  engagement('終わった経理', 'deliver', { status: 'done', met: true, created_at: '2026-04-01T10:00:00+09:00' }),
];

test('以前の案件は、幅・かな・大小の違いを気にせず検索できる', async ({ board }) => {
  await board.load(earlier());
  const templates = new TemplatesPage(board);
  await templates.open();
  const found = templates.part(EARLIER).getByRole('radio');
  await expect(found).toHaveCount(3);
  for (const [words, name] of [
    ['ec', 'ＥＣサイトの運営'],
    ['すかうと', 'スカウトの送信'],
    ['ｽｶｳﾄ', 'スカウトの送信'],
    ['経理 終わった', '終わった経理'],
    ['高橋', 'スカウトの送信'],
  ]) {
    await templates.search.fill(words);
    await expect(found).toHaveCount(1);
    await expect(found).toHaveAccessibleName(new RegExp(`^${name}`));
  }
  await templates.search.fill('総務');
  await expect(templates.part(EARLIER)).toContainText('見つかりません。');
  await templates.search.fill('いーしー');
  await expect(found).toHaveCount(0);
  await templates.search.fill('さとう');
  await expect(found).toHaveCount(0);
  await templates.search.fill('佐藤');
  await templates.search.press('Enter');
  await expect(templates.title).toBeFocused();
  await expect(templates.title).toHaveValue('ＥＣサイトの運営 のコピー');
});

for (const with_companies of [false, true]) {
  test(`以前の案件から${with_companies ? '候補も' : '候補なしで'}作ると、内容だけが写り、元はそのまま`, async ({ board }) => {
    await board.load(earlier());
    const before = (await board.contents()).engagements;
    const templates = new TemplatesPage(board);
    await board.chooseOnCard('ＥＣサイトの運営', '複製…');
    await expect(templates.title).toBeFocused();
    await expect(templates.option(EARLIER, /^ＥＣサイトの運営/)).toBeChecked();
    await expect(templates.candidates).not.toBeChecked();
    if (with_companies) await templates.candidates.check();
    await templates.title.fill('来期のEC');
    await templates.create();
    await board.saved();

    const after = (await board.contents()).engagements;
    expect(after.filter((one) => one.title !== '来期のEC')).toEqual(before);
    const made = after.find((one) => one.title === '来期のEC');
    const source = before.find((one) => one.title === 'ＥＣサイトの運営');
    expect(made).not.toHaveProperty('stage', 'review');
    expect(made.clarify.purpose).toBe(source.clarify.purpose);
    for (const gone of ['briefs', 'history', 'decision', 'trials', 'contract', 'cycles', 'due']) expect(made).not.toHaveProperty(gone);
    expect(made.candidates?.map((row) => row.name)).toEqual(with_companies ? ['みなも秘書', 'しののめ', 'あさひ'] : undefined);
    for (const company of made.candidates ?? []) {
      expect(company).not.toHaveProperty('quotes');
      expect(company).not.toHaveProperty('scores');
    }
    await board.closePanel();
    await board.undo();
    await expect(board.card('来期のEC')).toHaveCount(0);
  });
}

test('案件をひな形として保存し、編集し、使い、削除し、元に戻せる', async ({ board }) => {
  await board.load([engagement('経理の代行', 'meet', { ...companies(), owner: '佐藤' })]);
  const templates = new TemplatesPage(board);
  await templates.save('経理の代行', '経理の標準', { candidates: true });
  await expect(board.undoButton).toHaveAccessibleName('「ひな形『経理の標準』を保存」を元に戻す');
  await board.undo();
  await templates.open();
  await expect(templates.part(OWN).getByRole('radio')).toHaveCount(0);
  await board.page.keyboard.press('Escape');
  await board.redo();
  // Not on the board, and not among what is closed.
  await expect(board.cards).toHaveCount(1);
  await board.choose('完了・中止した案件');
  await expect(board.dialog).toContainText('完了・中止した案件はまだありません');
  await board.page.keyboard.press('Escape');
  await board.saved();
  await board.reload();

  // Edited in the panel: nothing moves there, and nothing is asked for.
  await templates.open();
  await templates.edit('経理の標準');
  const panel = templates.panel('経理の標準');
  await expect(panel).toContainText('これはひな形です');
  await expect(panel.getByRole('navigation')).toHaveCount(0);
  await expect(panel.getByRole('button', { name: /進む|移動|再開/ })).toHaveCount(0);
  await expect(panel.getByLabel('期日')).toHaveCount(0);
  await expect(panel.getByText('次に必要なこと')).toHaveCount(0);
  const form = await new PanelPage(board).stage('clarify');
  await form.enter('依頼の目的', '月次を7営業日で締める');
  await panel.getByRole('textbox', { name: '案件名' }).fill('経理の標準(2026)');
  await panel.getByRole('textbox', { name: '案件名' }).blur();
  await board.saved();
  await board.closePanel();

  // Used: its companies come along unless they are left out.
  await templates.open();
  await templates.option(OWN, /^経理の標準\(2026\)/).check();
  await expect(templates.candidates).toBeChecked();
  await templates.title.fill('4月からの経理');
  await templates.create();
  const used = (await board.contents()).engagements.find((one) => one.title === '4月からの経理');
  expect(used.clarify.purpose).toBe('月次を7営業日で締める');
  expect(used.candidates.map((row) => row.name)).toEqual(['みなも秘書', 'しののめ', 'あさひ']);
  expect(used).not.toHaveProperty('status');
  await expect(board.titlesIn('clarify')).toHaveText(['4月からの経理']);
  await board.closePanel();

  // Removed and brought back inside the dialog.
  await templates.open();
  await templates.dialog.getByRole('button', { name: 'ひな形「経理の標準(2026)」を削除' }).click();
  await expect(templates.part(OWN).getByRole('radio')).toHaveCount(0);
  await templates.part(OWN).getByRole('button', { name: '元に戻す' }).click();
  await expect(templates.part(OWN).getByRole('radio')).toHaveCount(1);
  await board.page.keyboard.press('Escape');
  await expect(board.cards).toHaveCount(2);

  // The menu of its panel removes it too.
  await templates.open();
  await templates.edit('経理の標準(2026)');
  await board.page.getByRole('button', { name: 'このひな形のメニュー' }).click();
  await expect(board.menu.getByRole('menuitem')).toHaveText(['このひな形から作る…', 'ひな形を削除…']);
  await board.menu.getByRole('menuitem', { name: 'ひな形を削除…' }).click();
  await expect(templates.removing).toContainText('このひな形から作った案件は、そのまま残ります');
  await templates.removing.getByRole('button', { name: '削除する' }).click();
  await expect(board.panel).toBeHidden();
  await board.saved();
  await board.reload();
  await templates.open();
  await expect(templates.part(OWN).getByRole('radio')).toHaveCount(0);
});

test('ひな形は書き出しと読み込みで残り、案件のないボードでも編集できる', async ({ board }) => {
  const template = engagement('営業事務の標準', 'clarify', { met: true, status: 'template' });
  await board.offer({ format: 'irai-board', version: 6, exported_at: '2026-07-01T10:00:00+09:00', board: { engagements: [template] } });
  await expect(board.dialog.getByRole('row', { name: /営業事務の標準/ })).toContainText('ひな形');
  await board.dialog.getByRole('button', { name: '読み込む' }).click();
  await expect(board.page.getByLabel('最初の案件の名前')).toBeVisible();
  await board.saved();
  const templates = new TemplatesPage(board);
  await templates.open();
  await templates.edit('営業事務の標準');
  await expect(board.panel.getByLabel('依頼の目的')).toHaveValue('月初の定型作業を任せる');
  // The first stage is what is meant where none is named.
  const { stage, ...rest } = template;
  expect((await board.contents()).engagements).toEqual([rest]);
});

test('以前の案件が多いときは、20件までを並べて検索で絞り込める', async ({ board }) => {
  const many = Array.from({ length: 60 }, (_, index) => engagement(`案件 ${index + 1}`, 'clarify', { status: 'done' }));
  await board.load(many);
  const templates = new TemplatesPage(board);
  await templates.open();
  const found = templates.part(EARLIER).getByRole('radio');
  await expect(found).toHaveCount(20);
  await expect(templates.part(EARLIER)).toContainText('ほかに40件あります。検索で絞り込めます。');
  await templates.search.fill('５７');
  await expect(found).toHaveCount(1);
  await expect(found).toHaveAccessibleName(/^案件 57/);
});

test('充足度は書くほど上がり、足りない点を押すとその欄に移る', async ({ board }) => {
  await board.add('経理の代行');
  await board.openCard('経理の代行');
  const gauge = new Completeness(board);
  const form = await new PanelPage(board).stage('clarify');
  const focused = (control) => expect(control).toBeFocused();
  await gauge.is(0);
  // What opens most comes first.
  const inSight = gauge.root.getByRole('button').filter({ visible: true });
  await expect(inSight).toHaveText(['業務がありません', '成功の基準がありません', '依頼の目的']);
  await expect(gauge.meter).toHaveAttribute('aria-valuetext', '0%、あと14項目');
  await gauge.unfold();
  await expect(gauge.root.getByRole('button')).toHaveCount(14);
  await expect(gauge.root).toContainText('工程が伝わらず、工数の見積もりがずれます。');

  await gauge.point('業務がありません').click();
  await focused(form.root.getByRole('textbox', { name: '依頼したい業務を追加' }));
  const task = await form.add('依頼したい業務', '請求書の発行');
  await gauge.is(8);
  await gauge.point('月の時間がない業務: 請求書の発行').click();
  await focused(task.control('月の時間'));
  await board.page.keyboard.type('6');
  await gauge.is(20);
  await gauge.unfold();
  await gauge.point('フローがない業務: 請求書の発行').click();
  await focused(task.root.getByRole('textbox', { name: '業務フローを追加' }));
  await task.add('業務フロー', '売上一覧を受け取る');
  await gauge.is(32);
  await gauge.unfold();
  await gauge.point('頻度がない業務').click();
  await focused(task.control('頻度'));
  await task.enter('頻度', '毎月');
  await gauge.is(37);
  await gauge.unfold();
  await gauge.point('期限がない業務').click();
  await focused(task.control('期限'));
  await board.page.keyboard.type('毎月3営業日まで');
  await gauge.is(45);
  for (const [name, label, percent] of [
    ['依頼の目的', '依頼の目的', 55],
    ['現状の課題', '現状の課題', 62],
    ['オンライン秘書に求めるもの', 'オンライン秘書に求めるもの', 68],
  ]) {
    await gauge.unfold();
    await gauge.point(name).click();
    await focused(form.control(label));
    await board.page.keyboard.type('書きました');
    await gauge.is(percent);
  }
  const criterion = await form.add('成功の基準', '期限どおりに届く');
  await gauge.is(76);
  await gauge.point('測り方がない基準: 期限どおりに届く').click();
  await focused(criterion.control('測り方'));
  await board.page.keyboard.type('毎月3営業日までに全件');
  await gauge.is(84);
  const material = await form.add('手元の資料', '手順書');
  await gauge.point('そろっていない資料: 手順書').click();
  await focused(material.control('リンクまたはファイル名'));
  await board.page.keyboard.type('手順書.pdf');
  await gauge.is(87);
  await material.enter('準備済み', true);
  await gauge.is(90);
  await gauge.unfold();
  await gauge.point('月の予算').click();
  await focused(form.control('月の予算'));
  await board.page.keyboard.type('50000');
  await gauge.is(93);
  await form.enter('開始希望日', '2026-08-03');
  await gauge.is(95);
  await gauge.point('イレギュラーの有無(段階3)').click();
  const cases = await new PanelPage(board).stage('quote');
  await expect(cases.control('土日の依頼').getByRole('radio').first()).toBeFocused();
  await cases.fill({ 土日の依頼: 'なし', 作業量の変動: 'なし', その他のイレギュラー: 'なし' });
  await new PanelPage(board).stage('clarify');
  await gauge.is(100);
  await expect(gauge.root).toContainText('依頼に必要なことがそろっています');
  await expect(gauge.root.getByRole('button')).toHaveCount(0);
  await board.saved();
});

test('納品物ごとに、成功の基準に照らした結果を残せる', async ({ board }) => {
  const criteria = [
    { id: id(), text: '請求書が期限どおりに届く', measure: '毎月3営業日まで' },
    { id: id(), text: '差し戻しが減る' },
  ];
  await board.load([engagement('経理の代行', 'deliver', { clarify: brief({ criteria }) })]);
  await board.openCard('経理の代行');
  const panel = new PanelPage(board);
  const form = await panel.stage('deliver');
  const deliverable = await form.openCard('請求書一式');
  const results = await deliverable.more('成功の基準に照らす');
  await expect(results.root.locator('summary')).toHaveText('成功の基準に照らす(確認 0/2件・想定どおり 0件)');
  await results.group('請求書が期限どおりに届く').fill({ 想定どおりか: '想定どおり', メモ: '2営業日に届いた' });
  await results.group('差し戻しが減る').enter('想定どおりか', '想定と違う');
  await expect(results.root.locator('summary')).toHaveText('成功の基準に照らす(確認 2/2件・想定どおり 1件)');
  await board.saved();
  await board.reload();
  const [stored] = (await board.contents()).engagements;
  expect(stored.cycles[0].deliverables[0].results).toEqual({
    [criteria[0].id]: { met: 'met', note: '2営業日に届いた' },
    [criteria[1].id]: { met: 'not_met' },
  });
});
