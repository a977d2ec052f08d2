// Every item that the source names, (S) in the domain's table, stage by stage: the field is found
// by its Japanese label, takes a value, keeps it over a reload, and stands in the exported file.
import { brief, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { PanelPage } from './pages/panel.mjs';
import { WorksPart } from './pages/works.mjs';

const TITLE = '経理の月次締め補助';

// Where in a stage's form an item stands.
const whole = (form) => form;
const group = (name) => (form) => form.group(name);
const row = (list, index = 0) => (form) => form.row(list, index);
const inRow = (list, inner, index = 0) => (form) => form.row(list).row(inner, index);
const company = (name) => (form) => form.openCard(name);
const rowOf = (name, list, index = 0) => async (form) => (await form.openCard(name)).row(list, index);
const cardIn = (name, card) => async (form) => (await form.openCard(name)).openCard(card);
const result = (criterion) => group(criterion);
const work = () => (form) => new WorksPart(form).openFirst();

/**
 * `items`: the source's wording, where it stands, its label, what is entered, where that stands in
 * the file, and as what if not as entered. `said`: what the page computes from it.
 * `begin` adds the rows by hand.
 */
const STAGES = [
  {
    stage: 'clarify',
    name: '1 依頼内容の明確化',
    given: () => engagement(TITLE),
    async begin(form) {
      const task = await form.add('依頼したい業務', '請求書');
      await task.add('業務フロー', '受け取る');
      await task.add('業務フロー', '作る');
      await form.add('成功の基準', '期限');
      for (const name of ['資料1', '資料2', '資料3']) await form.add('手元の資料', name);
    },
    items: [
      ['依頼したい業務: task', row('依頼したい業務'), '業務名', '請求書の発行', (one) => one.clarify.tasks[0].name],
      ['依頼したい業務: flow (ordered steps)', inRow('依頼したい業務', '業務フロー', 0), '手順', '売上一覧を受け取る', (one) => one.clarify.tasks[0].flow[0].text],
      ['依頼したい業務: flow (ordered steps)', inRow('依頼したい業務', '業務フロー', 1), '手順', '請求書を作る', (one) => one.clarify.tasks[0].flow[1].text],
      ['依頼したい業務: frequency', row('依頼したい業務'), '頻度', '毎週', (one) => one.clarify.tasks[0].frequency, 'weekly'],
      ['依頼したい業務: hours/month', row('依頼したい業務'), '月の時間', '12.5', (one) => one.clarify.tasks[0].hours, 750],
      ['依頼したい業務: deadline', row('依頼したい業務'), '期限', '毎月3営業日まで', (one) => one.clarify.tasks[0].deadline],
      ['現状の課題', whole, '現状の課題', '月初に残業が集中する', (one) => one.clarify.problems],
      ['依頼の目的', whole, '依頼の目的', '月初の作業を任せる', (one) => one.clarify.purpose],
      ['成功の基準: rows', row('成功の基準'), '基準', '期限どおりに届く', (one) => one.clarify.criteria[0].text],
      ['成功の基準: measurable', row('成功の基準'), '測り方', '毎月3営業日までに全件', (one) => one.clarify.criteria[0].measure],
      ['成功の基準: later ticked', row('成功の基準'), '達成', true, (one) => one.clarify.criteria[0].met],
      ['オンライン秘書に求めるもの', whole, 'オンライン秘書に求めるもの', '会計ソフトの経験', (one) => one.clarify.expectations],
      ['手元の資料: workflow', row('手元の資料', 0), '種類', 'ワークフロー', (one) => one.clarify.materials[0].kind ?? 'workflow', 'workflow'],
      ['手元の資料: manual', row('手元の資料', 1), '種類', 'マニュアル', (one) => one.clarify.materials[1].kind, 'manual'],
      ["手元の資料: record of today's way", row('手元の資料', 2), '種類', '現在の対応の記録', (one) => one.clarify.materials[2].kind, 'record'],
      ['手元の資料: name', row('手元の資料', 1), '資料名', '請求書の手順書', (one) => one.clarify.materials[1].name],
      ['手元の資料: link', row('手元の資料', 1), 'リンクまたはファイル名', 'https://example.com/manual', (one) => one.clarify.materials[1].link],
      ['手元の資料: file', row('手元の資料', 2), 'リンクまたはファイル名', '作業記録.xlsx', (one) => one.clarify.materials[2].link],
      ['手元の資料: ready or not', row('手元の資料', 1), '準備済み', true, (one) => one.clarify.materials[1].ready],
    ],
  },
  {
    stage: 'select',
    name: '2 依頼先選定',
    given: () => engagement(TITLE, 'select', { clarify: brief({ budget: 50_000 }) }),
    async begin(form) {
      await form.addLine('依頼先候補', 'みなも秘書');
      await form.addLine('依頼先候補', 'しののめ');
      await form.add('選定基準', '相性');
      await form.add('選定基準', 'セキュリティ');
    },
    items: [
      ["fit: the company's features", company('みなも秘書'), '会社の特徴', '経理に強い', (one) => one.candidates[0].features],
      ['fit: 1 to 5', company('みなも秘書'), '業務との相性', 4, (one) => one.candidates[0].fit],
      ['fit: with reason', company('みなも秘書'), '相性の理由', '請求書発行の実績が多い', (one) => one.candidates[0].fit_reason],
      ['cost against budget', company('みなも秘書'), '費用の目安(月額・税抜)', '75,000', (one) => one.candidates[0].rough_cost, 75_000],
      ['own criteria', row('選定基準', 0), '基準', '業務の経験', (one) => one.selection[0].name],
      ['own criteria with weights', row('選定基準', 0), '重み', '60', (one) => one.selection[0].weight, 60],
      ['own criteria with weights', row('選定基準', 1), '重み', '40', (one) => one.selection[1].weight, 40],
      ['own criteria: scored', whole, '業務の経験 みなも秘書', 5, (one) => one.candidates[0].scores[one.selection[0].id].value],
      ['own criteria: scored', whole, 'セキュリティ みなも秘書', 3, (one) => one.candidates[0].scores[one.selection[1].id].value],
      ['own criteria: reason of the score', company('みなも秘書'), '採点の理由(業務の経験)', '10年の実績', (one) => one.candidates[0].scores[one.selection[0].id].reason],
    ],
    said: [
      ['own criteria with weights', (form) => form.line('総合点'), /4\.2\s*\/ 5/],
      ['cost against budget', (form) => form.line('費用と予算'), /月 75,000円\s*予算超過/],
    ],
  },
  {
    stage: 'quote',
    name: '3 問い合わせ・見積もり取得',
    given: () => engagement(TITLE, 'quote'),
    async begin(form) {
      const card = await form.openCard('みなも秘書');
      await card.addLine('見積もり', 'スタンダード20');
      await card.add('認識の相違', '件数');
    },
    items: [
      ['what', company('みなも秘書'), '依頼したい内容', '請求書の発行と送付', (one) => one.candidates[0].inquiry.what],
      ['how much by when', company('みなも秘書'), '作業量と期限', '月12時間。毎月3営業日まで', (one) => one.candidates[0].inquiry.volume],
      ['current trouble', company('みなも秘書'), '現在困っていること', '月初に作業が集中する', (one) => one.candidates[0].inquiry.trouble],
      ['irregular cases: weekend work', whole, '土日の依頼', 'あり', (one) => one.irregular.weekend, 'yes'],
      ['irregular cases: weekend work', whole, '土日の時間', '2', (one) => one.irregular.weekend_hours, 120],
      ['irregular cases: fluctuating volume', whole, '作業量の変動', 'あり', (one) => one.irregular.fluctuation, 'yes'],
      ['irregular cases: fluctuating volume, min hours', whole, '最少の時間(月)', '8', (one) => one.irregular.least, 480],
      ['irregular cases: fluctuating volume, max hours', whole, '最多の時間(月)', '16', (one) => one.irregular.most, 960],
      ['irregular cases: other', whole, 'その他のイレギュラー', 'あり', (one) => one.irregular.other, 'yes'],
      ['irregular cases: other', whole, 'その他の内容', '決算月は倍になる', (one) => one.irregular.other_text],
      ['irregular cases: told to the company', company('みなも秘書'), 'イレギュラーへの回答', '事前の連絡があれば対応', (one) => one.candidates[0].inquiry.irregular_answer],
      ['quotes: plan', cardIn('みなも秘書', /^見積もり スタンダード20/), 'プラン名', 'スタンダード20', (one) => one.candidates[0].quotes[1].plan],
      ['quotes: monthly fee', cardIn('みなも秘書', /^見積もり スタンダード20/), '月額(税抜)', '56,000', (one) => one.candidates[0].quotes[1].fee, 56_000],
      ['quotes: included hours', cardIn('みなも秘書', /^見積もり スタンダード20/), '含まれる時間', '20', (one) => one.candidates[0].quotes[1].included, 1_200],
      ['認識の相違: what was told', rowOf('みなも秘書', '認識の相違'), '伝えた内容', '経費精算は月20件', (one) => one.candidates[0].differences[0].told],
      ['認識の相違: against what is so', rowOf('みなも秘書', '認識の相違'), '実際', '出張の多い月は35件', (one) => one.candidates[0].differences[0].actual],
      ['認識の相違: settled', rowOf('みなも秘書', '認識の相違'), '解消', true, (one) => one.candidates[0].differences[0].settled],
    ],
  },
  {
    stage: 'meet',
    name: '4 商談',
    given: () => engagement(TITLE, 'meet'),
    async begin(form) {
      const card = await form.openCard('みなも秘書');
      await card.button('打ち合わせを追加').click();
      await card.add('確認して伝えること', '権限');
    },
    items: [
      ['窓口担当', company('みなも秘書'), '窓口担当', '高橋 由香', (one) => one.candidates[0].contact.name],
      ['hearing notes', cardIn('みなも秘書', /^打ち合わせ 1/), 'ヒアリング内容', '承認の流れを聞かれた', (one) => one.candidates[0].meetings[0].hearing],
      ['proposed hours', cardIn('みなも秘書', /^打ち合わせ 1/), '提案された作業時間(月)', '12', (one) => one.candidates[0].meetings[0].proposed_hours, 720],
      ['proposed plan', cardIn('みなも秘書', /^打ち合わせ 1/), '提案されたプラン', 'ライト10時間と超過2時間', (one) => one.candidates[0].meetings[0].proposed_plan],
      ['open points: what we must look up and tell them', rowOf('みなも秘書', '確認して伝えること'), '確認すること', '外部の人の権限を追加できるか', (one) => one.candidates[0].open_points[0].what],
      ['open points: due', rowOf('みなも秘書', '確認して伝えること'), 'いつまで', '2026-07-10', (one) => one.candidates[0].open_points[0].due],
      ['open points: done', rowOf('みなも秘書', '確認して伝えること'), '伝えた日', '2026-07-09', (one) => one.candidates[0].open_points[0].done_on],
      ['open points: what was told', rowOf('みなも秘書', '確認して伝えること'), '伝えた内容', '閲覧と入力のみ追加できる', (one) => one.candidates[0].open_points[0].answer],
      ['is communication smooth', cardIn('みなも秘書', /^打ち合わせ 1/), 'コミュニケーションは円滑か', 5, (one) => one.candidates[0].meetings[0].smooth],
      ['is the content understood', cardIn('みなも秘書', /^打ち合わせ 1/), '内容が正しく伝わっているか', 4, (one) => one.candidates[0].meetings[0].understood],
      ['is communication smooth: note', cardIn('みなも秘書', /^打ち合わせ 1/), 'やり取りの評価のメモ', 'その場で復唱してくれた', (one) => one.candidates[0].meetings[0].rating_note],
      ['decision: the chosen candidate', group('依頼先の決定'), '依頼先の決定', 'しののめ', (one) => one.candidates.find((row) => row.id === one.decision.chosen).name],
      ['decision: with its reason', group('依頼先の決定'), '決定の理由', '質問が具体的だった', (one) => one.decision.reason],
    ],
  },
  {
    stage: 'trial',
    name: '5 トライアル',
    given: () => engagement(TITLE, 'trial', { clarify: brief({ criteria: [{ id: '01900000-0000-7000-8000-0000000fff01', text: '期限どおりに届く' }] }) }),
    async begin(form) {
      await form.button('トライアルの記録を始める').click();
      await form.add('実施した業務', '入金の消し込み');
    },
    items: [
      ['offered or not', whole, 'トライアルの提供', 'あり', (one) => one.trials[0].offered, 'offered'],
      ['tasks done', row('実施した業務', 1), '業務', '入金の照合', (one) => one.trials[0].tasks[1].name],
      ['tasks done', row('実施した業務', 1), '完了', true, (one) => one.trials[0].tasks[1].done],
      ['deliverable as expected (per success criterion)', result('期限どおりに届く'), '想定どおりか', '想定どおり', (one) => Object.values(one.trials[0].results)[0].met, 'met'],
      ['deliverable as expected (per success criterion): note', result('期限どおりに届く'), 'メモ', '3日目に届いた', (one) => Object.values(one.trials[0].results)[0].note],
      ['estimated hours per task', row('実施した業務', 1), '見積時間', '10', (one) => one.trials[0].tasks[1].planned, 600],
      ['actual hours per task', row('実施した業務', 1), '実績時間', '12.5', (one) => one.trials[0].tasks[1].actual, 750],
      ['verdict 契約へ / 作業量を見直す / 別の会社を探す', whole, '判定', '作業量を見直す', (one) => one.trials[0].verdict, 'rework'],
      ['verdict: reason', whole, '判定の理由', '照合に時間がかかった', (one) => one.trials[0].verdict_reason],
    ],
    said: [
      ['verdict 契約へ / 作業量を見直す / 別の会社を探す', (form) => form.control('判定'), /契約へ\s*作業量を見直す\s*別の会社を探す/],
      ['variance in %', (form) => form.row('実施した業務', 1).computed('差異'), '+25%'],
      ['variance in %', (form) => form.group('実施した業務').root.first(), '見積 10時間 → 実績 12.5時間(+25%)'],
    ],
  },
  {
    stage: 'contract',
    name: '6 契約',
    given: () => engagement(TITLE, 'contract'),
    async begin(form) {
      for (const text of ['成果', '変更', '改善']) await form.add('トライアルの結果・変更点・改善点', text);
      await form.add('窓口担当とのやりとり', '確認');
    },
    items: [
      ['formal contract: type', whole, '契約の種類', '準委任', (one) => one.contract.kind, 'quasi_mandate'],
      ['formal contract: signed on', whole, '締結日', '2026-07-03', (one) => one.contract.signed_on],
      ['formal contract: start', whole, '開始日', '2026-07-06', (one) => one.contract.starts_on],
      ['formal contract: minimum term', whole, '最低契約期間', '6', (one) => one.contract.minimum_months, 6],
      ['formal contract: renewal', whole, '更新', '自動更新', (one) => one.contract.renewal, 'automatic'],
      ['formal contract: renewal and notice deadline', whole, '終了日', '2027-01-05', (one) => one.contract.ends_on],
      ['formal contract: notice deadline', whole, '通知期限(日数)', '30', (one) => one.contract.notice_days, 30],
      ['formal contract: plan', whole, '契約プラン', '月10時間プラン', (one) => one.contract.plan],
      ['formal contract: file or link', whole, '契約書のリンク', 'https://example.com/contract.pdf', (one) => one.contract.link],
      ['kick-off meeting for the first work', group('初回業務のキックオフ'), '日時', '2026-07-06T10:00', (one) => one.contract.kickoff.at, '2026-07-06T10:00:00'],
      ['kick-off meeting for the first work', group('初回業務のキックオフ'), '出席者', '田中、高橋さん', (one) => one.contract.kickoff.people],
      ['kick-off meeting for the first work', group('初回業務のキックオフ'), '内容', '質問の連絡方法を決めた', (one) => one.contract.kickoff.notes],
      ['kick-off meeting for the first work', group('初回業務のキックオフ'), '実施済み', true, (one) => one.contract.kickoff.held],
      ['trial results agreed', row('トライアルの結果・変更点・改善点', 0), '区分', 'トライアルの結果', (one) => one.contract.agreed[0].kind ?? 'result', 'result'],
      ['trial results agreed', row('トライアルの結果・変更点・改善点', 0), '内容', '成果は基準どおり', (one) => one.contract.agreed[0].text],
      ['changes agreed', row('トライアルの結果・変更点・改善点', 1), '区分', '変更点', (one) => one.contract.agreed[1].kind, 'change'],
      ['changes agreed', row('トライアルの結果・変更点・改善点', 1), '内容', '照合は隔週にする', (one) => one.contract.agreed[1].text],
      ['improvements agreed', row('トライアルの結果・変更点・改善点', 2), '区分', '改善点', (one) => one.contract.agreed[2].kind, 'improvement'],
      ['improvements agreed', row('トライアルの結果・変更点・改善点', 2), '内容', '質問は午前にまとめる', (one) => one.contract.agreed[2].text],
      ['log of contacts with the 窓口担当: when', row('窓口担当とのやりとり'), '日付', '2026-07-04', (one) => one.contract.contacts[0].on],
      ['log of contacts with the 窓口担当: with whom', row('窓口担当とのやりとり'), '相手', '高橋 由香', (one) => one.contract.contacts[0].person],
      ['log of contacts with the 窓口担当: how', row('窓口担当とのやりとり'), '手段', '電話', (one) => one.contract.contacts[0].means],
      ['log of contacts with the 窓口担当: what', row('窓口担当とのやりとり'), '内容', '初回の段取りを確認した', (one) => one.contract.contacts[0].summary],
    ],
    said: [['formal contract: renewal and notice deadline', (form) => form.date('更新拒絶の通知期限'), /2026年12月6日\(日\)\(前の営業日 2026年12月4日\(金\)\)/]],
  },
  {
    stage: 'start',
    name: '7 依頼開始',
    given: () => engagement(TITLE, 'start'),
    async begin(form) {
      await new WorksPart(form).add('請求書');
      await form.button('質問を追加').click();
      await form.openCard('新しい質問');
      await form.add('業務の滞り', '権限');
      await form.add('使用した時間', '発行');
    },
    items: [
      ['work requested: task', work(), '業務', '7月分の請求書', (one) => one.cycles[0].works[0].name],
      ['work requested: due', work(), '期限', '2026-07-10', (one) => one.cycles[0].works[0].due],
      ['work requested: hours agreed', work(), '合意した時間', '5', (one) => one.cycles[0].works[0].agreed, 300],
      ['questions: asked at', group('質問'), '質問された日時', '2026-07-06T09:30', (one) => one.cycles[0].questions[0].asked_at, '2026-07-06T09:30:00'],
      ['questions: answered at', group('質問'), '回答した日時', '2026-07-06T13:00', (one) => one.cycles[0].questions[0].answered_at, '2026-07-06T13:00:00'],
      ['questions: blocking or not', group('質問'), '業務が止まる質問', true, (one) => one.cycles[0].questions[0].blocking],
      ['questions: answer', group('質問'), '回答', '両方を残す', (one) => one.cycles[0].questions[0].answer],
      ['stalls', row('業務の滞り'), '内容', '名簿を開く権限がない', (one) => one.cycles[0].stalls[0].what],
      ['stalls: since', row('業務の滞り'), 'いつから', '2026-07-07', (one) => one.cycles[0].stalls[0].since],
      ['stalls: cause', row('業務の滞り'), '原因', '申請の承認待ち', (one) => one.cycles[0].stalls[0].cause],
      ['stalls: solved', row('業務の滞り'), '解消した日', '2026-07-08', (one) => one.cycles[0].stalls[0].solved_on],
      ['hours used', row('使用した時間'), '時間', '1.5', (one) => one.cycles[0].usage[0].time, 90],
    ],
    // A question is called by its text: the last to be entered.
    after: [['questions', group('質問'), '質問', '重複はどちらを残しますか', (one) => one.cycles[0].questions[0].text]],
  },
  {
    stage: 'deliver',
    name: '8 納品',
    given: () => engagement(TITLE, 'deliver', { cycles: [{ id: '01900000-0000-7000-8000-0000000fff02', number: 1, opened_on: '2026-07-06', works: [{ id: '01900000-0000-7000-8000-0000000fff03', name: '7月分の請求書' }] }] }),
    async begin(form) {
      await form.button('納品物を追加').click();
      await form.openCard('新しい納品物');
      await form.add('修正依頼', '単価');
    },
    items: [
      ['deliverables: row per work', group('納品物'), '業務', '7月分の請求書', (one) => one.cycles[0].deliverables[0].work, '01900000-0000-7000-8000-0000000fff03'],
      ['deliverables: delivered on', group('納品物'), '納品日', '2026-07-10', (one) => one.cycles[0].deliverables[0].delivered_on],
      ['deliverables: checked on', group('納品物'), '確認日', '2026-07-11', (one) => one.cycles[0].deliverables[0].checked_on],
      ['deliverables: as expected or not', group('納品物'), '想定どおりか', '想定と違う', (one) => one.cycles[0].deliverables[0].finding, 'not_met'],
      ['deliverables: accepted on', group('納品物'), '検収日', '2026-07-14', (one) => one.cycles[0].deliverables[0].accepted_on],
      ['revisions: what', row('修正依頼'), '内容', '3行目の単価を直す', (one) => one.cycles[0].revisions[0].what],
      ['revisions: asked on', row('修正依頼'), '依頼日', '2026-07-11', (one) => one.cycles[0].revisions[0].asked_on],
      ['revisions: due', row('修正依頼'), '期限', '2026-07-13', (one) => one.cycles[0].revisions[0].due],
      ['revisions: done', row('修正依頼'), '完了日', '2026-07-13', (one) => one.cycles[0].revisions[0].done_on],
    ],
    after: [['deliverables', group('納品物'), '納品物', '請求書一式(7月分)', (one) => one.cycles[0].deliverables[0].name]],
  },
  {
    stage: 'review',
    name: '9 定例会議',
    given: () => engagement(TITLE, 'review'),
    async begin(form) {
      await form.button('定例会議を追加').click();
      await form.openCard('新しい会議');
    },
    items: [
      ['regular report: period', whole, '対象期間の初日', '2026-07-01', (one) => one.cycles[0].review.from],
      ['regular report: period', whole, '対象期間の末日', '2026-07-31', (one) => one.cycles[0].review.to],
      ['regular report: hours used', whole, '使用時間', '12.5', (one) => one.cycles[0].review.used, 750],
      ['regular report', whole, '定期報告', '請求書42件を発行', (one) => one.cycles[0].review.report],
      ['気になる点', whole, '気になる点', '返事が翌日になることがある', (one) => one.cycles[0].review.concerns],
      ['今後の依頼', whole, '今後の依頼', '10月から20件増やしたい', (one) => one.cycles[0].review.future],
      ['meetings: attendance', group('定例会議'), '出席者', '田中、高橋さん', (one) => one.cycles[0].review.meetings[0].attendance],
      ['meetings: minutes', group('定例会議'), '議事録', '差し戻しの原因を確かめた', (one) => one.cycles[0].review.meetings[0].minutes],
      ['meetings: decisions', group('定例会議'), '決定事項', '様式をそろえる', (one) => one.cycles[0].review.meetings[0].decisions],
      ['meetings: next date', group('定例会議'), '次回', '2026-09-01', (one) => one.cycles[0].review.meetings[0].next_on],
      ['success criteria reviewed', result('請求書が期限どおりに届く'), '想定どおりか', '想定どおり', (one) => Object.values(one.cycles[0].review.results)[0].met, 'met'],
      ['success criteria reviewed: note', result('請求書が期限どおりに届く'), 'メモ', '全件が2営業日以内', (one) => Object.values(one.cycles[0].review.results)[0].note],
    ],
    after: [['meetings: date', group('定例会議'), '日時', '2026-08-03T10:00', (one) => one.cycles[0].review.meetings[0].at, '2026-08-03T10:00:00']],
    said: [
      ['regular report: hours used against included', (form) => form.figure('使用時間'), '12.5時間'],
      ['regular report: hours used against included', (form) => form.figure('使用時間'), '使える時間 10時間'],
      ['regular report: cost', (form) => form.figure('この期間の費用'), '32,500円'],
    ],
  },
];

for (const { stage, name, given, begin, items, after = [], said = [] } of STAGES) {
  test(`${name}: 元の文章が挙げる項目は、どれも日本語の名前で見つかり、書いた値が残る`, async ({ board }) => {
    const panel = new PanelPage(board);
    const all = [...items, ...after];
    await board.load([given()]);
    await board.openCard(TITLE);
    let form = await panel.stage(stage);
    await begin(form);

    for (const [source, place, label, value] of all) {
      await test.step(`${source}: ${label}`, async () => {
        const part = await place(form);
        await expect(part.control(label), `${source}: 「${label}」`).toHaveCount(1);
        await part.enter(label, value);
      });
    }
    await board.saved();
    await board.reload();
    await board.openCard(TITLE);
    form = await panel.stage(stage);
    await panel.unfoldAll();

    for (const [source, place, label, value] of all) {
      const part = await place(form);
      await expect.soft(part.control(label), `${source}: 「${label}」`).toBeEnabled();
      expect.soft(await part.shown(label), `${source}: 「${label}」`).toBe(typeof value === 'number' ? String(value) : value);
    }
    for (const [source, place, text] of said) await expect.soft(await place(form), source).toContainText(text);

    const [one] = (await board.contents()).engagements;
    for (const [source, , label, value, read, stored = value] of all) {
      expect.soft(read(one), `${source}: 「${label}」 in the file`).toEqual(stored);
    }
  });
}
