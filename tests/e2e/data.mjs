// Engagements for tests, written as the file format has them, and files made of them.
// What is needed for a gate is spelled out once here.

export const STAGES = ['clarify', 'select', 'quote', 'meet', 'trial', 'contract', 'start', 'deliver', 'review'];

/** The names of the source, in its order. */
export const NAMES = ['依頼内容の明確化', '依頼先選定', '問い合わせ・見積もり取得', '商談', 'トライアル', '契約', '依頼開始', '納品', '定例会議'];

export const nameOf = (stage) => NAMES[STAGES.indexOf(stage)];

let last = 0;
/** A fresh id; a later one sorts behind an earlier one. */
export const id = () => `01900000-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}`;

/** The order key of the nth card of a column. */
export const rank = (index) => `${(0x4000 + index).toString(16)}80`;

/** Everything that the gate of stage 1 asks for. */
export const brief = (more = {}) => ({
  tasks: [{ id: id(), name: '請求書の発行', hours: 600, frequency: 'monthly', deadline: '毎月5営業日まで' }],
  purpose: '月初の定型作業を任せる',
  criteria: [{ id: id(), text: '請求書が期限どおりに届く' }],
  materials: [{ id: id(), name: '手順書', ready: true }],
  ...more,
});

/** Three companies, scored on one criterion, each with a quote. */
export function companies(names = ['みなも秘書', 'しののめ', 'あさひ']) {
  const criterion = { id: id(), name: '業務との相性', weight: 100 };
  const candidates = names.map((name, index) => ({
    id: id(),
    name,
    scores: { [criterion.id]: { value: 5 - index } },
    quotes: [{ id: id(), plan: 'ライト', version: 1, brief: 1, fee: 25_000, included: 600, overage_rate: 3_000, minimum_months: 1 }],
  }));
  return { selection: [criterion], candidates };
}

/** An engagement in a stage, with every gate before it met, and its own one too where `met`. */
export function engagement(title, stage = 'clarify', { met = false, ...more } = {}) {
  const at = STAGES.indexOf(stage);
  const passed = (gate) => at > STAGES.indexOf(gate) || (met && gate === stage);
  const made = { id: id(), title, stage, rank: rank(last), created_at: '2026-07-01T10:00:00+09:00' };
  if (passed('clarify')) made.clarify = brief();
  if (at > 0) {
    const terms = { monthly: 600, deadlines: ['毎月5営業日まで'] };
    made.briefs = [{ id: id(), version: 1, since: '2026-07-01', terms }];
  }
  if (passed('select')) Object.assign(made, companies());
  if (passed('quote')) made.irregular = { weekend: 'no', fluctuation: 'no', other: 'no' };
  if (passed('quote') && made.briefs) Object.assign(made.briefs[0].terms, { weekend: 'no', fluctuation: 'no' });
  const chosen = made.candidates?.[0];
  if (passed('meet')) made.decision = { chosen: chosen.id, reason: '質問が具体的だった', decided_on: '2026-07-02' };
  if (passed('trial')) made.trials = [{ id: id(), candidate: chosen.id, offered: 'offered', verdict: 'proceed' }];
  if (passed('contract')) {
    made.contract = { candidate: chosen.id, quote: chosen.quotes[0].id, signed_on: '2026-07-03', starts_on: '2026-07-06', kickoff: { held: true } };
  }
  if (at >= STAGES.indexOf('start')) {
    const deliverables = passed('start') ? [{ id: id(), name: '請求書一式', delivered_on: '2026-07-10' }] : [];
    if (passed('deliver')) Object.assign(deliverables[0], { checked_on: '2026-07-11', finding: 'met' });
    made.cycles = [{ id: id(), number: 1, opened_on: '2026-07-06', ...(deliverables.length > 0 && { deliverables }) }];
  }
  return { ...made, ...more };
}

/** A file of these engagements. */
export const file = (engagements, more = {}) => ({
  format: 'irai-board',
  version: 6,
  exported_at: '2026-07-01T10:00:00+09:00',
  board: { engagements },
  ...more,
});

/** Three companies as they are compared: 20 hours a month, 4 of them on weekends, at most 60,000 yen a month. Fit
 * counts 60 and cost 40. The first takes no weekend work. */
export function compared(title, more = {}) {
  const [fit, cost] = [
    { id: id(), name: '業務との相性', weight: 60 },
    { id: id(), name: '費用', weight: 40 },
  ];
  const company = (name, scores, quote) => ({
    id: id(),
    name,
    scores: { [fit.id]: { value: scores[0] }, [cost.id]: { value: scores[1] } },
    quotes: [{ id: id(), version: 1, brief: 1, ...quote }],
  });
  const candidates = [
    company('みなも秘書', [3, 5], { plan: 'ライト10', fee: 25_000, included: 600, overage_rate: 3_000, weekend: 'closed' }),
    company('しののめ', [5, 3], {
      plan: 'スタンダード25', fee: 75_000, included: 1_500, overage_rate: 3_300, overage_step: 30, setup_fee: 10_000,
      minimum_months: 3, weekend: 'open', weekend_factor: 125,
    }),
    company('あさひ', [4, 4], { plan: '時間制', fee: 0, overage_rate: 3_000, overage_step: 15, weekend: 'open', weekend_factor: 150 }),
    { id: id(), name: 'かもめ', standing: 'dropped', dropped_reason: '個人情報を扱えない', dropped_on: '2026-07-01' },
  ];
  const made = engagement(title, 'meet', { selection: [fit, cost], candidates, ...more });
  const terms = { weekend: 'yes', weekend_hours: 240, fluctuation: 'no' };
  made.clarify = brief({ tasks: [{ id: id(), name: '請求書の発行', hours: 1_200, frequency: 'monthly' }], budget: 60_000 });
  made.irregular = { ...terms, other: 'no' };
  made.briefs[0].terms = { monthly: 1_200, ...terms };
  return made;
}
