// Whole ways through the nine stages, as a person goes them: by hand and by the names on the page.
import { companies, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { GatePage } from './pages/gate.mjs';
import { PanelPage } from './pages/panel.mjs';
import { WorksPart } from './pages/works.mjs';

const TITLE = '経理の月次締め補助';
const OTHER = '備品の発注';
const MINAMO = 'みなも秘書サービス';
const SHINONOME = 'リモートアシスト東雲';
const ASAHI = 'あさひオンライン秘書';

/** Everything is safe, and a reload changes nothing. Answers with the engagement. */
async function kept(board, title = TITLE) {
  await board.saved();
  const before = await board.contents();
  await board.reload();
  expect(await board.contents()).toEqual(before);
  await board.saved();
  await board.openCard(title);
  return before.engagements.find((one) => one.title === title);
}

test('手で書いた1件が9つの段階を通り、2つ目のサイクルを経て完了する', async ({ board }) => {
  test.setTimeout(180_000);
  const panel = new PanelPage(board);
  const gate = new GatePage(board);

  const at = (stage) => expect(board.cardsIn(stage).filter({ hasText: TITLE })).toBeVisible();

  await test.step('1 依頼内容の明確化', async () => {
    await board.addFirst(OTHER);
    await board.closePanel();
    await board.add(TITLE);
    await board.openCard(TITLE);
    const form = await panel.stage('clarify');
    const invoices = await form.add('依頼したい業務', '請求書の発行・送付');
    await invoices.fill({ 頻度: '毎月', 月の時間: '6', 期限: '毎月3営業日まで' });
    for (const step of ['売上一覧を受け取る', '請求書を作る', '取引先へ送る', '社内の承認を受ける']) await invoices.add('業務フロー', step);
    await invoices.moveUp('業務フロー', 3);
    await expect(invoices.row('業務フロー', 2).control('手順')).toHaveValue('社内の承認を受ける');
    const expenses = await form.add('依頼したい業務', '経費精算の確認');
    await expenses.fill({ 頻度: '毎週', 月の時間: '4', 期限: '毎週金曜日まで' });
    await expenses.add('業務フロー', '申請と領収書を突き合わせる');
    await form.fill({
      現状の課題: '経理担当が一人で、月初の3日間は請求書の発行だけで手一杯。',
      オンライン秘書に求めるもの: '会計ソフトの実務経験。迷うときは止めて質問してくれること。',
      月の予算: '50,000',
      開始希望日: '2026-09-01',
    });
    await (await form.add('成功の基準', '請求書が期限どおりに届く')).fill({ 測り方: '毎月3営業日までに全件' });
    await (await form.add('成功の基準', '担当者の残業が減る')).fill({ 測り方: '月初15時間から5時間以下に' });
    const manual = await form.add('手元の資料', '請求書発行の手順書');
    await manual.fill({ 準備済み: true, 種類: 'マニュアル', リンクまたはファイル名: 'https://example.com/manual' });
    await expect(form.group('依頼したい業務').root.first()).toContainText('2件・月 10時間');

    const one = await kept(board);
    expect(one.clarify.tasks.map((task) => [task.name, task.frequency, task.hours, task.deadline])).toEqual([
      ['請求書の発行・送付', 'monthly', 360, '毎月3営業日まで'],
      ['経費精算の確認', 'weekly', 240, '毎週金曜日まで'],
    ]);
    expect(one.clarify.tasks[0].flow.map((step) => step.text)).toEqual(['売上一覧を受け取る', '請求書を作る', '社内の承認を受ける', '取引先へ送る']);
    expect(one.clarify.budget).toBe(50_000);
  });

  await test.step('目的のないまま進もうとすると、目的だけを尋ねる。埋めて進むのは1つの手順', async () => {
    await expect(board.card(TITLE)).toContainText('依頼の目的が未記入');
    const before = await board.contents();
    await panel.forward('依頼先選定');
    await expect(gate.missing).toBeVisible();
    await expect(gate.fields()).toHaveCount(1);
    await gate.fill({ 依頼の目的: '月初の定型作業を任せ、担当者が決算の準備に時間を使えるようにする。' });
    await gate.go('依頼先選定');
    await at('select');
    const after = await board.contents();
    await board.undo();
    await at('clarify');
    expect(await board.contents()).toEqual(before);
    await board.redo();
    await at('select');
    expect(await board.contents()).toEqual(after);
    await expect(panel.place).toContainText('依頼書 v1');
  });

  await test.step('2 依頼先選定', async () => {
    const form = await panel.stage('select');
    for (const name of [MINAMO, SHINONOME, ASAHI]) await form.addLine('依頼先候補', name);
    // Three usual criteria are there already; one weight is changed, one criterion added.
    await expect(form.rows('選定基準')).toHaveCount(3);
    await form.row('選定基準', 2).fill({ 重み: '20' });
    await (await form.add('選定基準', '連絡の取りやすさ')).fill({ 重み: '10' });
    await expect(form.group('選定基準').root.first()).toContainText('重みの合計 100%');
    const criteria = ['業務との相性', '費用', 'セキュリティ', '連絡の取りやすさ'];
    const facts = {
      [MINAMO]: [{ 会社の特徴: '経理と総務に強い。少ない時間から頼める。', 業務との相性: 4, 相性の理由: '請求書発行の実績が多い', '費用の目安(月額・税抜)': '25,000', NDA: true }, [4, 5, 3, 4]],
      [SHINONOME]: [{ 会社の特徴: '経理専任のチーム制。', 業務との相性: 5, '費用の目安(月額・税抜)': '60,000', NDA: true, ISMS: true }, [5, 3, 5, 4]],
      [ASAHI]: [{ 会社の特徴: '時間制。土日も対応。', 業務との相性: 3, '費用の目安(月額・税抜)': '45,000' }, [3, 3, 3, 2]],
    };
    for (const [name, [values, scores]] of Object.entries(facts)) {
      await (await form.openCard(name)).fill(values);
      for (const [index, criterion] of criteria.entries()) await form.enter(`${criterion} ${name}`, scores[index]);
    }
    await expect(form.line('総合点')).toContainText(/4\.1.*4\.3.*最高点.*2\.9/);
    await expect(form.line('費用と予算')).toContainText(/月 25,000円.*月 60,000円\s*予算超過.*月 45,000円/);
    await expect(board.card(TITLE)).toContainText('候補 3社');
    await kept(board);
    await panel.forward('問い合わせ・見積もり取得');
    await at('quote');
  });

  await test.step('3 問い合わせ・見積もり取得', async () => {
    const form = await panel.stage('quote');
    await form.fill({ 土日の依頼: 'なし', 作業量の変動: 'あり', '最少の時間(月)': '8', '最多の時間(月)': '16', その他のイレギュラー: 'なし' });
    const plans = {
      [MINAMO]: ['ライト10', { '月額(税抜)': '25,000', 含まれる時間: '10', '超過単価(税抜)': '3,000', '超過の単位(切り上げ)': '15', 最低契約期間: '1', 土日の対応: '対応なし', 見積もりの受領日: '2026-08-05' }],
      [SHINONOME]: ['スタンダード20', { '月額(税抜)': '5.6万', 含まれる時間: '20', '超過単価(税抜)': '2,800', '超過の単位(切り上げ)': '5', '初期費用(税抜)': '20,000', 最低契約期間: '2', 繰越できる月数: '1', 土日の対応: '対応あり', 土日の割増: '150', 見積もりの受領日: '2026-08-06' }],
      [ASAHI]: ['時間制', { '月額(税抜)': '0', 含まれる時間: '0', '超過単価(税抜)': '3,800', '超過の単位(切り上げ)': '60', '初期費用(税抜)': '10,000', 土日の対応: '対応あり', 見積もりの受領日: '2026-08-06' }],
    };
    for (const [name, [plan, terms]] of Object.entries(plans)) {
      const card = await form.openCard(name);
      await card.button('空いている欄に、明確化した依頼内容を入れる').click();
      await expect(card.control('依頼したい内容')).toHaveValue(/請求書の発行・送付\(売上一覧を受け取る → 請求書を作る → 社内の承認を受ける → 取引先へ送る\)/);
      await expect(card.control('作業量と期限')).toHaveValue(/経費精算の確認: 毎週、月4時間、毎週金曜日まで/);
      await expect(card.control('現在困っていること')).toHaveValue(/手一杯/);
      await card.fill({ 問い合わせた日: '2026-08-03', 問い合わせた人: '佐藤 美咲', 回答が来た日: '2026-08-05', 回答の内容: '対応できるとのこと。', イレギュラーへの回答: '増減は事前の連絡があれば対応できる。' });
      await card.addLine('見積もり', plan);
      await card.card(`見積もり ${plan} v1`).fill(terms);
    }
    const asahi = form.card(ASAHI);
    await (await asahi.add('認識の相違', '経費精算は月20件')).fill({ 実際: '出張の多い月は35件前後', 解消: true });
    await expect(form.card('見積もり ライト10 v1').root).toContainText(/6か月・月10時間で 税抜\s*150,000円\s*税込 165,000円/);
    await expect(form.card('見積もり スタンダード20 v1').root).toContainText(/356,000円.*予算超過/);
    await expect(form.card('見積もり 時間制 v1').root).toContainText('238,000円');
    await expect(form.root).not.toContainText('旧条件');

    const one = await kept(board);
    expect(one.candidates.map((row) => row.quotes.map((quote) => [quote.plan, quote.fee ?? 0, quote.version, quote.brief]))).toEqual([
      [['ライト10', 25_000, 1, 1]],
      [['スタンダード20', 56_000, 1, 1]],
      [['時間制', 0, 1, 1]],
    ]);
    expect(one.irregular).toMatchObject({ weekend: 'no', fluctuation: 'yes', least: 480, most: 960, other: 'no' });
    await panel.forward('商談');
    await at('meet');
  });

  await test.step('4 商談', async () => {
    const form = await panel.stage('meet');
    const talks = {
      [MINAMO]: ['高橋 由香', '2026-08-10T10:00', '12', 'ライト10時間に超過2時間', 5, 4],
      [SHINONOME]: ['中村 直樹', '2026-08-12T14:00', '16', 'スタンダード20時間', 4, 5],
    };
    for (const [name, [contact, at, hours, plan, smooth, understood]] of Object.entries(talks)) {
      const card = await form.openCard(name);
      await card.fill({ 窓口担当: contact });
      await card.button('打ち合わせを追加').click();
      const meeting = card.card(/^打ち合わせ 1/);
      await meeting.fill({
        打ち合わせ日時: at,
        出席者: `${contact}様、佐藤`,
        ヒアリング内容: '承認の流れと差し戻しの理由を聞かれた。',
        '提案された作業時間(月)': hours,
        提案されたプラン: plan,
        コミュニケーションは円滑か: smooth,
        内容が正しく伝わっているか: understood,
      });
    }
    const shinonome = form.card(SHINONOME);
    await expect(shinonome.card(/^打ち合わせ 1/).root).toContainText('見積もりの20時間に対し、提案は16時間(−4時間)');
    const point = await shinonome.add('確認して伝えること', '請求先ごとの締め日の一覧を渡す');
    await point.fill({ 調べる人: '佐藤', いつまで: '2026-08-14' });
    const decision = form.group('依頼先の決定');
    await decision.fill({ 依頼先の決定: SHINONOME, 決定の理由: '例外の扱いまで踏み込んで確認してくれた。' });
    await form.group(`${MINAMO}の扱い`).fill({ 検討状況: '次点' });
    await decision.button('選んだ扱いをまとめて記録する').click();
    await kept(board);

    // The open point is all that is left, and is asked for.
    await panel.forward('トライアル');
    await expect(gate.parts()).toHaveCount(1);
    await expect(gate.parts()).toHaveAccessibleName(`${SHINONOME}: 請求先ごとの締め日の一覧を渡す`);
    await gate.press('トライアル');
    await expect(gate.problem).toContainText('確認事項が未回答');
    await gate.cancel();
    const again = (await panel.stage('meet')).card(SHINONOME);
    await again.unfold();
    await again.row('確認して伝えること').fill({ 伝えた日: '2026-08-13', 伝えた内容: '一覧を送った' });
    await panel.forward('トライアル');
    await at('trial');
    await expect(board.card(TITLE)).toContainText(SHINONOME);
  });

  await test.step('5 トライアル', async () => {
    const form = await panel.stage('trial');
    await form.fill({ トライアルの提供: 'あり', 担当のオンライン秘書: '高木さん(経理担当)', 開始日: '2026-08-17', 終了日: '2026-08-28' });
    await expect(form.rows('実施した業務')).toHaveCount(2);
    const [invoices, expenses] = [form.row('実施した業務', 0), form.row('実施した業務', 1)];
    await expect(invoices.control('見積時間')).toHaveValue('6');
    await invoices.fill({ 実績時間: '7.5', 完了: true });
    await expenses.fill({ 実績時間: '4', 完了: true });
    await expect(invoices.computed('差異')).toHaveText('+25%');
    await expect(expenses.computed('差異')).toHaveText('±0%');
    await expect(form.group('実施した業務').root.first()).toContainText('見積 10時間 → 実績 11.5時間(+15%)');
    await form.group('請求書が期限どおりに届く').fill({ 想定どおりか: '想定どおり', メモ: '2営業日目に全件' });
    await form.group('担当者の残業が減る').fill({ 想定どおりか: '想定どおり' });
    await form.fill({ 判定: '契約へ', 判定の理由: '成果は基準どおり。差は初回の確認の分。' });
    const one = await kept(board);
    expect(one.trials).toHaveLength(1);
    expect(one.trials[0]).toMatchObject({ offered: 'offered', verdict: 'proceed' });
    await panel.forward('契約');
    await at('contract');
  });

  await test.step('6 契約', async () => {
    const form = await panel.stage('contract');
    await expect(form.computed('契約先')).toHaveText(SHINONOME);
    await expect(form.control('契約プラン')).toHaveValue('スタンダード20');
    await expect(form.control('最低契約期間')).toHaveValue('2');
    expect(await form.shown('もとになる見積もり')).toMatch(/^スタンダード20 v1 8月6日/);
    await form.fill({ 契約の種類: '準委任', 締結日: '2026-08-31', 開始日: '2026-09-01', 終了日: '2027-02-28', 更新: '自動更新', '通知期限(日数)': '30', 契約書のリンク: 'https://example.com/contract.pdf' });
    await form.group('初回業務のキックオフ').fill({ 日時: '2026-09-01T10:00', 出席者: '佐藤、中村さん', 内容: '質問はチャットで、午前にまとめる。', 実施済み: true });
    await (await form.add('トライアルの結果・変更点・改善点', '照合の手順を改めた')).fill({ 区分: '改善点' });
    await (await form.add('窓口担当とのやりとり', '初回の段取りを確認した')).fill({ 日付: '2026-08-31', 相手: '中村 直樹', 手段: '電話' });
    for (const point of ['秘密保持', '個人情報の取り扱い', '再委託', 'アカウントと権限', '支払条件', '業務範囲の変更', '検収の期間', '損害賠償', '反社会的勢力の排除']) await form.enter(point, true);
    await expect(form.group('契約チェックリスト').root).toContainText('9項目のうち 9');
    await expect(form.date('更新拒絶の通知期限')).toContainText('2027年1月29日(金)');
    const one = await kept(board);
    expect(one.contract.quote).toBe(one.candidates[1].quotes[0].id);
    await panel.forward('依頼開始');
    await at('start');
    await expect(panel.place).toContainText('サイクル 1');
  });

  await test.step('7 依頼開始', async () => {
    const form = await panel.stage('start');
    await form.button('依頼書の業務を並べる').click();
    const works = new WorksPart(form);
    await expect(works.slips).toHaveCount(2);
    await (await works.open('請求書の発行・送付')).fill({ 期限: '2026-09-03', 合意した時間: '6' });
    await (await form.add('使用した時間', '請求書の作成')).fill({ 日付: '2026-09-02', 時間: '21' });
    await form.button('質問を追加').click();
    await form.openCard('新しい質問');
    const questions = form.group('質問');
    await questions.fill({ 業務が止まる質問: true, 計上された待機時間: '30', 質問: '重複している会社はどちらを残しますか' });
    await expect(board.card(TITLE)).toHaveAttribute('data-flag', 'waiting');
    await expect(board.card(TITLE)).toContainText(/回答待ち.*質問1件/);

    await panel.forward('納品');
    await expect(gate.group('回答待ちの質問').root).toContainText('重複している会社はどちらを残しますか');
    await gate.addLine('納品物', '届いたもの');
    await gate.press('納品');
    await expect(gate.problem).toContainText('質問に未回答: 重複している会社は');
    await gate.cancel();
    await at('start');

    const again = (await panel.stage('start')).group('質問');
    await again.fill({ 回答: '新しいほうを残してください' });
    await again.button('いま回答した').click();
    await expect(board.card(TITLE)).not.toHaveAttribute('data-flag', 'waiting');
    const one = await kept(board);
    expect(one.cycles[0].questions[0]).toMatchObject({ blocking: true, billed: 30, answer: '新しいほうを残してください' });

    await panel.forward('納品');
    await expect(gate.parts()).toHaveCount(2); // 納品物, and its list of the same name
    await gate.button('「請求書の発行・送付」が届いた').click();
    await gate.go('納品');
    await at('deliver');
  });

  await test.step('8 納品', async () => {
    const form = await panel.stage('deliver');
    const delivered = await form.openCard('請求書の発行・送付');
    await delivered.fill({ 納品日: '2026-09-03', メモ: '3行目の単価が古い', 想定どおりか: '想定と違う' });
    await delivered.button('修正を依頼する').click();
    const revision = form.row('修正依頼');
    await expect(revision.control('内容')).toHaveValue('3行目の単価が古い');
    await revision.fill({ 期限: '2026-12-28' });

    await panel.forward('定例会議');
    await expect(gate.parts()).toHaveCount(1);
    await expect(gate.parts()).toHaveAccessibleName('修正の完了');
    await gate.cancel();
    await revision.fill({ 依頼日: '2026-09-04', 期限: '2026-09-07', 完了日: '2026-09-07' });
    await delivered.fill({ 想定どおりか: '想定どおり', 検収日: '2026-09-08' });
    await expect(form.group('納品物').root.first()).toContainText('1件・検収済み 1');
    const one = await kept(board);
    expect(one.cycles[0].deliverables[0].checked_on).toBeTruthy();
    await panel.forward('定例会議');
    await at('review');
  });

  await test.step('9 定例会議', async () => {
    const form = await panel.stage('review');
    await form.fill({ 対象期間の初日: '2026-09-01', 対象期間の末日: '2026-09-30', 定期報告: '請求書42件を発行。差し戻し1件。', 気になる点: '返事が翌日になることがある', 今後の依頼: '10月から20件増やしたい' });
    // 21 hours and 30 minutes of billed waiting: 90 minutes beyond 20 hours, 56,000 + 90 × 2,800 ÷ 60 = 60,200.
    await expect(form.figure('使用時間')).toContainText('21.5時間');
    await expect(form.figure('この期間の費用')).toContainText('60,200円');
    await form.button('定例会議を追加').click();
    await form.openCard('新しい会議');
    await form.group('定例会議').fill({ 出席者: '佐藤、中村さん', 議事録: '差し戻しの原因を確かめた。', 決定事項: '申請の様式をそろえる。', 次回: '2026-11-04', 日時: '2026-10-05T10:00' });
    await form.group('請求書が期限どおりに届く').fill({ 想定どおりか: '想定どおり' });
    await kept(board);
  });

  await test.step('次のサイクル', async () => {
    await panel.root.getByRole('button', { name: '次のサイクルへ', exact: true }).click();
    await at('start');
    await expect(panel.place).toContainText('サイクル 2');
    const form = await panel.stage('start');
    const works = new WorksPart(form);
    await expect(works.slips).toHaveCount(0);
    await form.control('サイクル').selectOption({ label: await form.control('サイクル').locator('option').first().textContent() });
    await expect(works.slips).toHaveCount(2);
    await expect(works.detail('請求書の発行・送付').control('業務')).toHaveValue('請求書の発行・送付');
    await expect(works.detail('請求書の発行・送付').control('業務')).toBeDisabled();
    await expect(form.group('質問').control('回答')).toHaveValue('新しいほうを残してください');
    const one = await kept(board);
    expect(one.cycles.map((cycle) => [cycle.number, !!cycle.closed_on])).toEqual([[1, true], [2, false]]);

    const second = await panel.stage('start');
    const next = new WorksPart(second);
    await next.add('10月分の請求書');
    await (await next.open('10月分の請求書')).fill({ 期限: '2026-10-05' });
    await panel.forward('納品');
    await gate.button('「10月分の請求書」が届いた').click();
    await gate.go('納品');
    const delivered = await (await panel.stage('deliver')).openCard('10月分の請求書');
    await delivered.fill({ 想定どおりか: '想定どおり' });
    await panel.forward('定例会議');
    await at('review');
  });

  await test.step('完了し、書き出し、すべて削除し、読み込むと、同じボードになる', async () => {
    await board.chooseOnCard(TITLE, '完了…');
    await board.dialog.getByLabel('成果', { exact: true }).fill('社内に移せた');
    await board.dialog.getByRole('button', { name: '完了にする' }).click();
    await expect(board.card(TITLE)).toHaveCount(0);
    await board.saved();
    const file = (await board.export()).json;
    const one = file.board.engagements.find((row) => row.title === TITLE);
    expect(one.history.map((entry) => entry.to)).toEqual(['select', 'quote', 'meet', 'trial', 'contract', 'start', 'deliver', 'review', 'start', 'deliver', 'review', 'review']);
    expect(one).toMatchObject({ status: 'done', closing: { outcome: '社内に移せた' } });

    await board.choose('すべて削除…');
    await board.dialog.getByRole('button', { name: 'すべて削除する' }).click();
    await expect(board.page.getByLabel('最初の案件の名前')).toBeVisible();
    await board.saved();
    expect((await board.contents()).engagements ?? []).toEqual([]);

    await board.import(file, '置き換える');
    await board.saved();
    expect(await board.contents()).toEqual(file.board);
    await board.reload();
    expect(await board.contents()).toEqual(file.board);
    await board.choose('完了・中止した案件');
    await expect(board.dialog.getByRole('listitem').filter({ hasText: TITLE })).toContainText('社内に移せた');
  });
});

test('トライアルがなければ、理由を残して商談から契約へ進む', async ({ board }) => {
  const title = '電話の一次対応';
  const panel = new PanelPage(board);
  const gate = new GatePage(board);
  await board.load([engagement(title, 'meet', { met: true })]);
  await board.moveByMenu(title, 'contract');
  await expect(gate.root).toContainText('トライアルをせずに契約へ進みます');
  await gate.press('契約');
  await expect(gate.problem).toHaveText('理由を書いてください。');
  await gate.fill({ トライアルがなかった理由: '短期の契約で試すため' });
  await gate.go('契約');
  await expect(board.titlesIn('contract')).toHaveText([title]);

  const one = await kept(board, title);
  expect(one.trials).toHaveLength(1);
  expect(one.trials[0]).toMatchObject({ skipped_reason: '短期の契約で試すため', candidate: one.decision.chosen });
  const history = await panel.openHistory();
  await expect(history.getByRole('listitem').first()).toContainText(/商談 → 契約\s*トライアルなしで契約へ\s*短期の契約で試すため/);
  await expect((await panel.stage('trial')).root).toContainText('トライアルなしで契約へ進みました 短期の契約で試すため');

  // The gate of the contract is not in the way of work, and the skipped trial is not asked for again.
  const form = await panel.stage('contract');
  await form.fill({ 締結日: '2026-09-01', 開始日: '2026-09-02' });
  await form.group('初回業務のキックオフ').fill({ 日時: '2026-09-02T10:00' });
  await panel.forward('依頼開始');
  await expect(board.titlesIn('start')).toHaveText([title]);
});

test('トライアルがうまくいかなければ依頼先選定に戻り、会社は見送り、次点が後を継ぐ', async ({ board }) => {
  const title = '問い合わせの一次回答';
  const panel = new PanelPage(board);
  const gate = new GatePage(board);
  const { selection, candidates } = companies(['みなも秘書', 'しののめ', 'あさひ']);
  candidates[2].standing = 'runner_up';
  const given = engagement(title, 'meet', { selection, candidates, decision: { chosen: candidates[0].id, reason: '質問が具体的だった', decided_on: '2026-07-02' } });
  await board.load([given]);
  await board.openCard(title);
  await panel.forward('トライアル');
  const trial = await panel.stage('trial');
  await trial.fill({ トライアルの提供: 'あり', 開始日: '2026-07-06', 終了日: '2026-07-17' });
  await trial.row('実施した業務').fill({ 実績時間: '18' });
  await expect(trial.row('実施した業務').computed('差異')).toHaveText('+80%');
  await trial.fill({ 判定: '別の会社を探す', 判定の理由: '見積もりの倍近くかかった' });

  await expect(board.card(title)).toContainText('判定は別の会社: 依頼先選定へ戻します');
  await board.chooseOnCard(title, '移動…');
  await expect(board.destination('select')).toBeFocused();
  await board.destination('select').click();
  await expect(gate.root).toContainText('いまの会社を見送りにして、別の会社を探します');
  await expect(gate.control('次に進める会社').locator('option')).toHaveText(['まだ決めない', 'あさひ(次点)', 'しののめ']);
  expect(await gate.shown('次に進める会社')).toBe('あさひ(次点)');
  await gate.fill({ 見送りの理由: '時間が想定と大きく違った' });
  await gate.go('依頼先選定');
  await expect(board.titlesIn('select')).toHaveText([title]);

  const one = await kept(board, title);
  expect(one.candidates[0]).toMatchObject({ standing: 'dropped', dropped_reason: '時間が想定と大きく違った' });
  expect(one.decision.chosen).toBe(candidates[2].id);
  expect(one.past_decisions).toMatchObject([{ chosen: candidates[0].id, reason: '質問が具体的だった' }]);
  expect(one.trials).toMatchObject([{ candidate: candidates[0].id, verdict: 'change_company', verdict_reason: '見積もりの倍近くかかった' }]);
  expect(one.history.at(-1)).toMatchObject({ from: 'trial', to: 'select', kind: 'change_company', reason: '時間が想定と大きく違った' });

  const select = await panel.stage('select');
  const dropped = await select.openCard('みなも秘書');
  await expect(dropped.root).toContainText('見送り');
  await expect(dropped.control('見送りの理由')).toHaveValue('時間が想定と大きく違った');
  expect(await dropped.shown('検討状況')).toBe('見送り');
  const meet = await panel.stage('meet');
  await expect(meet.control('依頼先の決定').getByRole('radio', { checked: true })).toHaveAccessibleName('あさひ');
  // The record of the trial stays readable, and a new one begins with the other company.
  const again = await panel.stage('trial');
  const past = await again.more('みなも秘書: 別の会社を探す');
  await expect(past.row('実施した業務').control('実績時間')).toHaveValue('18');
  await expect(past.row('実施した業務').control('実績時間')).toBeDisabled();
  await expect(past.control('判定の理由')).toHaveValue('見積もりの倍近くかかった');
});

test('トライアルを受けられないとわかったら、トライアルの段階からも理由を残して契約へ進む', async ({ board }) => {
  const title = '議事録の清書';
  const panel = new PanelPage(board);
  const gate = new GatePage(board);
  await board.load([engagement(title, 'meet', { met: true })]);
  await board.openCard(title);
  await panel.forward('トライアル');
  await (await panel.stage('trial')).fill({ トライアルの提供: 'なし' });
  await panel.forward('契約');
  await expect(gate.missing).toHaveCount(0);
  await expect(gate.fields()).toHaveCount(1);
  await gate.fill({ トライアルがなかった理由: '提供のない会社だった' });
  await gate.go('契約');
  await expect(board.titlesIn('contract')).toHaveText([title]);
  const one = await kept(board, title);
  expect(one.trials).toMatchObject([{ offered: 'not_offered', skipped_reason: '提供のない会社だった' }]);
  expect(one.history.at(-1)).toMatchObject({ from: 'trial', to: 'contract', kind: 'skip_trial', reason: '提供のない会社だった' });
});

test('期間を後ろへずらすとき、断られた初日も、末日を直せば保存される', async ({ board }) => {
  const title = '名刺の入力';
  const panel = new PanelPage(board);
  await board.load([engagement(title, 'meet', { met: true })]);
  await board.openCard(title);
  await panel.forward('トライアル');
  const form = await panel.stage('trial');
  await form.fill({ 開始日: '2026-07-06', 終了日: '2026-07-17' });
  await form.fill({ 開始日: '2026-08-03' });
  await form.control('終了日').focus();
  await expect(board.errorOf(form.control('開始日'))).toHaveText('終わりの日が始まりの日より前になっています。');
  await form.fill({ 終了日: '2026-08-14' });
  await form.control('担当のオンライン秘書').focus();
  await expect(board.errorOf(form.control('開始日'))).toHaveCount(0);
  const one = await kept(board, title);
  expect(one.trials[0]).toMatchObject({ from: '2026-08-03', to: '2026-08-14' });
});
