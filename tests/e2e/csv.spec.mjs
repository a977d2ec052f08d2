import { execFileSync } from 'node:child_process';
import { engagement, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { Everyday, readCsv } from './pages/everyday.mjs';

const DAY = new Date('2026-07-01T10:00:00+09:00');

test('書き出したCSVは、別の読み手が同じ内容に読み、計算式は動かない', async ({ board }) => {
  await board.page.clock.setFixedTime(DAY);
  const running = engagement('=1+1, "経理"', 'start', { owner: '佐藤', due: '2026-07-15', labels: ['月次', '-急ぎ'] });
  running.cycles[0].usage = [
    { id: id(), on: '2026-07-06', what: '請求書の発行\n確認', time: 80 },
    { id: id(), on: '2026-07-07', what: '@電話', time: 30, kind: 'weekend' },
  ];
  await board.load([running, engagement('終わった採用', 'deliver', { met: true, status: 'done' })]);
  const everyday = new Everyday(board);

  const hours = await everyday.exportCsv('使用時間');
  expect(hours.name).toBe('irai-board-hours-2026-07-01.csv');
  const title = "'=1+1, \"経理\"";
  expect(readCsv(hours.bytes)).toEqual([
    ['案件名', 'サイクル', '日付', '内容', '業務', '区分', '時間(時間)', '時間(分)'],
    // 80 minutes are 1.33 hours.
    [title, '1', '2026-07-06', '請求書の発行\n確認', '', '平日・営業時間内', '1.33', '80'],
    [title, '1', '2026-07-07', "'@電話", '', '土日', '0.5', '30'],
  ]);

  const quotes = readCsv((await everyday.exportCsv('見積もり', { closed: false })).bytes);
  expect(quotes.slice(1).map((row) => [row[1], row[3], row[9], row[10], row[12]])).toEqual(
    ['みなも秘書', 'しののめ', 'あさひ'].map((name) => [name, 'ライト', '25000', '10', '3000']),
  );

  const all = readCsv((await everyday.exportCsv('案件')).bytes);
  expect(all.map((row) => row[0])).toEqual(['案件名', title, '終わった採用']);
  expect(all[1].slice(1, 8)).toEqual(['依頼開始', '進行中', '', '普通', '佐藤', '2026-07-15', '月次、-急ぎ']);
  const open = readCsv((await everyday.exportCsv('案件', { closed: false })).bytes);
  expect(open).toHaveLength(2);
});

const FILE = [
  '会社名,サイト,月額(円),含まれる時間,NDA,Pマーク,備考',
  'みなも秘書,https://minamo.example,"25,000",10,はい,○,"経理に強い\n担当は2名"',
  'しののめ,,高い,1:30,たぶん,,',
  'あさひ,,75000,25,なし,,\'=1+1',
  '',
].join('\r\n');

/** An engagement in stage 2 with one company, open. */
async function opened(board) {
  await board.load([engagement('経理', 'select', { candidates: [{ id: id(), name: 'アサヒ' }] })]);
  await board.openCard('経理');
  const everyday = new Everyday(board);
  await everyday.openImport();
  return everyday;
}

test('候補のCSVは、列と問題を見てから1手で読み込め、同じ名前は飛ばし、元に戻せる', async ({ board }) => {
  const everyday = await opened(board);
  await everyday.giveCsv(`\ufeff${FILE}`);
  expect(await everyday.columns()).toEqual(['会社名', 'サイト', '月額', '含まれる時間', 'NDA', 'プライバシーマーク', 'メモ']);
  await expect(everyday.line(2)).toContainText('月額 25,000円・10時間');
  await expect(everyday.line(4)).toContainText('4行目・月額：数字として読めません(「高い」。この欄は空で読み込みます)');
  await expect(everyday.line(4)).toContainText('4行目・NDA：「はい」か「いいえ」で書いてください');
  await expect(everyday.line(5)).toContainText('同じ名前あり');
  await expect(everyday.line(5).getByRole('checkbox')).not.toBeChecked();
  await expect(everyday.importButton).toHaveText('2社を読み込む');
  await everyday.line(5).getByRole('checkbox').check();
  await everyday.line(4).getByRole('checkbox').uncheck();
  // The column is left out: nobody has a note.
  await everyday.column('備考').selectOption('読み込まない');
  await everyday.column('備考').selectOption('メモ');
  await everyday.importButton.click();
  await expect(board.dialog).toHaveCount(0);
  await board.saved();
  const candidates = async () => (await board.contents()).engagements[0].candidates;
  const [, first, second, ...none] = await candidates();
  expect(none).toEqual([]);
  expect(first).toMatchObject({
    name: 'みなも秘書', site: 'https://minamo.example', nda: true, privacy_mark: true, note: '経理に強い\n担当は2名',
    quotes: [{ version: 1, brief: 1, fee: 25_000, included: 600 }],
  });
  expect(second).toMatchObject({ name: 'あさひ', note: '=1+1', quotes: [{ fee: 75_000, included: 1_500 }] });
  await board.undo();
  await board.saved();
  expect(await candidates()).toHaveLength(1);
});

test('Shift_JISのファイルも、貼り付けた表も読める', async ({ board }) => {
  const everyday = await opened(board);
  const text = '社名;電話;最低契約期間\n髙橋秘書㈱;03-1234-5678;3か月\nソ連表示能;;\n';
  const bytes = execFileSync('python3', ['-c', 'import sys; sys.stdout.buffer.write(sys.argv[1].encode("cp932"))', text]);
  await everyday.giveCsv(bytes);
  expect(await everyday.columns()).toEqual(['会社名', '電話', '最低契約期間']);
  await expect(everyday.line(2)).toContainText('髙橋秘書㈱');
  await expect(everyday.line(3)).toContainText('ソ連表示能');
  await board.dialog.getByRole('button', { name: '別の表にする' }).click();
  await everyday.paste('会社\t月額\nみなも秘書\t2.5万\n');
  await expect(everyday.line(2)).toContainText('月額 25,000円');
  await everyday.importButton.click();
  await board.saved();
  const names = (await board.contents()).engagements[0].candidates.map((row) => row.name);
  expect(names).toEqual(['アサヒ', 'みなも秘書']);
});

test('読めないファイルは、どこがどうかと、候補がそのままであることを伝える', async ({ board }) => {
  const everyday = await opened(board);
  const error = board.dialog.getByRole('alert');
  const cases = [
    ['', '何も書かれていません。'],
    ['会社名,月額\n', '見出しの下に行がありません。'],
    ['会社名\nみなも\n"しののめ\nあさひ', '3行目の引用符(")が閉じていません。'],
    [`会社名\n${'あ\n'.repeat(501)}`, '行が多すぎます(501行)。'],
    ['a'.repeat(1_000_001), 'ファイルが大きすぎます(1,001 KB)。'],
    [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'CSVではないようです。'],
  ];
  for (const [content, message] of cases) {
    await everyday.giveCsv(content);
    await expect(error).toContainText(message);
    await expect(error).toContainText('いまの候補はそのままです。');
  }
  // Without a column for the name there is nothing to import.
  await everyday.giveCsv('番号,備考\n1,x\n');
  await expect(error).toHaveCount(0);
  await expect(board.dialog.getByRole('button', { name: '会社名の列を選んでください' })).toBeDisabled();
  await everyday.column('番号').selectOption('会社名');
  await expect(everyday.importButton).toHaveText('1社を読み込む');
  await board.page.keyboard.press('Escape');
  await expect(board.dialog).toHaveCount(0);
  expect((await board.contents()).engagements[0].candidates).toHaveLength(1);
});
