// One contract over three cycles, across the year's end, worked by hand in the page. Its plan: 48,000円
// for 10 hours a month, 5,400円 an hour beyond in steps of 15 minutes, weekends at ×1.5, unused time lasts a
// month. The brief asks for 10 hours a month, so the quote lets expect 48,000円.
import { engagement, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { CyclesPage } from './pages/cycles.mjs';
import { PaperPage } from './pages/paper.mjs';

const TITLE = '経理の月次締め補助';
const POINT = '経費の締め日を25日に早めるか';

function contracted() {
  const one = engagement(TITLE, 'start', { cycles: [{ id: id(), number: 1, opened_on: '2026-11-01' }] });
  Object.assign(one.candidates[0].quotes[0], {
    plan: 'ライト10', fee: 48_000, included: 600, overage_rate: 5_400, overage_step: 15, carry_months: 1, weekend: 'open', weekend_factor: 150,
  });
  Object.assign(one.contract, { signed_on: '2026-10-20', starts_on: '2026-11-01' });
  return one;
}

const kept = async (board) => {
  await board.saved();
  return (await board.contents()).engagements[0];
};

test('1つの契約を3サイクル進めると、報告・待機・繰り越し・論点・まとめが手計算と合う', async ({ board }) => {
  test.slow();
  const cycles = new CyclesPage(board, TITLE);
  await board.load([contracted()]);

  await test.step('サイクル1(11月)', async () => {
    await cycles.at('2026-11-30T10:00:00');
    await cycles.used([['2026-11-05', '請求書', '3'], ['2026-11-12', '経費', '3.5'], ['2026-11-21', '締めの補助', '1', '土日']]);
    await cycles.asked([['税区分はどれですか', '2026-11-09T10:00', '2026-11-09T13:00']]);
    await cycles.deliver(['11月分の請求書', '11月分の経費']);
    await cycles.accept('11月分の請求書', [['2026-11-17', '依頼内容の不足']]);
    await cycles.accept('11月分の経費');
    const form = await cycles.review();

    // 3 + 3.5 + 1 = 7.5 hours; the Saturday counts ×1.5, so 3 + 3.5 + 1.5 = 8 of 10: 2 go over. 48,000; with
    // 10 % tax 52,800. One question, 10:00 to 13:00. One revision of two deliveries.
    await expect(form.figure('使用時間')).toContainText('7.5時間');
    await expect(form.figure('この期間の費用')).toContainText('48,000円');
    await cycles.expectReckoned(form, {
      使用時間: '7.5時間(平日 6.5時間、土日 1時間)',
      プランの数え方で: '8時間',
      使える時間: '10時間',
      次の月へ繰り越し: '2時間',
      計算した費用: '48,000円(税込 52,800円)',
      見積もりの費用: '48,000円(見積もりどおり)',
      回答までの中央値: '3時間(営業時間)',
      納品1件あたりの修正: '0.50回',
      修正の原因: '依頼内容の不足 1件',
    });

    await (await form.add('持ち越しの論点', POINT)).fill({ 担当: '佐藤', 期限: '2026-12-15' });
    await expect(form.row('持ち越しの論点').control('挙がった日')).toHaveValue('2026-11-30');
    await (await form.add('持ち越しの論点', '名簿の共有方法')).fill({ 解決した日: '2026-11-30' });
    await form.group('請求書が期限どおりに届く').fill({ 想定どおりか: '想定どおり' });
    const plan = form.group('定例会議の予定');
    await plan.fill({ 頻度: '毎月' });
    await plan.fill({ 第何週: '最終', 曜日: '金曜日', 開始時刻: '16:00', 所要時間: '0.5' });
    expect((await kept(board)).contract.regular).toMatchObject({ every: 'month', week: 'last', weekday: 'friday', begins_at: '16:00:00', length: 30 });
    const contract = (await cycles.panel.stage('contract')).group('定例会議の予定');
    expect(await contract.shown('曜日')).toBe('金曜日');
    // The last Friday of December; November's, the 27th, has gone.
    await expect(contract.computed('次の予定日')).toContainText('12月25日(金)');
    const again = await cycles.panel.stage('review');
    await again.button('定例会議を追加').click();
    const meeting = await again.openCard('新しい会議');
    await meeting.fill({ 決定事項: '申請の様式をそろえる。', 日時: '2026-11-30T16:00' });
    await again.button('次回を予定から入れる').click();
    await expect(again.group('定例会議').control('次回')).toHaveValue('2026-12-25');
    await cycles.go(await cycles.panel.stage('review'), '次のサイクルを始める');
    await expect(board.titlesIn('start')).toHaveText([TITLE]);
  });

  await test.step('サイクル2(12月): 超過と、含まれる時間の内と外にまたがる待機', async () => {
    await cycles.at('2026-12-31T10:00:00');
    await cycles.used([['2026-12-03', '請求書', '5'], ['2026-12-10', '経費', '6']]);
    await cycles.asked([
      ['どちらの様式ですか', '2026-12-14T15:00', '2026-12-15T11:00', '90'],
      ['宛名は旧社名ですか', '2026-12-21T10:00', '2026-12-21T11:00', '20'],
    ]);
    await cycles.deliver(['12月分の請求書', '12月分の経費']);
    await cycles.accept('12月分の請求書', [['2026-12-14', '作業の誤り']]);
    await cycles.accept('12月分の経費', [['2026-12-21', '依頼内容の不足'], ['2026-12-24', '作業の誤り']]);
    const form = await cycles.review();

    // 11 hours and 110 billed minutes are 770 of 600 + 120: 50 beyond are 60 by the step, 5,400円. With tax
    // 53,400 × 1.1 = 58,740. After 660 minutes of work 60 are left: of the waiting 60 are within, 48,000 × 60 ÷ 600 =
    // 4,800, and 50 beyond, 5,400 × 50 ÷ 60 = 4,500; 9,300, with tax 10,230. In business time December 14, 15 to 18, and
    // 15, 9 to 11, are 5 hours, December 21 one: between them 3.
    await cycles.expectReckoned(form, {
      使用時間: '12時間50分(平日 11時間、待機 1時間50分)',
      使える時間: '12時間(含まれる時間 10時間+繰り越し 2時間)',
      超過: '1時間',
      計算した費用: '53,400円(税込 58,740円)',
      内訳: '月額 48,000円+超過 5,400円',
      見積もりの費用: '48,000円(実際は5,400円多い)',
      質問: '2件',
      回答までの中央値: '3時間(営業時間)',
      待たせた時間の合計: '6時間(営業時間)',
      計上された待機: '1時間50分・9,300円',
      待機の費用の内訳: '含まれる時間のうち1時間 4,800円。超過単価で50分 4,500円、税抜(税込 10,230円)',
      納品1件あたりの修正: '1.50回',
      修正の原因: '作業の誤り 2件・依頼内容の不足 1件',
    });
    await expect(form.figure('待機の費用')).toContainText('9,300円');
    await expect(form.root.getByRole('img', { name: /^月ごとの使える時間と使用時間/ })).toBeVisible();

    // The open point came along, the settled one did not.
    await expect(form.rows('持ち越しの論点')).toHaveCount(1);
    await expect(form.row('持ち越しの論点').control('論点')).toHaveValue(POINT);
    await expect(form.row('持ち越しの論点').root).toContainText('サイクル1から');

    await form.fill({ 請求額: '54,000' });
    await expect(form.computed('計算した費用との差')).toHaveText('計算より600円多い');
    await expect(form.figure('この期間の費用')).toContainText('54,000円');
    await board.saved();
    await board.undo();
    await expect(form.computed('計算した費用との差')).toHaveText('—');
    await board.redo();
    await expect(form.computed('計算した費用との差')).toHaveText('計算より600円多い');

    const paper = await PaperPage.open(board, { stage: 'review', name: '期間の報告書' });
    await expect(paper.sheet).toContainText('2026年12月1日(火)〜12月31日(木)');
    await expect(paper.table('月ごとの使える時間と使用時間')).toContainText('+50分');
    await paper.close();
    const agenda = await PaperPage.open(board, { stage: 'review', name: '定例会議のアジェンダ' });
    await expect(agenda.table('持ち越しの論点')).toContainText(POINT);
    await expect(agenda.sheet).toContainText('前回の決定事項(11月30日(月))');
    // December 25 has gone; the last Friday of January.
    await expect(agenda.sheet).toContainText('2027年1月29日(金) 16:00');
    await agenda.close();
    await cycles.go(await cycles.panel.stage('review'), '次のサイクルを始める');
    await expect(board.titlesIn('start')).toHaveText([TITLE]);
  });

  await test.step('サイクル3(1月): 会社の報告が記録と違う', async () => {
    await cycles.at('2027-01-29T10:00:00');
    await cycles.used([['2027-01-06', '請求書', '4'], ['2027-01-14', '経費', '2.25']]);
    await cycles.asked([['源泉はありますか', '2027-01-08T16:00', '2027-01-12T10:00']]);
    await cycles.deliver(['1月分の請求書']);
    await cycles.accept('1月分の請求書');
    const form = await cycles.review();
    await form.fill({ 使用時間: '6.5' });

    // All of December's time was used, so nothing comes over; 6.5 of 10 hours are reported, 3.5 go over. January 8, 16
    // to 18, and 12, 9 to 10, are 3 hours: January 11 is 成人の日.
    await cycles.expectReckoned(form, {
      使用時間: '6.5時間',
      報告と記録: '報告 6.5時間・記録 6時間15分',
      使える時間: '10時間',
      次の月へ繰り越し: '3.5時間',
      計算した費用: '48,000円(税込 52,800円)',
      回答までの中央値: '3時間(営業時間)',
      納品1件あたりの修正: '0.00回',
    });

    await form.more('3サイクルを比べる');
    expect(await cycles.compared(form, 'サイクル1')).toEqual(['2026年11月1日(日)\n〜11月30日(月)', '7.5時間\n/ 10時間', '0時間', '48,000円\n→ 48,000円', '3時間', '0.50回', '1 / 1']);
    expect(await cycles.compared(form, 'サイクル2')).toEqual(['2026年12月1日(火)\n〜12月31日(木)', '12時間50分\n/ 12時間', '1時間', '48,000円\n→ 54,000円', '3時間', '1.50回', '—']);
    expect(await cycles.compared(form, 'サイクル3')).toEqual(['2027年1月1日(金)\n〜1月29日(金)', '6.5時間\n/ 10時間', '0時間', '48,000円\n→ 48,000円', '3時間', '0.00回', '—']);
    await expect(form.root.getByRole('img', { name: /^サイクルごとの費用/ })).toBeVisible();
    await expect(form.row('持ち越しの論点').root).toContainText('サイクル1から');

    // An earlier cycle is read, and its paper can still be opened.
    const before = form.control('サイクル').locator('option').nth(1);
    await form.control('サイクル').selectOption({ label: await before.textContent() });
    await expect(form.control('請求額')).toBeDisabled();
    await expect(form.computed('計算した費用との差')).toHaveText('計算より600円多い');
    await expect(form.button('期間の報告書')).toBeEnabled();
  });

  await test.step('完了のまとめを書いて終える。元に戻すと、まとめも状態も戻る', async () => {
    const form = await cycles.panel.stage('review');
    await cycles.go(form, '案件を完了にする…');
    // 7.5 + 12:50 + 6.5 = 26 hours 50; 48,000 + 54,000 + 48,000 = 150,000 against 144,000; 4 revisions of 5.
    await cycles.expectReckoned(cycles.gate, {
      使用時間の合計: '26時間50分',
      '費用の合計(税抜)': '150,000円(見積もり 144,000円、実際は6,000円多い)',
      納品と修正: '納品 5件、修正 4回(1件あたり 0.80回)',
    });
    await cycles.gate.fill({ 成果: '締めが2日早くなった', 次に活かすこと: '税区分の一覧を依頼書に入れる', また依頼したいか: '5' });
    await cycles.gate.button('完了にする').click();
    await expect(board.card(TITLE)).toHaveCount(0);
    expect(await kept(board)).toMatchObject({ status: 'done', closing: { outcome: '締めが2日早くなった', lessons: '税区分の一覧を依頼書に入れる', again: 5 } });

    await board.undo();
    await expect(board.titlesIn('review')).toHaveText([TITLE]);
    const back = await kept(board);
    expect(back.status ?? 'active').toBe('active');
    expect(back).not.toHaveProperty('closing');

    await board.redo();
    await cycles.openClosed();
    await expect(cycles.closed).toContainText('締めが2日早くなった');
    await expect(cycles.closed).toContainText('5 / 5');
    await expect(cycles.closed).toContainText('150,000円');
  });
});

test('業務の追加は依頼書の新しい版で1に戻り、Escで完了をやめると何も変わらない', async ({ board }) => {
  const cycles = new CyclesPage(board, TITLE);
  const one = engagement(TITLE, 'review', { met: true });
  await board.load([one]);
  await board.openCard(TITLE);
  const form = await cycles.panel.stage('review');
  await cycles.go(form, '案件を完了にする…');
  await cycles.gate.fill({ 成果: '書きかけ' });
  await cycles.gate.cancel();
  expect(await kept(board)).not.toHaveProperty('closing');

  await cycles.go(form, '業務を追加する');
  await expect(board.titlesIn('clarify')).toHaveText([TITLE]);
  expect((await kept(board)).briefs).toHaveLength(2);
  await board.undo();
  await expect(board.titlesIn('review')).toHaveText([TITLE]);
});
