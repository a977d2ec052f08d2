// What is written to do harm is refused with its place, or kept and shown as the text that it is. What the core
// alone decides stands in tests/hostile.rs.
import { BAD_LINKS, TEXTS, hostileBoard, textPlaces } from './hostile.mjs';
import { brief, engagement, file } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { Everyday, readCsv } from './pages/everyday.mjs';
import { FindPage } from './pages/find.mjs';
import { Tour, intruders, reportMarkup, watch } from './pages/tour.mjs';

let seen;
let markup;
test.beforeEach(async ({ page, baseURL }) => {
  await page.clock.setFixedTime(new Date('2026-07-01T10:00:00+09:00'));
  await reportMarkup(page, baseURL);
  ({ seen, markup } = await watch(page, new URL(baseURL).origin));
});

/** Nothing has run, loaded, opened or come into the page. */
async function sound(board, where) {
  expect.soft([...seen, ...(await intruders(board.page))], where).toEqual([]);
}

/** The board with a text in every field. */
async function opened(board, turn) {
  const { file: hostile } = hostileBoard(turn);
  await board.import(hostile, '置き換える');
  await board.saved();
  return hostile;
}

test('検査する文は、書けるすべての欄に入る', () => {
  const { reached } = hostileBoard();
  expect([...textPlaces()].filter((place) => !reached.has(place))).toEqual([]);
  expect(TEXTS.length + BAD_LINKS.length).toBeGreaterThanOrEqual(40);
});

for (const turn of [0, 1]) {
  test(`すべての欄の危険な文は、どの画面でも書類でも文字のまま(${turn + 1})`, async ({ board }) => {
    test.setTimeout(300_000);
    const hostile = await opened(board, turn);
    const read = await board.contents();
    const told = ({ id, title, owner, clarify }) => [id, title, owner, clarify.purpose];
    const byId = (one, other) => (one.id < other.id ? -1 : 1);
    expect(read.engagements.sort(byId).map(told)).toEqual(hostile.board.engagements.sort(byId).map(told));
    await new Tour(board).everything((where) => sound(board, where));
    // What was only looked at has not changed.
    expect((await board.contents()).engagements.sort(byId)).toEqual(read.engagements);
    // The program itself writes markup, of its own and always the same: no text of the board is ever part of it.
    for (const said of markup) expect.soft(said).toMatch(/^require-trusted-types-for trusted-types-sink Element innerHTML\|<[a-z][a-z0-9]*[ >]/);
    expect.soft(markup.join('\n')).not.toMatch(/pwned|evil|<(script|img|iframe|style|base|form)|\son\w+=/i);
  });
}

test('書き出したCSV、予定、Markdownの中でも、危険な文は働かない', async ({ board }) => {
  test.setTimeout(120_000);
  await opened(board, 1);
  const tour = new Tour(board);
  const everyday = new Everyday(board);
  for (const table of ['案件', '見積もり', '使用時間', '質問']) {
    const { bytes } = await everyday.exportCsv(table);
    const unseen = /^[\s\p{C}"“”‘’＂＇]*/u;
    const run = readCsv(bytes).flat().filter((cell) => /^[=+\-@＝＋－＠]/.test(cell.replace(unseen, '')) && !/^-?\d+(\.\d+)?$/.test(cell));
    expect(run, table).toEqual([]);
  }
  await tour.screen('カレンダー');
  const { text } = await tour.saved(() => board.page.getByRole('button', { name: 'カレンダーに書き出す' }).click());
  const names = new Set(text.replaceAll('\r\n ', '').split('\r\n').map((line) => line.split(/[:;]/)[0]));
  const ALLOWED = ['', 'BEGIN', 'END', 'VERSION', 'PRODID', 'CALSCALE', 'METHOD', 'X-WR-CALNAME', 'X-WR-TIMEZONE', 'TZID', 'TZNAME', 'TZOFFSETFROM', 'TZOFFSETTO', 'DTSTART', 'DTEND', 'DURATION', 'DTSTAMP', 'UID', 'SUMMARY', 'DESCRIPTION', 'LOCATION', 'RRULE', 'EXDATE', 'RDATE', 'STATUS', 'TRANSP', 'CATEGORIES', 'SEQUENCE', 'RECURRENCE-ID', 'CREATED', 'LAST-MODIFIED', 'REFRESH-INTERVAL', 'CLASS', 'ACTION', 'TRIGGER'];
  expect([...names].filter((name) => !ALLOWED.includes(name))).toEqual([]);
  await tour.screen('ボード');
  const last = await board.cardsIn('review').first().getAttribute('data-card');
  const papers = [];
  await tour.papers(last, () => {}, papers);
  for (const { name, text: paper } of papers) {
    // A break in a cell and an address in full are what the papers write of their own.
    const left = paper.replaceAll(/\\./g, '').match(/<(?!br>|https?:\/\/[^\s<>]+>)\w[^>]*|\]\([a-z]+:|!\[/gi);
    expect.soft(left, name).toBe(null);
  }
});

test('アドレスに何が書かれていても、文字の条件になるか、無視される', async ({ board, page }) => {
  await board.load([engagement('経理', 'clarify', { labels: ['<img src=x onerror=window.__pwned=1>'] })]);
  const find = new FindPage(board);
  const markupText = '<img src=x onerror=window.__pwned=1>';
  await page.goto(`./#board?label=${encodeURIComponent(markupText)}&owner=%3Csvg%2Fonload%3Dwindow.__pwned%3D1%3E`);
  await expect(find.chips).toHaveCount(2);
  await expect(find.chips.first()).toContainText(markupText);
  const addresses = [
    '#board?q=%3Cscript%3Ewindow.__pwned=1%3C/script%3E', '#board?label=%', '#board?label=%FF%FE&label=%00', '#board?__proto__=1&constructor=2',
    `#board?q=${'%E9%95%B7'.repeat(5_000)}`, `#board?${'label=x&'.repeat(2_000)}`, '#board?owner=%E2%80%AEexe.fdp', '#javascript:window.__pwned=1',
    '#<img src=x onerror=window.__pwned=1>', '#calendar?month=2026-13', '#calendar?month=0000-00', '#calendar?month=9999-12', '#calendar?month=-9999-01',
    '#calendar?month=+262142-12', '#calendar?month=-262143-01', '#calendar?month=99999999999999-01', '#calendar?month=%3Cb%3E', '#calendar?month=2026-07&month=x',
    '#insight?from=x&period=%3Cb%3E', '#insight?period=99999999999', '#today?x=1', '#board?', '#?', '#',
  ];
  for (const address of addresses) {
    await page.evaluate((hash) => (window.location.hash = hash), address);
    await expect(page.getByRole('main').or(page.locator('[data-stage]')).first(), address).toBeVisible();
    await sound(board, address);
  }
  await page.goto('./#board');
  await board.reload();
  await expect(board.card('経理')).toBeVisible();
});

test('保存データが書き換えられていても、動かず、取り分けて残す', async ({ board, page }) => {
  await board.load([engagement('経理', 'clarify', { clarify: brief() })]);
  await board.settled();
  const bad = '<img src=x onerror=window.__pwned=1>';
  await page.evaluate((bad) => {
    for (const [key, text] of Object.entries({ ...localStorage })) {
      if (key.startsWith('irai-board/r/') || key.startsWith('irai-board/c/')) localStorage.setItem(key, text.replaceAll('経理', bad));
    }
    for (const name of ['lang', 'theme', 'panel', 'keys', 'told', 'backup-at', 'exported']) localStorage.setItem(`irai-board-preference/${name}`, bad);
    localStorage.setItem(`irai-board/r/1/${bad}`, bad);
    localStorage.setItem(`irai-board/${bad}`, '{"__proto__":{"polluted":true}}');
    localStorage.setItem('irai-board-copy/before-import', bad);
  }, bad);
  await board.reload();
  await sound(board, 'the board');
  // The mirror has what was there.
  await expect(board.card('経理')).toBeVisible();
  await board.choose('保存とバックアップ…');
  await new Tour(board).unfold(board.dialog);
  await sound(board, 'the stored data');
  const setAside = board.dialog.getByRole('button', { name: '取り分けた記録を見る' });
  await setAside.click();
  await expect(board.dialog).toContainText('onerror');
  await sound(board, 'what was set aside');
});

test('危険なCSVも、文字として読むか、場所を示して断る', async ({ board }) => {
  await board.load([engagement('経理', 'select')]);
  await board.openCard('経理');
  await board.section('select');
  const everyday = new Everyday(board);
  const files = [
    `会社名,サイト,メモ\n"<img src=x onerror=window.__pwned=1>",https://example.com/"><script>window.__pwned=1</script>,=1+1\n請求\u202Eexe.fdp,javascript:window.__pwned=1,"@SUM(1)"\n`,
    `${'x,'.repeat(2_000)}\n${'y,'.repeat(2_000)}\n`,
    '会社名\n"一度も閉じない\n',
    `会社名\n${'長'.repeat(30_000)}\n`,
    '会社名,__proto__,constructor\n\u0000あ,1,2\n',
    Buffer.from([0x89, 0xff, 0xd8, 0xff, 0x00, 0x81]),
  ];
  for (const content of files) {
    await everyday.openImport();
    await everyday.giveCsv(content);
    await expect(board.dialog.getByRole('alert').or(board.dialog.locator('tbody')).first()).toBeVisible();
    await sound(board, String(content).slice(0, 40));
    await new Tour(board).close();
  }
  await everyday.openImport();
  await everyday.giveCsv(files[0]);
  await everyday.importButton.click();
  await expect(board.dialog).toHaveCount(0);
  await sound(board, 'after the import');
  const [one] = (await board.contents()).engagements;
  expect(one.candidates.map((candidate) => candidate.name)).toContain('<img src=x onerror=window.__pwned=1>');
  expect(one.candidates.every(({ site = '' }) => !/^javascript:/.test(site))).toBe(true);
  await board.undo();
  expect((await board.contents()).engagements[0].candidates ?? []).toEqual([]);
});

test('読み込むファイルの名前は、拡張子を偽れず、まわりの文も変えない', async ({ board }) => {
  await board.offer(file([engagement('経理')]), '控え\u202Efdp.json');
  await expect(board.dialog).toContainText('控えfdp.json(');
  await sound(board, 'the preview');
  await board.page.keyboard.press('Escape');
  await board.offer('{}', '<img src=x onerror=window.__pwned=1>\u202Efdp.json');
  await expect(board.dialog).toContainText('<img src=x onerror=window.__pwned=1>fdp.json');
  await sound(board, 'the refusal');
});

test('半分だけの文字を打たれても、保存できる文字にして続ける', async ({ board, page }) => {
  await board.load([engagement('経理', 'clarify', { clarify: brief() })]);
  await board.openCard('経理');
  const purpose = board.panel.getByLabel('依頼の目的');
  await purpose.evaluate((field) => {
    field.value = '目的\ud83dと\udc00\ud800終';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new FocusEvent('blur'));
  });
  await board.saved();
  const [one] = (await board.contents()).engagements;
  expect(one.clarify.purpose.replaceAll('\ufffd', '')).toBe('目的と終');
  await board.reload();
  await sound(board, 'half a letter');
});
