// Engagements with a history: a few with dates that can be followed by hand, and many from a seed.
import { STAGES, companies, engagement, id } from './data.mjs';

const DAY = 86_400_000;
/** The day on which the tests happen. */
export const TODAY = '2026-07-01';
const at = (day, hour = 10) => `${day}T${String(hour).padStart(2, '0')}:00:00+09:00`;
const plus = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** An engagement made on a day, with moves `[day, stage, kind]` and changes of status `[day, status]`. */
export function moved(title, created, steps, more = {}) {
  let stage = 'clarify';
  let status;
  const history = steps.map(([day, to, kind = 'forward']) => {
    if (!STAGES.includes(to)) {
      status = to;
      return { id: id(), at: at(day), from: stage, to: stage, kind: 'status', status: to };
    }
    const entry = { id: id(), at: at(day), from: stage, to, kind };
    stage = to;
    return entry;
  });
  return engagement(title, stage, { created_at: at(created), history, ...(status && { status }), ...more });
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WORKS = ['経費精算', '請求書の発行', '面接の日程調整', '議事録の作成', '問い合わせの一次対応', '名刺の入力', '出張の手配', '資料の清書'];
const COMPANIES = ['みなも秘書', 'しののめ', 'あさひ', 'かもめアシスト', 'リモート秘書ひばり', 'すみれオフィス', 'つばめワークス', 'みなと経理アシスト株式会社'];
/** Days that a stage usually takes. */
const USUAL = [6, 5, 9, 7, 12, 8, 20, 6, 10];
const CAUSES = ['unset', 'request', 'misunderstanding', 'mistake', 'change'];

/** So many engagements of the last two years, as far as they have come. */
export function many(count, seed = 1) {
  const random = seeded(seed);
  const below = (end) => Math.floor(random() * end);
  return Array.from({ length: count }, (_, index) => one(`${WORKS[index % WORKS.length]} ${index + 1}`, random, below));
}

function one(title, random, below) {
  const created = plus(TODAY, -10 - below(690));
  const steps = [];
  let [day, stage, ended] = [created, 0, false];
  for (;;) {
    day = plus(day, 1 + Math.floor(USUAL[stage] * (0.3 + random() * 1.6)));
    // Some are left standing.
    if (day > TODAY || random() < 0.04) break;
    const chance = random();
    if (chance < 0.02) {
      steps.push([day, 'cancelled']);
      ended = true;
    } else if (chance < 0.12 && stage > 1 && stage < 6) {
      stage -= 1;
      steps.push([day, STAGES[stage], 'back']);
    } else if (stage === 8 && chance < 0.5) {
      steps.push([day, 'done']);
      ended = true;
    } else if (stage === 8) {
      stage = 6;
      steps.push([day, 'start', 'next_cycle']);
    } else {
      stage += 1;
      steps.push([day, STAGES[stage]]);
    }
    if (ended) break;
  }
  const offers = companies([0, 1, 2].map((step) => COMPANIES[(below(3) + step * 3) % COMPANIES.length]));
  const made = moved(title, created, steps, stage > 1 ? offers : {});
  return stage > 1 ? worked(made, steps, random, below) : made;
}

/** What was found out, agreed and done, as far as it has come. */
function worked(made, steps, random, below) {
  const chosen = made.candidates[0];
  for (const candidate of made.candidates) {
    candidate.inquiry = { asked_on: plus(made.created_at.slice(0, 10), 8), answered_on: plus(made.created_at.slice(0, 10), 9 + below(6)) };
    candidate.meetings = [{ id: id(), smooth: 2 + below(4), understood: 2 + below(4) }];
  }
  if (made.decision) made.decision.chosen = chosen.id;
  if (made.trials) Object.assign(made.trials[0], { candidate: chosen.id, tasks: [{ id: id(), planned: 300, actual: 240 + below(160) }] });
  if (made.contract) Object.assign(made.contract, { candidate: chosen.id, quote: chosen.quotes[0].id });
  const starts = steps.filter(([, to]) => to === 'start').map(([day]) => day);
  if (starts.length === 0) return made;
  made.clarify.budget = 20_000 + below(4) * 10_000;
  made.contract.starts_on = starts[0];
  made.cycles = starts.map((opened, index) => {
    const delivered = { id: id(), name: '一式', delivered_on: plus(opened, 12), checked_on: plus(opened, 13), finding: 'met' };
    return {
      id: id(),
      number: index + 1,
      opened_on: opened,
      ...(starts[index + 1] && { closed_on: starts[index + 1] }),
      usage: [{ id: id(), on: plus(opened, 5), time: 300 + below(500) }],
      questions: [{ id: id(), text: '宛名の表記', asked_at: `${plus(opened, 2)}T10:00:00`, answered_at: `${plus(opened, 2 + below(4))}T1${below(6) + 1}:30:00`, billed: below(3) * 15 }],
      deliverables: [delivered],
      ...(random() < 0.4 && { revisions: [{ id: id(), what: '宛名', deliverable: delivered.id, done_on: plus(opened, 15), cause: CAUSES[below(CAUSES.length)] }] }),
    };
  });
  return made;
}
