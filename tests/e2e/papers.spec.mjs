// The papers: opened at their stage, read, printed, copied, saved. Their words are pinned natively,
// in tests/papers.rs; here is that they reach the page, the clipboard and the printer.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { STAGES, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { PanelPage } from './pages/panel.mjs';
import { LETTERS, PAPERS, PaperPage } from './pages/paper.mjs';

const COMPLETE = JSON.parse(await readFile(fileURLToPath(new URL('../fixtures/complete.json', import.meta.url)), 'utf8'));
const TITLE = '経理(請求書発行・経費精算)';

/** What stands in each paper, from the fields of the stages before it. */
const TEXTS = {
  依頼書: ['月初の定型作業を任せて', '会計ソフトで請求書を作る', '毎月3営業日までに全件を送付', 'あり(月16時間〜26時間)', '経費精算フロー_2026.pdf'],
  商談のアジェンダ: ['土日の作業に対応できますか。', '月末2日間は経費精算の締めがある', '会計ソフトの利用者数の上限', '経理の担当者は来月から増える予定とのこと。'],
  稟議サマリー: ['経理の質問が具体的で', '66,950円', '894,740円', '要確認', 'トライアルで、集計に見積もりの1.6倍の時間がかかった。'],
  トライアル報告書: ['高木 彩', '差し戻しが3件あった', '成果物は基準どおり。', '納期に遅れ、時間も大きく超えた。'],
  期間の報告書: ['2026年6月1日(月)〜6月30日(火)', '17時間40分', '0.50回', '8月から支払いの準備も任せたい。'],
  定例会議のアジェンダ: ['2026年7月31日(金)', '税区分の一覧表を用意する。', '税区分の誤り2件を直す'],
  完了のまとめ: ['まだ完了していません', '62,000円', '17時間40分'],
  契約チェックリスト: ['準委任', 'T7000012050002', '2026年11月30日(月)', '領収書は申請時に番号を付けて渡す', '専門家に確認してください。'],
  検収記録: ['納品2件のうち、確認済み2件、検収済み1件です。', '税区分の誤り2件を直す', '1回目'],
};

test.beforeEach(async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-07-01T10:00:00+09:00'));
  await page.addInitScript(() => {
    window.printed = 0;
    window.print = () => { window.printed += 1; };
  });
});

async function openComplete(board) {
  await board.load(COMPLETE.board.engagements);
  await board.openCard(TITLE);
}

for (const paper of PAPERS) {
  test(`${paper.name}は、${STAGES.indexOf(paper.stage) + 1}番目の段階から開いて読める`, async ({ board }) => {
    await openComplete(board);
    const opened = await PaperPage.open(board, paper);
    for (const text of TEXTS[paper.name]) await expect.soft(opened.sheet).toContainText(text);
    await expect(opened.sheet.getByRole('table').first()).toBeVisible();
    await expect(board.page).toHaveTitle(new RegExp(`^${paper.name} `));
  });
}

const LETTER_TEXTS = {
  問い合わせ文: ['リモート秘書ひばり', '月初の定型作業を任せて', '超えたときの1時間あたりの料金'],
  修正依頼文: ['みなと経理アシスト株式会社', '高橋 由香'],
};

for (const letter of LETTERS) {
  test(`${letter.name}も、紙で読んで保存できる`, async ({ board }) => {
    await openComplete(board);
    const opened = await PaperPage.openLetter(board, letter);
    for (const text of LETTER_TEXTS[letter.name]) await expect.soft(opened.sheet).toContainText(text);
    const { name, text } = await opened.save();
    expect(name).toMatch(/^irai-(inquiry|revision)-20260701\.md$/);
    expect(text).toContain(LETTER_TEXTS[letter.name][0]);
  });
}

test('Esc で閉じると、焦点は開いたボタンに戻る', async ({ board }) => {
  await openComplete(board);
  for (const paper of PAPERS) {
    const opened = await PaperPage.open(board, paper);
    await opened.close();
    await expect(board.panel.getByRole('button', { name: paper.name, exact: true }).and(board.page.locator(':focus'))).toHaveCount(1);
  }
  await expect(board.page).toHaveTitle(/ - 依頼ボード$/);
});

test('印刷を押すと、書類だけが印刷に出る', async ({ board }) => {
  await openComplete(board);
  const opened = await PaperPage.open(board, PAPERS[2]);
  await opened.button('印刷').click();
  expect(await board.page.evaluate(() => window.printed)).toBe(1);
  await expect(opened.printed).toBeHidden();
  await board.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(opened.printed).toBeVisible();
  await expect(opened.sheet).toBeHidden();
  await expect(board.panel).toBeHidden();
  await expect(board.columns.first()).toBeHidden();
  const paper = opened.printed.first();
  expect(await paper.evaluate((sheet) => getComputedStyle(sheet).color)).toBe('rgb(0, 0, 0)');
  expect(await paper.evaluate((sheet) => getComputedStyle(sheet).backgroundColor)).toBe('rgb(255, 255, 255)');
});

test('稟議サマリーは A4 の1枚に収まる', async ({ board }) => {
  await openComplete(board);
  await PaperPage.open(board, PAPERS[2]);
  const pdf = (await board.page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  // A4 in points.
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
});

test('Markdown をコピーできる', async ({ board, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openComplete(board);
  const opened = await PaperPage.open(board, PAPERS[0]);
  await opened.button('Markdown をコピー').click();
  await expect(opened.said).toHaveText('Markdown をコピーしました。');
  const text = await board.page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('# 依頼書\n\n経理(請求書発行・経費精算)\n');
  expect(text).toContain('| 請求書の発行・送付 | 毎月 | 8時間 | 毎月3営業日まで | 1. 売上一覧を共有フォルダーから受け取る<br>');
});

test('クリップボードが拒まれても、選択によるコピーで書き込む', async ({ board, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openComplete(board);
  await board.page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  const opened = await PaperPage.open(board, PAPERS[0]);
  await opened.button('Markdown をコピー').click();
  await expect(opened.said).toHaveText('Markdown をコピーしました。');
  expect(await board.page.evaluate(() => navigator.clipboard.readText())).toContain('# 依頼書\n');
  await expect(opened.button('Markdown をコピー')).toBeFocused();
});

test('コピーできないときは、そう伝えて別の道を示す', async ({ board }) => {
  await openComplete(board);
  await board.page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    document.execCommand = () => false;
  });
  const opened = await PaperPage.open(board, PAPERS[0]);
  await opened.button('Markdown をコピー').click();
  await expect(opened.said).toHaveText('コピーできませんでした。「Markdown を保存」でファイルにできます。');
});

test('Markdown をファイルに保存できる', async ({ board }) => {
  await openComplete(board);
  const opened = await PaperPage.open(board, PAPERS[3]);
  const { name, text } = await opened.save();
  expect(name).toBe('irai-trial-20260701.md');
  expect(text).toContain('| 経費精算の確認 | 6時間 | 7時間 | +17% |');
  await expect(opened.said).toHaveText('Markdown を書き出しました。');
});

test('予算は、選んだときだけ依頼書に載る', async ({ board }) => {
  await openComplete(board);
  const opened = await PaperPage.open(board, PAPERS[0]);
  await expect(opened.sheet).not.toContainText('70,000');
  await opened.dialog.getByRole('checkbox', { name: /^月の予算を載せる/ }).check();
  await expect(opened.sheet).toContainText('月 70,000円(税抜)');
});

test('書きかけの文字も書類に入り、記号はそのまま文字で出る', async ({ board }) => {
  await board.load([engagement('経理')]);
  await board.openCard('経理');
  const form = await new PanelPage(board).stage('clarify');
  await form.control('依頼の目的').fill('<b>太字</b> | *強調*');
  const opened = await PaperPage.open(board, PAPERS[0]);
  await expect(opened.sheet).toContainText('<b>太字</b> | *強調*');
  expect((await opened.save()).text).toContain('\\<b>太字\\</b> \\| \\*強調\\*');
});

test('トライアルの時間は、図とその表で読める', async ({ board }) => {
  await openComplete(board);
  const form = await new PanelPage(board).stage('trial');
  const chart = form.root.getByRole('figure', { name: '業務ごとの見積時間と実績時間' }).first();
  await expect(chart.getByRole('row', { name: '経費精算の確認 6時間 7時間 +17%' })).toBeVisible();
  await expect(chart.getByRole('columnheader')).toHaveText(['業務', '見積時間', '実績時間', '差異']);
  await form.row('実施した業務', 1).enter('実績時間', '9');
  await expect(chart.getByRole('row', { name: '経費精算の確認 6時間 9時間 +50%' })).toBeVisible();
});

test('英語の画面では、書類も英語になる', async ({ board }) => {
  await board.load(COMPLETE.board.engagements);
  await board.openMenu();
  await board.pick('English');
  await expect(board.html).toHaveAttribute('lang', 'en');
  await board.openCard(TITLE);
  await board.section('clarify');
  await board.panel.getByRole('button', { name: 'Request document', exact: true }).click();
  const sheet = board.dialog.getByRole('article');
  await expect(sheet).toHaveAttribute('lang', 'en');
  await expect(sheet.getByRole('columnheader', { name: 'Hours a month' })).toBeVisible();
});
