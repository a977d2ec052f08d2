// Every screen, dialog and panel stage in four sizes, two themes and two languages, to be looked at.
//   node scripts/contact-sheet.mjs [folder] [--only name,…] [--size 390,…] [--lang ja,…] [--theme light,…]
// The folder is dist/ where none is named. target/contact-sheet/ gets a sheet for each size, theme and
// language, and the single pictures in a folder beside them. The day is fixed.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { file } from '../tests/e2e/data.mjs';
import { content, many } from './contact/content.mjs';
import { Desk } from './contact/desk.mjs';
import { CROWD, SCENES } from './contact/scenes.mjs';
import { CHROMIUM, root, serve } from './served.mjs';

const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? null : process.argv[at + 1].split(',');
};
const dist = process.argv[2] && !process.argv[2].startsWith('--') ? process.argv[2] : join(root, 'dist');
const out = join(root, 'target/contact-sheet');
const TODAY = new Date('2026-07-01T10:00:00+09:00');
/** The sizes, and how many pictures of them stand side by side on a sheet, how wide. */
const SIZES = {
  390: { width: 390, height: 844, row: 8, shown: 390 },
  820: { width: 820, height: 1180, row: 6, shown: 520 },
  1440: { width: 1440, height: 900, row: 4, shown: 800 },
  2560: { width: 2560, height: 1440, row: 3, shown: 1067 },
};
const sizes = option('size') ?? Object.keys(SIZES);
const langs = option('lang') ?? ['ja', 'en'];
const themes = option('theme') ?? ['light', 'dark'];
const only = option('only');
const wanted = (name) => !only || only.includes(name);
const failed = [];

async function context(browser, baseURL, size, lang) {
  const touch = Number(size) < 1_000;
  const made = await browser.newContext({
    baseURL,
    viewport: { width: SIZES[size].width, height: SIZES[size].height },
    hasTouch: touch,
    isMobile: touch,
    deviceScaleFactor: 1,
    locale: lang === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  });
  made.setDefaultTimeout(30_000);
  return made;
}

async function opened(context, lang) {
  const page = await context.newPage();
  await page.clock.setFixedTime(TODAY);
  // The page stays in the language of the sheet, whatever the browser's is.
  await page.addInitScript((lang) => localStorage.setItem('irai-board-preference/lang', lang), lang);
  await page.goto('./');
  await page.locator('[data-stage]').first().waitFor({ state: 'attached' });
  return new Desk(page, lang);
}

/** Takes what is on the screen in every theme. */
async function shoot(desk, folder, name) {
  for (const theme of themes) {
    await desk.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await desk.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await desk.page.screenshot({ path: join(folder, theme, `${name}.png`) });
  }
}

/** All scenes in one size and language, on one page. */
async function scenes(browser, baseURL, size, lang) {
  const folder = join(out, 'pictures', `${size}-${lang}`);
  for (const theme of themes) await mkdir(join(folder, theme), { recursive: true });
  const taken = await context(browser, baseURL, size, lang);
  const take = async (name, lead, desk) => {
    if (!wanted(name)) return;
    try {
      await lead();
      await shoot(desk, folder, name);
    } catch (error) {
      failed.push(`${size}-${lang} ${name}: ${error.message.split('\n')[0]}`);
    }
  };
  const desk = await opened(taken, lang);
  await take('start', async () => {}, desk);
  await desk.load(file(await content()));
  for (const [name, lead] of Object.entries(SCENES)) {
    await take(name, async () => {
      await desk.reset();
      await lead(desk);
    }, desk);
  }
  await taken.close();
  if (!Object.keys(CROWD).some(wanted)) return console.log(`${size}-${lang}`);
  // A board of many cards is a board of its own.
  const crowd = await context(browser, baseURL, size, lang);
  const full = await opened(crowd, lang);
  await full.load(file(many(300)));
  for (const [name, lead] of Object.entries(CROWD)) {
    await take(name, async () => {
      await full.reset();
      await lead(full);
    }, full);
  }
  await crowd.close();
  console.log(`${size}-${lang}`);
}

/** The sheet of one size, language and theme. */
async function sheet(browser, size, lang, theme) {
  const folder = join(out, 'pictures', `${size}-${lang}`, theme);
  const order = ['start', ...Object.keys(SCENES), ...Object.keys(CROWD)];
  const names = (await readdir(folder)).map((name) => name.replace('.png', '')).sort((one, other) => order.indexOf(one) - order.indexOf(other));
  const { row, shown } = SIZES[size];
  const figures = names.map((name) => `<figure><img src="${pathToFileURL(join(folder, `${name}.png`))}" width="${shown}"><figcaption>${name}</figcaption></figure>`);
  const html = `<!doctype html><meta charset="utf-8"><style>body{margin:16px;background:#777;font:16px sans-serif;color:#fff;display:grid;grid-template-columns:repeat(${row},${shown}px);gap:12px;width:max-content}figure{margin:0}img{display:block}</style>${figures.join('')}`;
  const source = join(out, `${size}-${lang}-${theme}.html`);
  await writeFile(source, html);
  const page = await browser.newPage({ viewport: { width: row * (shown + 12) + 20, height: 1_000 } });
  await page.goto(String(pathToFileURL(source)), { waitUntil: 'load' });
  await page.screenshot({ path: source.replace('.html', '.png'), fullPage: true });
  await page.close();
  await rm(source);
}

/** Runs jobs, two at a time. */
async function twoAtATime(jobs) {
  const rest = [...jobs];
  const hand = async () => {
    for (let job = rest.shift(); job; job = rest.shift()) await job();
  };
  await Promise.all([hand(), hand()]);
}

if (!only) await rm(out, { recursive: true, force: true });
const server = await serve(dist);
const browser = await chromium.launch(CHROMIUM);
try {
  const pairs = sizes.flatMap((size) => langs.map((lang) => [size, lang]));
  await twoAtATime(pairs.map(([size, lang]) => () => scenes(browser, server.baseURL, size, lang)));
  await twoAtATime(pairs.flatMap(([size, lang]) => themes.map((theme) => () => sheet(browser, size, lang, theme))));
} finally {
  await browser.close();
  server.stop();
}
if (failed.length > 0) {
  console.error(`\nNot taken:\n${failed.join('\n')}`);
  process.exitCode = 1;
}
