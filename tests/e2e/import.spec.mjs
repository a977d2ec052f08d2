import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFile } from 'node:fs/promises';
import { engagement, file, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';

const read = (path) => readFile(new URL(path, import.meta.url), 'utf8');
const kept = await read('../fixtures/board-v1.json');
const schema = JSON.parse(await read('../../public/schema/irai-board-6.schema.json'));

/** What is wrong with a file by the schema that is shipped with the page. */
function faults(json) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  addFormats(ajv);
  // Widths of numbers that the schema names and JSON does not know.
  for (const format of ['int64', 'uint32', 'uint64', 'uint']) if (!ajv.formats[format]) ajv.addFormat(format, true);
  const validate = ajv.compile(schema);
  return validate(json) ? [] : validate.errors;
}

test('書き出したファイルは、名前に日時が入り、配布しているスキーマに合う', async ({ board }) => {
  await board.page.clock.setFixedTime(new Date('2026-07-01T10:05:00+09:00'));
  await board.load([engagement('経理', 'review', { met: true }), engagement('採用', 'clarify', { met: true }), engagement('🗂️ 総務')]);
  const { name, json } = await board.export();
  expect(name).toBe('irai-board-20260701-1005.json');
  expect(Object.keys(json)).toEqual(['format', 'version', 'exported_at', 'board']);
  expect(json).toMatchObject({ format: 'irai-board', version: 6, exported_at: '2026-07-01T10:05:00+09:00' });
  expect(faults(json)).toEqual([]);
});

test('サンプルのファイルもスキーマに合い、合わないものはスキーマが見つける', async ({ board }) => {
  await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
  await expect(board.cards).toHaveCount(3);
  const { json } = await board.export();
  expect(faults(json)).toEqual([]);
  const broken = structuredClone(json);
  broken.board.engagements[0].stage = 'paid';
  expect(faults(broken)).not.toEqual([]);
});

test('書き出し、すべて削除し、読み込むと、同じボードになる', async ({ board }) => {
  await board.import(kept);
  const { text, json } = await board.export();
  await board.choose('すべて削除…');
  await board.dialog.getByRole('button', { name: 'すべて削除する' }).click();
  await expect(board.cards).toHaveCount(0);
  await board.import(text, '置き換える');
  expect(await board.contents()).toEqual(json.board);
  await board.saved();
  await board.reload();
  expect(await board.contents()).toEqual(json.board);
});

test('読み込む前に、新しい・変更・同じを見せ、案件ごとに選べる', async ({ board }) => {
  const [same, changed, other, gone] = ['同じ案件', '変わる案件', 'こちらを残す案件', 'ボードだけの案件'].map((title) => engagement(title));
  await board.load([same, changed, other, gone]);
  const added = engagement('新しい案件');
  const unwanted = engagement('いらない案件');
  await board.offer(file([same, { ...changed, owner: '田中' }, { ...other, owner: '佐藤' }, added, unwanted]), '引き継ぎ.json');

  await expect(board.dialog).toContainText('引き継ぎ.json');
  const row = (title) => board.dialog.getByRole('row').filter({ hasText: title });
  await expect(row('同じ案件')).toContainText('同じ');
  await expect(row('変わる案件')).toContainText('変更');
  await expect(row('変わる案件')).toContainText('担当者');
  await expect(row('新しい案件')).toContainText('新しい');
  await expect(row('ボードだけの案件')).toBeHidden();
  // Nothing has changed yet.
  await expect(board.cards).toHaveCount(4);

  await board.dialog.getByRole('combobox', { name: '「こちらを残す案件」の読み込み' }).selectOption({ label: 'いまの内容を残す' });
  await board.dialog.getByRole('combobox', { name: '「いらない案件」の読み込み' }).selectOption({ label: '加えない' });
  await board.dialog.getByRole('button', { name: '読み込む' }).click();
  await expect(board.dialog).toHaveCount(0);
  const after = (await board.contents()).engagements;
  const owners = Object.fromEntries(after.map((one) => [one.title, one.owner ?? '']));
  expect(owners).toEqual({ 同じ案件: '', 変わる案件: '田中', こちらを残す案件: '', ボードだけの案件: '', 新しい案件: '' });
});

test('置き換えると何が消えるかを先に見せ、元に戻せる', async ({ board }) => {
  await board.load([engagement('消える案件')]);
  const before = await board.contents();
  await board.offer(file([engagement('来る案件')]));
  await board.dialog.getByRole('radio', { name: '置き換える' }).check();
  await expect(board.dialog.getByRole('row').filter({ hasText: '消える案件' })).toContainText('削除');
  await board.dialog.getByRole('button', { name: '読み込む' }).click();
  await expect(board.titlesIn('clarify')).toHaveText(['来る案件']);
  await board.undo();
  await expect(board.titlesIn('clarify')).toHaveText(['消える案件']);
  expect(await board.contents()).toEqual(before);
});

test('やめれば、読み込まれない', async ({ board }) => {
  await board.load([engagement('いまの案件')]);
  await board.settled();
  const before = await board.stored();
  for (const leave of [() => board.page.keyboard.press('Escape'), () => board.dialog.getByRole('button', { name: 'やめる' }).click()]) {
    await board.offer(file([engagement('来る案件')]));
    await expect(board.dialog.getByRole('row').filter({ hasText: '来る案件' })).toBeVisible();
    await leave();
    await expect(board.dialog).toHaveCount(0);
    expect(await board.stored()).toEqual(before);
  }
});

test('読み込み前の控えは、再読み込みの後も書き出せる', async ({ board }) => {
  await board.load([engagement('前の案件')]);
  const before = await board.contents();
  await board.openMenu();
  await expect(board.menu.getByRole('menuitem', { name: '読み込み前の控えを書き出す' })).toHaveCount(0);
  await board.page.keyboard.press('Escape');
  await board.import(file([engagement('後の案件')]), '置き換える');
  await expect(board.titlesIn('clarify')).toHaveText(['後の案件']);
  await board.saved();
  await board.reload();
  const [download] = await Promise.all([board.page.waitForEvent('download'), board.choose('読み込み前の控えを書き出す')]);
  const copy = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(copy.board).toEqual(before);
});

test('同じファイルを2度読み込んでも、増えも変わりもしない', async ({ board }) => {
  const content = file([engagement('経理')]);
  await board.import(content);
  const before = await board.contents();
  await board.import(content);
  await expect(board.toasts.filter({ hasText: 'ボードと同じ内容でした' })).toBeVisible();
  expect(await board.contents()).toEqual(before);
});

test('絵文字の題名も、BOMやUTF-16のファイルも読める', async ({ board }) => {
  const text = JSON.stringify(file([engagement('🗂️ 経理 👩‍💻')]));
  await board.import(Buffer.from(`\uFEFF${text}`, 'utf8'));
  await expect(board.card('🗂️ 経理 👩‍💻')).toBeVisible();
  await board.import(Buffer.from(`\uFEFF${JSON.stringify(file([engagement('UTF-16の案件')]))}`, 'utf16le'));
  await expect(board.card('UTF-16の案件')).toBeVisible();
});

// ---- what is refused ----

const FIRST = 'board.engagements[0]';

/** The kept file with one thing made wrong. */
const spoil = (change) => {
  const json = JSON.parse(kept);
  change(json, json.board.engagements);
  return JSON.stringify(json, null, 2);
};
const inText = (from, to) => {
  if (!kept.includes(from)) throw new Error(`the kept file has no ${from}`);
  return kept.replace(from, () => to);
};

/** What is wrong, the file, the place that is named, and what is said about it. */
const refused = [
  ['空のファイル', '', '', 'ファイルの中身が空です'],
  ['空白だけ', ' \n ', '', 'ファイルの中身が空です'],
  ['画像', Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'), '', 'テキストのファイルではありません'],
  ['大きすぎるファイル', Buffer.alloc(20_000_001, ' '), '', 'ファイルが大きすぎます'],
  ['Webページ', '<!doctype html>', '1行目', 'JSONとして読めません'],
  ['途中で切れた', kept.slice(0, 5_000), '途中', '切れています'],
  ['配列', '[]', '', '依頼ボードのファイルではありません'],
  ['別のアプリ', spoil((json) => (json.format = 'excalidraw')), 'format', '"excalidraw"'],
  ['形式がない', spoil((json) => delete json.format), '', '依頼ボードのファイルではありません'],
  ['新しい版', spoil((json) => (json.version = file([]).version + 1)), 'version', '新しい版'],
  ['版0', spoil((json) => (json.version = 0)), 'version', '0という版'],
  ['版が文字', spoil((json) => (json.version = '1')), 'version', '版'],
  ['版がない', spoil((json) => delete json.version), 'version', '必要な項目がありません'],
  ['書き出しの日時がない', spoil((json) => delete json.exported_at), 'exported_at', '必要な項目がありません'],
  ['ボードがない', spoil((json) => delete json.board), 'board', '必要な項目がありません'],
  ['ボードが配列', spoil((json) => (json.board = [])), 'board', 'オブジェクト'],
  ['案件の一覧がない', spoil((json) => (json.board = {})), 'board.engagements', '必要な項目がありません'],
  ['知らない項目', spoil((json) => (json.colour = 'red')), 'colour', 'この形式にない項目'],
  ['余分なコンマ', inText('"sample": true,', '"sample": true,,'), FIRST, '行目'],
  ['同じ項目が2度', inText('"sample": true', '"title": "別の名前"'), `${FIRST}.title`, '同じ名前の項目'],
  ['題名が数', spoil((_, all) => (all[0].title = 5)), `${FIRST}.title`, '文字列'],
  ['料金が文字', spoil((_, all) => (all[0].candidates[0].quotes[0].fee = '25000')), `${FIRST}.candidates[0].quotes[0].fee`, '整数'],
  ['負の料金', spoil((_, all) => (all[0].candidates[0].quotes[0].fee = -5)), `${FIRST}.candidates[0].quotes[0].fee`, '-5'],
  ['端数の円', spoil((_, all) => (all[0].candidates[0].quotes[0].fee = 2.5)), `${FIRST}.candidates[0].quotes[0].fee`, '整数'],
  ['大きすぎる料金', spoil((_, all) => (all[0].candidates[0].quotes[0].fee = 2e12)), `${FIRST}.candidates[0].quotes[0].fee`, '2000000000000'],
  ['9点の採点', spoil((_, all) => (all[0].candidates[0].fit = 9)), `${FIRST}.candidates[0].fit`, '1から5'],
  ['2月30日', spoil((_, all) => (all[0].due = '2026-02-30')), `${FIRST}.due`, '実在する日付'],
  ['25時', spoil((_, all) => (all[0].candidates[0].meetings[0].at = '2026-07-01T25:00:00')), `${FIRST}.candidates[0].meetings[0].at`, '実在する日時'],
  ['ない段階', spoil((_, all) => (all[0].stage = 'paid')), `${FIRST}.stage`, 'paid'],
  ['idでないid', spoil((_, all) => (all[0].id = '1')), `${FIRST}.id`, 'UUID'],
  ['idがない', spoil((_, all) => delete all[0].id), `${FIRST}.id`, 'id'],
  ['idが同じ2件', spoil((_, all) => (all[2].id = all[0].id)), 'board.engagements[2].id', `${FIRST}.id`],
  ['行のidが同じ', spoil((_, all) => (all[1].candidates[1].id = all[1].candidates[0].id)), 'board.engagements[1].candidates[1].id', 'board.engagements[1].candidates[0].id'],
  ['いない会社を選んだ', spoil((_, all) => (all[1].decision.chosen = id())), 'board.engagements[1].decision.chosen', '指している先'],
  ['いない会社との契約', spoil((_, all) => (all[2].contract.candidate = id())), 'board.engagements[2].contract.candidate', '指している先'],
  ['javascript:のリンク', spoil((_, all) => (all[0].candidates[0].site = 'javascript:alert(1)')), `${FIRST}.candidates[0].site`, 'http・https・mailto・tel'],
  ['data:のリンク', spoil((_, all) => (all[0].clarify.materials[0].link = 'data:text/html,x')), `${FIRST}.clarify.materials[0].link`, 'http・https・mailto・tel'],
  ['1項目に100 KB', spoil((_, all) => (all[0].clarify.purpose = 'あ'.repeat(35_000))), `${FIRST}.clarify.purpose`, '文字が多すぎます'],
  ['空の題名', spoil((_, all) => (all[0].title = '  ')), `${FIRST}.title`, '空のままにできない'],
  ['制御文字', spoil((_, all) => (all[0].clarify.purpose = '目的\u0000')), `${FIRST}.clarify.purpose`, 'U+0000'],
  ['多すぎる行', spoil((_, all) => (all[0].clarify.tasks = Array.from({ length: 1_001 }, () => ({})))), `${FIRST}.clarify.tasks`, '数が多すぎます'],
  ['深すぎる入れ子', inText('"sample": true', `"sample": ${'['.repeat(200)}${']'.repeat(200)}`), `${FIRST}.sample`, '入れ子が深すぎます'],
  ['始まる前に終わる契約', spoil((_, all) => (all[2].contract.ends_on = '2020-01-01')), 'board.engagements[2].contract.ends_on', '始まりより前'],
];

test(`壊れた${refused.length}種類のファイルは、場所を示して断り、ボードは1バイトも変わらない`, async ({ board }) => {
  expect(refused.length).toBeGreaterThanOrEqual(30);
  await board.import(kept);
  await board.settled();
  const before = await board.stored();
  const contents = await board.contents();
  for (const [what, content, place, problem] of refused) {
    await test.step(what, async () => {
      await board.offer(content, `${what}.json`);
      await expect(board.dialog.getByRole('heading', { name: 'このファイルは読み込めません' })).toBeVisible();
      await expect(board.dialog).toContainText(`${what}.json`);
      const message = await board.dialog.getByRole('alert').textContent();
      expect.soft(message, what).toContain(place);
      expect.soft(message, what).toContain(problem);
      expect.soft(message, what).toContain('いまのボードは変わっていません');
      await board.dialog.getByRole('button', { name: '閉じる' }).last().click();
      await expect(board.dialog).toHaveCount(0);
      expect(await board.stored(), what).toEqual(before);
    });
  }
  expect(await board.contents()).toEqual(contents);
  await expect(board.undoButton).toHaveAccessibleName(/ファイルの読み込み/);
});

test('断られた後、そのまま別のファイルを選べる', async ({ board }) => {
  await board.offer('{}');
  const [chooser] = await Promise.all([
    board.page.waitForEvent('filechooser'),
    board.dialog.getByRole('button', { name: '別のファイルを選ぶ' }).click(),
  ]);
  await board.give(chooser, file([engagement('経理')]));
  await board.dialog.getByRole('button', { name: '読み込む' }).click();
  await expect(board.card('経理')).toBeVisible();
});
