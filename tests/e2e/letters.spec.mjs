// Letters, what a meeting proposed, and the runner-up: stages 3, 4, 5 and 8.
import { AxeBuilder } from '@axe-core/playwright';
import { brief, companies, engagement, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { LetterPart, TemplatePage } from './pages/letter.mjs';
import { PanelPage } from './pages/panel.mjs';

const TITLE = '経理の月次締め補助';
const MINAMO = 'みなも秘書';
const SHINONOME = 'しののめ';

/** A Wednesday; three business days on is Monday the 6th. */
const ASKED = new Date('2026-07-01T10:00:00+09:00');
const LATER = new Date('2026-07-08T10:00:00+09:00');

const asked = (more = {}) => {
  const one = engagement(TITLE, 'quote', {
    owner: '佐藤 美咲',
    clarify: brief({
      problems: '月初の3日間は手一杯',
      expectations: '迷うときは質問してくれること',
      criteria: [{ id: id(), text: '請求書が期限どおりに届く', measure: '3営業日までに全件' }],
      wished_start: '2026-09-01',
    }),
    irregular: { weekend: 'yes', weekend_hours: 120, fluctuation: 'yes', least: 480, most: 960, other: 'no' },
    ...more,
  });
  // What the first version of the brief was about is what is asked now.
  Object.assign(one.briefs[0].terms, { weekend: 'yes', weekend_hours: 120, fluctuation: 'yes', least: 480, most: 960 });
  return one;
};

/** The panel of the engagement, with its form of a stage; the clock stands still. */
async function opened(board, one, stage, at = ASKED) {
  await board.page.clock.setFixedTime(at);
  await board.reload();
  await board.load([one]);
  await board.openCard(TITLE);
  const panel = new PanelPage(board);
  return { panel, form: await panel.stage(stage) };
}

async function contents(board) {
  await board.saved();
  return (await board.contents()).engagements.find((one) => one.title === TITLE);
}

const withQuotes = (more) => {
  const { selection, candidates } = companies();
  for (const candidate of candidates) candidate.quotes = [];
  return { selection, candidates, ...more };
};

test('問い合わせ文には、会社ごとに、明確化と見積もりの段階で書いたことが入る', async ({ board }) => {
  const { form } = await opened(board, asked(), 'quote');
  const card = await form.openCard(MINAMO);
  const letter = await new LetterPart(card).open();
  await expect(letter.subject).toHaveText(`オンライン秘書へのご依頼とお見積もりのお願い(${TITLE})`);
  const filled = [
    /^みなも秘書\nご担当者様/, '佐藤 美咲と申します', '月初の定型作業を任せる', '月初の3日間は手一杯', '・請求書の発行',
    '請求書の発行: 毎月、月10時間、毎月5営業日まで', '土日の依頼: あり(月2時間ほど)', '作業量の変動: あり(月8時間から16時間)', 'その他: なし',
    '請求書が期限どおりに届く(3営業日までに全件)', '迷うときは質問してくれること', '手順書(ワークフロー): お渡しできます', '2026年9月1日(火)',
    '2026年7月6日(月)までにお返事',
  ];
  const body = await letter.body.innerText();
  for (const words of filled) expect(body).toMatch(words instanceof RegExp ? words : new RegExp(words.replace(/[().]/g, '\\$&')));
  await expect(letter.warnings).toHaveText('');

  // What is written for one company counts for that company alone, while it is typed.
  await card.fill({ 依頼したい内容: '請求書だけ。{{会社名}}は文字のまま', 現在困っていること: '郵送の手間' });
  await expect(letter.body).toContainText('請求書だけ。{{会社名}}は文字のまま');
  await expect(letter.body).toContainText('郵送の手間');
  await expect(letter.body).not.toContainText('手一杯');
  const other = await new LetterPart(await form.openCard(SHINONOME)).open();
  await expect(other.body).toContainText('しののめ');
  await expect(other.body).toContainText('手一杯');

  // What is missing is said.
  await board.page.getByRole('group', { name: 'イレギュラー', exact: true }).first().getByRole('radiogroup', { name: 'その他のイレギュラー' }).getByRole('radio', { name: 'あり' }).check();
  await expect(letter.body).toContainText('その他: あり');
});

test('まだ書いていない項目は、文面にも、その下にも示される', async ({ board }) => {
  const { form } = await opened(board, engagement(TITLE, 'quote', { clarify: {} }), 'quote');
  const letter = await new LetterPart(await form.openCard(MINAMO)).open();
  await expect(letter.body.locator('mark').first()).toHaveText('(未記入)');
  await expect(letter.warnings).toContainText('まだ書かれていない項目: 担当者、目的、課題、業務一覧、作業量と期限、イレギュラー、成功の基準、求めるもの、資料、開始希望日');
});

test('本文と件名をコピーでき、長い文面のメールは件名だけで開く', async ({ board, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const one = asked();
  one.candidates[0].contact = { name: '高橋 由香', mail: 'takahashi@minamo.example.com' };
  const { form } = await opened(board, one, 'quote');
  const letter = await new LetterPart(await form.openCard(MINAMO)).open();
  const clipboard = () => board.page.evaluate(() => navigator.clipboard.readText());
  await letter.button('件名をコピー').click();
  await expect(board.toasts.filter({ hasText: '件名をコピーしました' })).toBeVisible();
  expect(await clipboard()).toBe(`オンライン秘書へのご依頼とお見積もりのお願い(${TITLE})`);
  await letter.button('本文をコピー').click();
  await expect(board.toasts.filter({ hasText: '本文をコピーしました' })).toBeVisible();
  expect(await clipboard()).toMatch(/^みなも秘書\n高橋 由香様\n\nお世話になっております。/);
  await expect(letter.mail).toHaveAttribute('href', /^mailto:takahashi@minamo\.example\.com\?subject=%E3%82%AA[^&]*$/);
  await expect(letter.mail).toHaveAccessibleDescription(/文面が長く、メールソフトに渡しきれません/);
});

test('自分で直した文面は残り、確かめてからひな形に戻る', async ({ board }) => {
  const { form, panel } = await opened(board, asked(), 'quote');
  const card = await form.openCard(MINAMO);
  const letter = await new LetterPart(card).open();
  await letter.button('自分で直す').click();
  await expect(letter.ownBody).toHaveValue(/^みなも秘書\nご担当者様/);
  await letter.ownSubject.fill('ご相談');
  await letter.ownBody.fill('{{会社名}}御中\n\n短い文面です。');
  await card.fill({ 依頼したい内容: 'あとから変えた内容' });
  await expect(letter.ownBody).toHaveValue('{{会社名}}御中\n\n短い文面です。');
  await expect(letter.mail).toHaveAttribute('href', /&body=%7B%7B.*%0D%0A%0D%0A/);
  expect((await contents(board)).candidates[0].inquiry.text).toBe('件名: ご相談\n\n{{会社名}}御中\n\n短い文面です。');
  await board.reload();
  await board.openCard(TITLE);
  const again = await new LetterPart(await (await panel.stage('quote')).openCard(MINAMO)).open();
  await expect(again.ownSubject).toHaveValue('ご相談');

  await again.button('ひな形に戻す…').click();
  await again.button('やめる').click();
  await expect(again.ownSubject).toHaveValue('ご相談');
  await again.button('ひな形に戻す…').click();
  await again.button('ひな形に戻す').click();
  await expect(again.body).toContainText('あとから変えた内容');
  await board.undo();
  await expect(again.ownSubject).toHaveValue('ご相談');
});

test('ひな形を直すと、どの会社の文面も変わり、ない名前は示される', async ({ board }) => {
  const { form, panel } = await opened(board, asked(), 'quote');
  const letter = await new LetterPart(await form.openCard(MINAMO)).open();
  const template = new TemplatePage(board);
  await letter.button('ひな形を編集…').click();
  await expect(template.previewed).toContainText('みなも秘書');
  await expect(template.reset).toBeDisabled();
  await template.subject.fill('見積もりのお願い: {{案件名}}');
  await template.body.fill('{{窓口担当}}様\n\n{{納期}}\n開始は');
  await template.insert('開始希望日');
  await expect(template.body).toHaveValue('{{窓口担当}}様\n\n{{納期}}\n開始は{{開始希望日}}');
  await expect(template.previewed).toContainText('開始は2026年9月1日(火)');
  await expect(template.previewed.locator('mark')).toHaveText('{{納期}}');
  await expect(template.preview).toContainText('ひな形にない名前なので、そのまま残しています: {{納期}}(3行目)');
  const { violations } = await new AxeBuilder({ page: board.page }).include('dialog').analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id: rule }) => rule)).toEqual([]);
  await template.close();

  await expect(letter.subject).toHaveText(`見積もりのお願い: ${TITLE}`);
  await expect(letter.body).toHaveText(/^ご担当者様\s+\{\{納期\}\}\s+開始は2026年9月1日\(火\)$/);
  const other = await new LetterPart(await form.openCard(SHINONOME)).open();
  await expect(other.body).toContainText('開始は2026年9月1日(火)');
  await board.saved();
  expect((await board.contents()).settings.inquiry.subject).toBe('見積もりのお願い: {{案件名}}');

  await board.reload();
  await board.openCard(TITLE);
  const again = await new LetterPart(await (await panel.stage('quote')).openCard(MINAMO)).open();
  await expect(again.body).toContainText('開始は2026年9月1日(火)');
  await again.button('ひな形を編集…').click();
  await template.reset.click();
  await expect(template.body).toHaveValue(/^\{\{会社名\}\}\n\{\{窓口担当\}\}様/);
  await template.close();
  await expect(again.body).toContainText('お知らせいただきたいこと');
  await board.undo();
  await expect(again.body).toContainText('開始は2026年9月1日(火)');
});

test('送った日と文面が残り、返信の期限が過ぎると言葉で示され、返信で消える', async ({ board }) => {
  const { form, panel } = await opened(board, asked(withQuotes()), 'quote');
  const card = await form.openCard(MINAMO);
  await card.button('送った').click();
  await expect(card.control('問い合わせた日')).toHaveValue('2026-07-01');
  await expect(card.control('問い合わせた人')).toHaveValue('佐藤 美咲');
  await expect(card.root).toContainText('返信の期限は 7月6日(月) です。');
  await expect(card.root).toContainText('問合せ済');
  await expect(card.root).not.toContainText('返信の期限切れ');
  const { inquiry } = (await contents(board)).candidates[0];
  expect(inquiry).toMatchObject({ asked_on: '2026-07-01', asked_by: '佐藤 美咲', brief: 1 });
  expect(inquiry.text).toMatch(/^件名: オンライン秘書へのご依頼.*\n\nみなも秘書\nご担当者様/);

  // What was sent stays as it was sent.
  await card.fill({ 現在困っていること: 'あとから書いたこと' });
  const letter = await new LetterPart(card).open();
  await expect(letter.body).toContainText('手一杯');
  await expect(letter.body).not.toContainText('あとから書いたこと');
  await board.saved();

  await board.page.clock.setFixedTime(LATER);
  await board.reload();
  await board.openCard(TITLE);
  const later = await (await panel.stage('quote')).openCard(MINAMO);
  await expect(later.root).toContainText('返信の期限切れ 2日');
  await expect(later.root).toContainText('返信の期限 7月6日(月) を2日過ぎています。');
  await later.fill({ 返信の期限: '2026-07-10' });
  await expect(later.root).not.toContainText('返信の期限切れ');
  await later.fill({ 返信の期限: '2026-07-07' });
  await expect(later.root).toContainText('返信の期限切れ 1日');
  await later.button('返信があった').click();
  await expect(later.root).not.toContainText('返信の期限切れ');
  await expect(later.control('回答が来た日')).toHaveValue('2026-07-08');
  await board.undo();
  await expect(later.root).toContainText('返信の期限切れ 1日');
});

test('依頼書が変わると、送った会社に知らせ、新しい文面で送り直せる', async ({ board }) => {
  const { form, panel } = await opened(board, asked(withQuotes()), 'quote');
  const card = await form.openCard(MINAMO);
  await card.button('送った').click();
  await expect(card.root).not.toContainText('依頼書が変わりました');
  await (await panel.stage('clarify')).row('依頼したい業務').fill({ 月の時間: '20' });
  const again = await (await panel.stage('quote')).openCard(MINAMO);
  await expect(again.root).toContainText('依頼書 v1 で問い合わせました。依頼書が変わりました。 文面を新しくして送り直してください。');
  await again.button('文面を新しくする').click();
  const letter = await new LetterPart(again).open();
  await expect(letter.body).toContainText('月20時間程度');
  await again.button('送った').click();
  await expect(again.root).not.toContainText('依頼書が変わりました');
  const { inquiry } = (await contents(board)).candidates[0];
  expect(inquiry.brief).toBe(2);
  expect(inquiry.text).toContain('月20時間程度');
});

test('認識の相違は数で示され、次の文面に訂正として入る', async ({ board }) => {
  const { form } = await opened(board, asked(), 'quote');
  const card = await form.openCard(MINAMO);
  const letter = await new LetterPart(card).open();
  const row = await card.add('認識の相違', '経費精算は月20件');
  await row.fill({ 実際: '月35件' });
  await expect(card.root.locator('.subcard__head').first()).toContainText('認識の相違 1件');
  await expect(letter.body).toContainText('「経費精算は月20件」とお伝えしましたが、実際は「月35件」です。');
  await row.fill({ 解消: true });
  await expect(card.root.locator('.subcard__head').first()).not.toContainText('認識の相違');
  await expect(letter.body).not.toContainText('とお伝えしましたが');
});

test('提案は見積もりと並べて比べられ、新しい版になる', async ({ board }) => {
  const one = engagement(TITLE, 'meet', { irregular: { weekend: 'no', fluctuation: 'no', other: 'no' } });
  one.clarify.tasks[0].hours = 720;
  const { form, panel } = await opened(board, one, 'meet');
  const card = await form.openCard(MINAMO);
  await card.button('打ち合わせを追加').click();
  const meeting = card.card(/^打ち合わせ 1/);
  await expect(meeting.root.getByRole('table')).toHaveCount(0);
  await meeting.fill({ '提案された作業時間(月)': '12', '提案された月額(税抜)': '30,000' });
  const table = meeting.root.getByRole('table', { name: '見積もり「ライト v1」と提案' });
  await expect(table).toBeVisible();
  const line = (name) => meeting.line(name).getByRole('cell');
  await expect(line('月額(税抜)')).toHaveText(['25,000円', '30,000円', '+5,000円(提案のほうが高い)']);
  await expect(line('含まれる時間(月)')).toHaveText(['10時間', '12時間', '+2時間(提案のほうが多い)']);
  await expect(line('作業時間(月)')).toHaveText(['12時間(依頼書)', '12時間', '同じ']);
  // 25,000 and two hours at 3,000; 30,000 with all twelve included.
  await expect(line('月の費用(月12時間で)')).toHaveText(['31,000円', '30,000円', '−1,000円(提案のほうが安い)']);
  await meeting.button('この提案で見積もりの新しい版を作る').click();
  await expect(meeting.root).toContainText('月額と含まれる時間は、この見積もりのとおりです。');
  const quotes = (await contents(board)).candidates[0].quotes;
  expect(quotes).toHaveLength(2);
  expect(quotes[1]).toMatchObject({ plan: 'ライト', version: 2, round: 'after_meeting', fee: 30_000, included: 720, overage_rate: 3_000 });
  const quote = (await (await panel.stage('quote')).openCard(MINAMO)).card('見積もり ライト v2');
  await expect(quote.root).toContainText('商談後');
});

test('決めたあと、残った会社の扱いと理由を一度に記録できる。評価の平均と期限切れの確認事項も見える', async ({ board }) => {
  const one = engagement(TITLE, 'meet');
  one.candidates[0].meetings = [
    { id: id(), at: '2026-06-20T10:00:00', smooth: 5, understood: 4 },
    { id: id(), at: '2026-06-24T10:00:00', smooth: 4, understood: 4 },
  ];
  one.candidates[0].open_points = [{ id: id(), what: '権限を追加できるか', due: '2026-06-29' }];
  const { form } = await opened(board, one, 'meet');
  await expect(form.root).toContainText('確認事項 残り1件(期限切れ 1件)');
  const card = await form.openCard(MINAMO);
  await expect(card.row('確認して伝えること').root).toContainText('期限切れ 2日');
  const decision = form.group('依頼先の決定');
  await expect(decision.root).toContainText('窓口 円滑 4.5・理解 4.0');
  await decision.fill({ 依頼先の決定: MINAMO, 決定の理由: '質問が具体的だった' });
  const record = decision.button('選んだ扱いをまとめて記録する');
  await expect(record).toBeDisabled();
  await decision.group('しののめの扱い').fill({ 検討状況: '次点' });
  await decision.group('しののめの扱い').fill({ 次点とした理由: '費用が近い' });
  await decision.group('あさひの扱い').fill({ 検討状況: '見送り' });
  await decision.group('あさひの扱い').fill({ 見送りの理由: '経理の実績が少ない' });
  expect((await contents(board)).candidates.map((row) => row.standing)).toEqual([undefined, undefined, undefined]);
  await record.click();
  await expect(record).toHaveCount(0);
  const after = await contents(board);
  expect(after.candidates.map((row) => [row.standing, row.dropped_reason, row.dropped_on])).toEqual([
    [undefined, undefined, undefined],
    ['runner_up', '費用が近い', undefined],
    ['dropped', '経理の実績が少ない', '2026-07-01'],
  ]);
  await board.undo();
  expect((await contents(board)).candidates.map((row) => row.standing)).toEqual([undefined, undefined, undefined]);
});

test('決めた会社を見送ると次点が提案され、一つの手順で繰り上がる', async ({ board }) => {
  const one = engagement(TITLE, 'meet', { met: true });
  one.candidates[1].standing = 'runner_up';
  const { form } = await opened(board, one, 'quote');
  await expect(form.root).not.toContainText('次点の');
  const card = await form.openCard(MINAMO);
  await card.fill({ 検討状況: '見送り' });
  const offer = form.root.getByRole('status').filter({ hasText: '「みなも秘書」を見送りました。次点の「しののめ」があります。' });
  await expect(offer).toBeVisible();
  const before = await contents(board);
  expect(before.past_decisions).toMatchObject([{ chosen: one.candidates[0].id, reason: '質問が具体的だった' }]);
  await offer.getByRole('button', { name: '「しののめ」を依頼先にする' }).click();
  await expect(offer).toHaveCount(0);
  const after = await contents(board);
  expect(after.decision).toMatchObject({ chosen: one.candidates[1].id, decided_on: '2026-07-01' });
  expect(after.candidates[1].standing).toBeUndefined();
  await board.undo();
  await expect(offer).toBeVisible();
  expect(await contents(board)).toEqual(before);
});

test('トライアルの3つの道が説明され、そこから移せる。見送った会社は理由とともに読める', async ({ board }) => {
  const one = engagement(TITLE, 'trial');
  const company = one.candidates[0].id;
  one.candidates[1].standing = 'runner_up';
  one.trials = [{ id: id(), candidate: company, brief: 1, offered: 'offered', tasks: [{ id: id(), name: '請求書', planned: 600, actual: 780 }] }];
  const { form, panel } = await opened(board, one, 'trial');
  await expect(form.group('実施した業務').root.first()).toContainText('実績は見積もりの1.30倍');
  await expect(form.group('実施した業務').root.first()).toContainText('すべての見積もりの費用をこの比で計算し直します(月10時間 → 月13時間)');
  await form.fill({ 判定: '作業量を見直す' });
  await expect(form.group('実施した業務').root.first()).toContainText('見積もりの費用は、この比で計算しています(月10時間 → 月13時間)');
  await expect(form.root).toContainText('次点の「しののめ」を選べます');
  await form.fill({ 判定: '別の会社を探す' });
  await form.button('依頼先選定へ戻す…').click();
  await board.dialog.getByLabel('見送りの理由').fill('時間が想定と違った');
  await board.dialog.getByRole('button', { name: '依頼先選定へ戻す' }).click();
  await expect(board.titlesIn('select')).toHaveText([TITLE]);
  const again = await panel.stage('trial');
  const past = await again.more('みなも秘書: 別の会社を探す');
  await expect(past.root).toContainText('「みなも秘書」は見送りました 時間が想定と違った');
});

test('想定と違う納品物と修正依頼が、窓口担当への修正依頼文になる', async ({ board }) => {
  const one = engagement(TITLE, 'deliver', { owner: '佐藤 美咲' });
  one.candidates[0].contact = { name: '高橋 由香', mail: 'takahashi@minamo.example.com' };
  const { form } = await opened(board, one, 'deliver');
  await expect(form.root.getByText('修正依頼文')).toHaveCount(0);
  const item = await form.openCard('請求書一式');
  await item.fill({ 想定どおりか: '想定と違う', メモ: '3行目の単価が古い' });
  await item.button('修正を依頼する').click();
  await form.row('修正依頼').fill({ 期限: '2026-07-15' });
  const letter = await new LetterPart(form, '修正依頼文').open();
  await expect(letter.subject).toHaveText(`修正のお願い(${TITLE})`);
  await expect(letter.body).toContainText('高橋 由香様');
  await expect(letter.body).toContainText('請求書一式(2026年7月10日(金)納品)');
  await expect(letter.body).toContainText('想定と異なる点: 3行目の単価が古い');
  await expect(letter.body).toContainText('1. 3行目の単価が古い(期限: 2026年7月15日(水))');
  await expect(letter.mail).toHaveAttribute('href', /^mailto:takahashi@minamo\.example\.com\?subject=/);
});
