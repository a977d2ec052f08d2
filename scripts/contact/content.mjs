// What stands on the board of the contact sheet: every stage, every state, and names as long as they get.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STAGES, compared, engagement, id } from '../../tests/e2e/data.mjs';
import { many as history } from '../../tests/e2e/running.mjs';
import { root } from '../served.mjs';

/** A company's name of sixty characters. */
export const LONG = '株式会社日本総合バックオフィス・オンライン秘書サービス東日本統括本部第二営業部カスタマーサクセス推進室首都圏担当チーム一';

/** The engagement in which everything is filled in, in the last stage. */
export const COMPLETE = '経理(請求書発行・経費精算)';

export async function content() {
  const complete = JSON.parse(await readFile(join(root, 'tests/fixtures/complete.json'), 'utf8')).board.engagements[0];
  const long = compared('オンライン秘書の選定(全国の営業所の受発注・請求・問い合わせ対応をまとめて任せる)', {
    owner: '佐々木 小次郎', priority: 'high', due: '2026-07-03', labels: ['経理', '長期契約', '全国の営業所'],
  });
  long.candidates[0].name = LONG;
  return [
    { ...complete, labels: ['経理'] },
    long,
    engagement('請求書の発行', 'clarify', { owner: '田中', due: '2026-06-26', labels: ['経理'] }),
    engagement('採用アシスタント', 'clarify', { status: 'on_hold', status_reason: '人事の返事を待つ', owner: '鈴木' }),
    engagement('出張の手配', 'select', { met: true, owner: '高橋', due: '2026-07-10' }),
    engagement('営業事務・秘書業務', 'quote', { owner: '田中' }),
    engagement('議事録の作成', 'trial', { owner: '鈴木', due: '2026-07-01' }),
    engagement('名刺の入力', 'start', { met: true, owner: '高橋' }),
    engagement('問い合わせの一次対応', 'deliver', { owner: '田中', due: '2026-07-08' }),
    engagement('資料の清書', 'review', { met: true, status: 'done', owner: '鈴木' }),
    engagement('翻訳の外注', 'quote', { status: 'cancelled', status_reason: '社内で対応することにした' }),
    engagement('月次の経費精算', 'clarify', { met: true, status: 'template' }),
  ];
}

/** So many engagements over the nine columns, and some with two years of history for 分析. */
export function many(count) {
  const works = ['経費精算', '請求書の発行', '面接の日程調整', '議事録の作成', '問い合わせの一次対応', '名刺の入力', '出張の手配', '資料の清書'];
  const cards = Array.from({ length: count }, (_, index) => {
    const title = `${works[index % works.length]} ${Math.floor(index / works.length) + 1}`;
    const day = String((index % 28) + 1).padStart(2, '0');
    return engagement(title, STAGES[index % STAGES.length], { id: id(), met: index % 2 === 0, owner: '田中', due: `2026-07-${day}` });
  });
  return [...cards, ...history(60)];
}
