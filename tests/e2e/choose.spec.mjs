// From the comparison to the decision and its papers, and that the papers carry all that was filled in.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compared } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { ComparePage } from './pages/compare.mjs';
import { LetterPart } from './pages/letter.mjs';
import { PanelPage } from './pages/panel.mjs';
import { PAPERS, PaperPage } from './pages/paper.mjs';

const COMPLETE = JSON.parse(await readFile(fileURLToPath(new URL('../fixtures/complete.json', import.meta.url)), 'utf8'));
const TITLE = '土日もある受注対応';
const REASON = '土日に対応でき、総合で1位。';

const paper = (name) => PAPERS.find((one) => one.name === name);

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-07-01T10:00:00+09:00'));
});

test('土日の作業がある案件を比べて決め、決めたことが稟議サマリーに載る', async ({ board }) => {
  await board.load([compared(TITLE, { decision: undefined })]);
  const compare = new ComparePage(board);
  const panel = new PanelPage(board);

  await test.step('比べる: 安い会社は土日に対応しない', async () => {
    await compare.openFromCard(TITLE);
    // 16 h and 4 h on weekends: 25,000 + 10 × 3,000; 75,000; 22 × 3,000. Six months, set-up 10,000 for the second.
    for (const [company, total, hourly] of [['みなも秘書', '330,000円', '2,750円'], ['しののめ', '460,000円', '3,833円'], ['あさひ', '396,000円', '3,300円']]) {
      await expect(await compare.cell(company, '総額(税抜)')).toContainText(total);
      await expect(await compare.cell(company, '1時間あたり')).toContainText(hourly);
    }
    await expect(compare.row('みなも秘書')).toContainText('要件不適合');
    await expect(compare.first('総合の1位')).toContainText('あさひ');
    await board.page.keyboard.press('Escape');
  });

  await test.step('決める: 理由を書き、次点と見送りを決めて、トライアルへ進む', async () => {
    await board.openCard(TITLE);
    const form = await panel.stage('meet');
    const decision = form.group('依頼先の決定');
    await decision.fill({ 依頼先の決定: 'あさひ', 決定の理由: REASON });
    await form.group('しののめの扱い').fill({ 検討状況: '次点' });
    await form.group('みなも秘書の扱い').fill({ 検討状況: '見送り', 見送りの理由: '土日の対応がない' });
    await decision.button('選んだ扱いをまとめて記録する').click();
    await panel.forward('トライアル');
    await expect(board.cardsIn('trial').filter({ hasText: TITLE })).toBeVisible();
    const one = (await board.contents()).engagements.find((engagement) => engagement.title === TITLE);
    const standing = (name) => one.candidates.find((candidate) => candidate.name === name);
    expect(one.decision).toMatchObject({ chosen: standing('あさひ').id, reason: REASON });
    expect(standing('しののめ').standing).toBe('runner_up');
    expect(standing('みなも秘書')).toMatchObject({ standing: 'dropped', dropped_reason: '土日の対応がない', dropped_on: '2026-07-01' });
  });

  await test.step('稟議サマリーに、比較の数字と決定の理由がある', async () => {
    const opened = await PaperPage.open(board, paper('稟議サマリー'));
    const table = opened.table(/6か月/);
    const row = (company) => table.getByRole('row').filter({ hasText: company });
    for (const text of ['決定', '66,000円', '396,000円', '435,600円', '3,300円', '対応あり']) await expect(row('あさひ')).toContainText(text);
    for (const text of ['次点', '75,000円', '460,000円', '506,000円', '3,833円', '予算超過']) await expect(row('しののめ')).toContainText(text);
    for (const text of ['見送り', '55,000円', '330,000円', '要件不適合']) await expect(row('みなも秘書')).toContainText(text);
    for (const text of [REASON, '土日の対応がない', '個人情報を扱えない']) await expect(opened.sheet).toContainText(text);
    await opened.close();
  });
});

/** Every text under these fields, however deep. */
const texts = (value, fields) =>
  Object.entries(value ?? {}).flatMap(([name, inner]) => {
    if (typeof inner === 'string') return fields.includes(name) && inner.trim() ? [inner] : [];
    return typeof inner === 'object' ? texts(inner, fields) : [];
  });

/** A text of several lines, line by line, as it stands on the page. */
const lines = (all) => [...new Set(all.flatMap((text) => text.split('\n')).map((line) => line.trim()).filter(Boolean))];

test('書類は、埋めた項目をすべて載せる', async ({ board }) => {
  const one = COMPLETE.board.engagements[0];
  const chosen = one.candidates.find((candidate) => candidate.id === one.decision.chosen);
  const met = one.candidates.find((candidate) => candidate.name === paper('商談のアジェンダ').company);
  const trial = one.trials.at(-1);
  const CARRIED = {
    依頼書: lines([
      ...texts(one.clarify, ['name', 'text', 'deadline', 'measure', 'problems', 'purpose', 'expectations', 'link']).filter((text) => !text.startsWith('0190')),
      one.irregular.other_text,
    ]),
    商談のアジェンダ: lines([
      ...met.differences.filter((row) => !row.settled).flatMap((row) => [row.told, row.actual]),
      ...met.open_points.flatMap((row) => [row.what, row.owner]),
      met.contact.name,
    ]),
    稟議サマリー: lines([one.clarify.purpose, one.decision.reason, ...one.candidates.map((row) => row.name), ...texts(one.candidates, ['dropped_reason'])]),
    トライアル報告書: lines([...texts({ ...trial, results: Object.values(trial.results) }, ['name', 'note', 'secretary', 'verdict_reason'])]),
    契約チェックリスト: lines([...texts(one.contract, ['plan', 'link', 'text', 'summary', 'person', 'means', 'note', 'notes', 'people']), chosen.name]),
  };
  await board.load(COMPLETE.board.engagements);
  await board.openCard(one.title);
  for (const [name, carried] of Object.entries(CARRIED)) {
    expect(carried.length, name).toBeGreaterThan(3);
    const opened = await PaperPage.open(board, paper(name));
    for (const text of carried) await expect.soft(opened.sheet, `${name}: ${text}`).toContainText(text);
    await opened.close();
  }
  const inquiry = await new LetterPart(await (await new PanelPage(board).stage('quote')).openCard(chosen.name)).open();
  const asked = lines([one.irregular.other_text, chosen.inquiry.what, chosen.inquiry.volume, chosen.inquiry.trouble, ...texts(one.clarify.criteria, ['text', 'measure'])]);
  for (const text of asked) await expect.soft(inquiry.root, `問い合わせ文: ${text}`).toContainText(text);
});
