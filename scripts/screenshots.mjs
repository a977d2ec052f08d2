// Takes the README's pictures and the ones to look at, from the release build.
//   node scripts/screenshots.mjs [folder]     the folder is dist/ where none is named
// docs/screenshots/ gets those that the README shows, target/screenshots/ all.
// The day is fixed, so that the samples' dates are the same every time.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { STAGES, brief, engagement, file, id } from '../tests/e2e/data.mjs';
import { BoardPage } from '../tests/e2e/pages/board.mjs';
import { PAPERS, PaperPage } from '../tests/e2e/pages/paper.mjs';
import { CHROMIUM, root, serve } from './served.mjs';

const dist = process.argv[2] ?? join(root, 'dist');
const all = join(root, 'target/screenshots');
const readme = join(root, 'docs/screenshots');
/** The README's pictures: their names there, and which of all they are. */
const KEPT = { 'board.png': 'board-1440-light.png', 'panel.png': 'panel-1440-light.png', 'compare.png': 'compare-1440-light.png', 'phone.png': 'board-390-light.png' };
const TODAY = new Date('2026-07-01T10:00:00+09:00');
const SIZES = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } };
const THEMES = ['light', 'dark'];
const MANY = 300;

/** Engagements spread over the nine columns. */
function many(count) {
  const works = ['経費精算', '請求書の発行', '面接の日程調整', '議事録の作成', '問い合わせの一次対応', '名刺の入力', '出張の手配', '資料の清書'];
  return Array.from({ length: count }, (_, index) => {
    const title = `${works[index % works.length]} ${Math.floor(index / works.length) + 1}`;
    return engagement(title, STAGES[index % STAGES.length], { met: index % 2 === 0, due: `2026-07-${String((index % 28) + 1).padStart(2, '0')}` });
  });
}

/** A board after an exchange: one engagement is new in the file, one differs, one is the same. */
async function differing(board) {
  const [kept, changed] = [engagement('請求書の発行'), engagement('面接の日程調整', 'quote')];
  await load(board, [kept, changed, engagement('議事録の作成', 'start')]);
  const other = { ...changed, owner: '佐藤', clarify: brief({ purpose: '候補者への返信を当日中にする' }) };
  return file([kept, other, engagement('出張の手配', 'select', { id: id() })]);
}

/** What each picture shows, from an empty board to the shot. */
const SCENES = {
  start: async () => {},
  board: async (board) => {
    await samples(board);
    // A phone shows one column: one with a card in it.
    if (board.page.viewportSize().width < 600) {
      await board.page.getByRole('navigation', { name: '段階' }).getByRole('button').nth(STAGES.indexOf('start')).click();
    }
  },
  panel: async (board) => {
    await samples(board);
    await board.cardsIn('meet').first().getByRole('heading').click();
    await board.panel.waitFor();
  },
  work: async (board) => {
    await samples(board);
    await board.cardsIn('start').first().getByRole('heading').click();
    await board.panel.waitFor();
  },
  compare: async (board) => {
    await samples(board);
    await board.chooseOnCard(await title(board, 'meet'), '候補の比較…');
    await board.dialog.waitFor();
  },
  template: async (board) => {
    await board.page.getByRole('button', { name: 'ひな形から作る' }).first().click();
    await board.dialog.waitFor();
  },
  paper: async (board) => {
    await samples(board);
    await board.cardsIn('meet').first().getByRole('heading').click();
    await PaperPage.open(board, PAPERS.find(({ name }) => name === '稟議サマリー'));
  },
  today: (board) => screen(board, '今日'),
  calendar: (board) => screen(board, 'カレンダー'),
  insight: (board) => screen(board, '分析'),
  many: (board) => load(board, many(MANY)),
  gate: async (board) => {
    await board.addFirst('経費精算と請求書発行の代行');
    await board.closePanel();
    await board.moveByMenu('経費精算と請求書発行の代行', 'select');
    await board.dialog.waitFor();
  },
  move: async (board) => {
    await load(board, [engagement('請求書の発行', 'trial')]);
    await board.chooseOnCard('請求書の発行', '移動…');
    await board.dialog.waitFor();
  },
  import: async (board) => {
    await board.offer(await differing(board), 'irai-board-20260701-1000.json');
    await board.dialog.waitFor();
  },
};

async function samples(board) {
  await board.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
  await board.cards.first().waitFor();
  await board.saved();
  await quiet(board);
}

/** A screen beside the board, over the samples. */
async function screen(board, name) {
  await samples(board);
  await board.page.getByRole('navigation', { name: '画面' }).getByRole('link', { name }).click();
  await board.page.getByRole('main', { name }).waitFor();
}

const title = (board, stage) => board.cardsIn(stage).first().getByRole('heading').innerText();

async function load(board, engagements) {
  await board.load(engagements);
  await quiet(board);
}

/** Puts messages away, so that a picture shows the board itself. */
async function quiet(board) {
  while ((await board.toasts.count()) > 0) await board.toasts.first().getByRole('button', { name: '閉じる' }).click();
}

async function shoot(browser, baseURL, scene, size, theme) {
  const context = await browser.newContext({
    baseURL,
    viewport: SIZES[size],
    hasTouch: size === '390',
    colorScheme: theme,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(20_000);
  try {
    const page = await context.newPage();
    await page.clock.setFixedTime(TODAY);
    const board = new BoardPage(page);
    await board.open();
    await SCENES[scene](board);
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(all, `${scene}-${size}-${theme}.png`) });
  } finally {
    await context.close();
  }
}

await rm(all, { recursive: true, force: true });
await mkdir(all, { recursive: true });
await mkdir(readme, { recursive: true });
const failed = [];
const server = await serve(dist);
try {
  const browser = await chromium.launch(CHROMIUM);
  for (const scene of Object.keys(SCENES)) {
    for (const size of Object.keys(SIZES)) {
      for (const theme of THEMES) {
        const name = `${scene}-${size}-${theme}`;
        try {
          await shoot(browser, server.baseURL, scene, size, theme);
          console.log(name);
        } catch (error) {
          failed.push(name);
          console.error(`${name}: ${error.message.split('\n').slice(0, 3).join(' ')}`);
        }
      }
    }
  }
  await browser.close();
} finally {
  server.stop();
}
for (const [name, taken] of Object.entries(KEPT)) {
  if (!failed.includes(taken.replace('.png', ''))) await copyFile(join(all, taken), join(readme, name));
}
if (failed.length > 0) {
  console.error(`\nNot taken: ${failed.join(', ')}`);
  process.exitCode = 1;
}
