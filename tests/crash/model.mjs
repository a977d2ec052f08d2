// What the board must hold after each edit: a plan of edits drawn from a seed, and a model that
// follows it without the app.

export const STAGES = ['clarify', 'select', 'quote', 'meet', 'trial', 'contract', 'start', 'deliver', 'review'];

/** Random numbers that a seed repeats (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (end) => Math.floor(next() * end),
    pick: (list) => list[Math.floor(next() * list.length)],
    chance: (share) => next() < share,
  };
}

/** A board is its columns; a card is what the edits touch. */
export const empty = () => Object.fromEntries(STAGES.map((stage) => [stage, []]));

const WORDS = ['経理', '請求書の発行', '採用の日程調整', '会議録', '出張の手配', '問い合わせ対応', '月次の締め', '資料の翻訳'];
const REASON = '先に進めて確かめる';

/** The board after an edit; the one before stays as it was. */
export function after(board, edit) {
  const next = Object.fromEntries(Object.entries(board).map(([stage, cards]) => [stage, cards.map((card) => ({ ...card }))]));
  if (edit.do === 'add') {
    next[edit.stage].push({ title: edit.title, owner: '', purpose: '' });
    return next;
  }
  const stage = STAGES.find((one) => next[one].some((card) => card.title === edit.title));
  const cards = next[stage];
  const index = cards.findIndex((card) => card.title === edit.title);
  const [card] = cards.splice(index, 1);
  if (edit.do === 'move') {
    next[edit.to].push(card);
    return next;
  }
  const field = { retitle: 'title', owner: 'owner', purpose: 'purpose' }[edit.do];
  if (field) card[field] = edit.text;
  cards.splice(edit.do === 'reorder' ? index + (edit.up ? -1 : 1) : index, 0, card);
  return next;
}

/**
 * So many edits that follow on the board, and the board after each, the board itself first. Every
 * text occurs once in a whole run: `mark` tells this plan's from another's. Without `reorder` no
 * outcome depends on what others do in the same column. `cards`: from so many on, none is added.
 */
export function plan(board, count, random, mark, { reorder = true, cards = 60 } = {}) {
  const edits = [];
  const boards = [board];
  const typed = () => ({ stay: random.chance(0.08), hasty: random.chance(0.3) });
  while (edits.length < count) {
    const now = boards.at(-1);
    const text = `${random.pick(WORDS)} ${mark}の${edits.length + 1}`;
    const stages = STAGES.filter((stage) => now[stage].length > 0);
    const all = stages.flatMap((stage) => now[stage].map((card, index) => ({ card, stage, index })));
    const one = random.pick(all);
    const roll = random.next();
    let edit;
    if (all.length < 3 || (roll < 0.3 && all.length < cards)) {
      edit = { do: 'add', stage: random.pick(['clarify', 'clarify', 'select', 'quote']), title: text, hasty: random.chance(0.4) };
    } else if (roll < 0.45) {
      const [stage] = stages.filter((stage) => now[stage].length > 1);
      if (!stage || !reorder) continue;
      const index = random.below(now[stage].length);
      const up = index > 0;
      edit = { do: 'reorder', title: now[stage][index].title, up, hasty: random.chance(0.4) };
    } else if (roll < 0.6) {
      // Between the first two columns, where a gate gives way to a reason and no company is needed.
      if (one.stage !== 'clarify' && one.stage !== 'select') continue;
      const to = one.stage === 'clarify' ? 'select' : 'clarify';
      edit = { do: 'move', title: one.card.title, to, reason: REASON };
    } else if (roll < 0.75) {
      edit = { do: 'retitle', title: one.card.title, text, ...typed() };
    } else if (roll < 0.85) {
      edit = { do: 'owner', title: one.card.title, text, ...typed() };
    } else {
      if (one.stage !== 'clarify') continue;
      edit = { do: 'purpose', title: one.card.title, text, ...typed() };
    }
    edits.push(edit);
    boards.push(after(now, edit));
  }
  return { edits, boards };
}

/** The board that the page shows and exports, in the model's terms. */
export function read(columns, exported) {
  const byId = new Map(exported.engagements.map((one) => [one.id, one]));
  const board = empty();
  for (const stage of STAGES) {
    for (const { id, title } of columns[stage] ?? []) {
      const one = byId.get(id);
      if (!one || one.title !== title || (one.stage ?? 'clarify') !== stage) throw new Error(`shown and exported differ: ${id}`);
      board[stage].push({ title, owner: one.owner ?? '', purpose: one.clarify?.purpose ?? '' });
      byId.delete(id);
    }
  }
  if (byId.size > 0) throw new Error(`exported and not shown: ${[...byId.keys()]}`);
  return board;
}

export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** How many edits of the plan the board holds: those up to some point, or null where it is none of them. */
export function reached(boards, board, from) {
  for (let count = from; count < boards.length; count += 1) if (same(boards[count], board)) return count;
  for (let count = from - 1; count >= 0; count -= 1) if (same(boards[count], board)) return count;
  return null;
}

/**
 * How many of the first `acknowledged` edits have left no trace, for a board that no prefix of the
 * edits leads to: their outcome is not there, nor that of a later edit of the same thing.
 */
export function missing(edits, acknowledged, board) {
  const texts = new Set(Object.values(board).flat().flatMap((card) => [card.title, card.owner, card.purpose]));
  const later = (index, field) => edits.slice(index + 1).some((edit) => field(edit));
  return edits.slice(0, acknowledged).filter((edit, index) => {
    if (edit.do === 'add') return !texts.has(edit.title) && !later(index, (other) => other.do === 'retitle' && other.title === edit.title);
    if (edit.text) return !texts.has(edit.text) && !later(index, (other) => other.do === edit.do);
    return false;
  }).length;
}
