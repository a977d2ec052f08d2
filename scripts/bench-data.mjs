// Boards for the benchmark: the same ones every time, with texts as long as people write them.
import { STAGES } from '../tests/e2e/data.mjs';

/** The boards, and two stages between which a card is moved on each. */
export const PROFILES = {
  100: { count: 100, stages: ['clarify', 'select'] },
  1000: { count: 1_000, stages: ['clarify', 'select'] },
  2000: { count: 2_000, stages: ['clarify', 'select'] },
  10000: { count: 10_000, stages: ['clarify', 'select'] },
  // A thousand cards in one column.
  'column-1000': { count: 1_000, only: 'clarify', stages: ['clarify', 'select'] },
  // A card with a text of 100,000 characters in all among a hundred.
  'large-card': { count: 100, large: true, stages: ['clarify', 'select'] },
};

const WORK = ['経費精算', '請求書の発行', '採用の日程調整', '会議の議事録', '問い合わせの一次対応', '出張の手配', '名刺の入力', 'SNSの投稿', '見積書の作成', '在庫表の更新', '契約書の整理', '研修の準備'];
const DEPARTMENTS = ['経理部', '総務部', '人事部', '営業一課', '営業二課', '情報システム', '広報室', '大阪支店', '名古屋支店', '役員室'];
const OWNERS = ['佐藤', '鈴木', '高橋', '田中', '伊藤', '渡辺', '山本', '中村'];
const PURPOSES = ['月初の定型作業を任せ、社員は締めの確認に集中する', '繁忙期の残業を月20時間減らす', '問い合わせへの返事を当日中にする', '引き継ぎ書のない仕事を、手順のある仕事にする'];
const LABELS = ['急ぎ', '経理', '個人情報', '継続', '新規', '要確認'];

/** A sequence of numbers from 0 to 1 that is the same for the same seed (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A backup file with a board. */
export function made(profile) {
  const { count, only, large } = PROFILES[profile];
  const next = numbers(20260701);
  const pick = (list) => list[Math.floor(next() * list.length)];
  let last = 0;
  const id = () => `01900000-0000-7000-8000-${(++last).toString(16).padStart(12, '0')}`;
  const day = () => `2026-${String(8 + Math.floor(next() * 5)).padStart(2, '0')}-${String(1 + Math.floor(next() * 28)).padStart(2, '0')}`;

  const engagements = Array.from({ length: count }, (_, index) => {
    const stage = only ?? STAGES[index % STAGES.length];
    const at = STAGES.indexOf(stage);
    const work = pick(WORK);
    const one = {
      id: id(),
      title: `${pick(DEPARTMENTS)}の${work}（${1 + Math.floor(index / STAGES.length)}）`,
      stage,
      rank: `${(0x400000 + index).toString(16)}80`,
      owner: pick(OWNERS),
      created_at: '2026-07-01T10:00:00+09:00',
    };
    if (next() < 0.5) one.due = day();
    if (next() < 0.3) one.labels = [pick(LABELS)];
    one.clarify = {
      tasks: [{ id: id(), name: work, hours: 60 * (1 + Math.floor(next() * 20)), frequency: 'monthly', deadline: '毎月5営業日まで' }],
      purpose: pick(PURPOSES),
      criteria: [{ id: id(), text: '期限どおりに、差し戻しなく届く' }],
      materials: [{ id: id(), name: '手順書', ready: true }],
    };
    if (large && index === 0) {
      // Fifty texts of 2,000 characters.
      one.clarify.criteria = Array.from({ length: 50 }, (_, row) => ({ id: id(), text: `${row}：${pick(PURPOSES)}。`.repeat(80).slice(0, 2_000) }));
    }
    if (at > 0) one.briefs = [{ id: id(), version: 1, since: '2026-07-01', terms: { monthly: 600, deadlines: ['毎月5営業日まで'] } }];
    if (at > 1) {
      const criterion = { id: id(), name: '業務との相性', weight: 100 };
      one.selection = [criterion];
      one.candidates = ['みなも秘書', 'しののめ', 'あさひ'].map((name, place) => ({
        id: id(),
        name,
        scores: { [criterion.id]: { value: 5 - place } },
        quotes: [{ id: id(), plan: 'ライト', version: 1, brief: 1, fee: 25_000, included: 600, overage_rate: 3_000, minimum_months: 1 }],
      }));
    }
    return one;
  });
  return { format: 'irai-board', version: 6, exported_at: '2026-07-01T10:00:00+09:00', board: { engagements } };
}
