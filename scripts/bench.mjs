// How the release build answers as the board grows: Chromium over dist/, on this machine, with boards made from a
// fixed seed. See docs/performance.md for what is measured and how it is read.
//   node scripts/bench.mjs [--sizes 100,1000,2000,10000] [--rounds 15] [--out file.json] [--trace]
// Prints the median and the spread (the middle half), beside the last kept results, and writes JSON. With --trace
// one load and one drop of each size are recorded in target/trace-*.json, for the browser's own tools.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { made, PROFILES } from './bench-data.mjs';
import { CHROMIUM, root, serve } from './served.mjs';

const { values: asked } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,1000,2000,10000,column-1000,large-card' },
    rounds: { type: 'string', default: '15' },
    out: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});
const ROUNDS = Number(asked.rounds);
const KEPT = join(root, 'benches/results');
const PATIENCE = 20_000;

/** What a page is given before its own scripts: clocks, and what it writes. */
function probe() {
  const bench = { written: 0, long: [], marks: {} };
  window.bench = bench;
  // The parts of a start. The mirror is read before anything else of the database.
  const mark = (name) => (bench.marks[name] ??= performance.now());
  const begin = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...words) => {
    const program = await begin.apply(WebAssembly, words);
    mark('program');
    return program;
  };
  const all = IDBObjectStore.prototype.getAll;
  IDBObjectStore.prototype.getAll = function (...words) {
    const request = all.apply(this, words);
    request.addEventListener('success', () => mark('mirror'));
    return request;
  };
  new MutationObserver((_, observer) => {
    if (document.querySelector('[data-card]')) {
      mark('board');
      observer.disconnect();
    }
  }).observe(document, { childList: true, subtree: true });
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    bench.written += key.length + String(value).length;
    return set.call(this, key, value);
  };
  new PerformanceObserver((list) => bench.long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  window.addEventListener('TrunkApplicationStarted', ({ detail }) => (bench.wasm = detail.wasm), { once: true });
  window.addEventListener('irai-started', () => {
    requestAnimationFrame(() => setTimeout(() => (bench.started = performance.now())));
  });
  /** From the next event of a kind to the frame that follows it: what a person waits for. */
  bench.next = (kind) =>
    new Promise((resolve) => {
      window.addEventListener(
        kind,
        () => {
          const from = performance.now();
          // The task after a frame begins when the frame is drawn.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
        },
        { capture: true, once: true },
      );
    });
}

/** One person's browser with a board in it. */
class Visit {
  constructor(context, page) {
    this.context = context;
    this.page = page;
  }

  static async begin(browser, baseURL) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', serviceWorkers: 'block' });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript(probe);
    const page = await context.newPage();
    await page.goto(`${baseURL}#board`);
    await page.locator('.app').waitFor();
    return new Visit(context, page);
  }

  /** From an event to the frame after it, for something a person does. */
  async timed(kind, act) {
    await this.page.evaluate((kind) => {
      bench.frame = bench.next(kind);
    }, kind);
    await act();
    return this.page.evaluate(() => bench.frame);
  }

  settled() {
    return this.page.waitForFunction(() => document.querySelector('.save')?.dataset.save !== 'saving');
  }

  async import(path) {
    const { page } = this;
    await page.getByRole('button', { name: 'メニュー', exact: true }).first().click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('menuitem', { name: '読み込み…' }).click()]);
    const from = await page.evaluate(() => performance.now());
    await chooser.setFiles(path);
    const go = page.getByRole('dialog').getByRole('button', { name: '読み込む', exact: true });
    await go.waitFor();
    const shown = await page.evaluate(() => performance.now());
    await go.click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.locator('[data-card]').first().waitFor();
    const done = await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))));
    await this.settled();
    return { look: shown - from, take: done - shown };
  }

  async load() {
    await this.page.reload();
    await this.page.waitForFunction(() => bench.started !== undefined);
    await this.page.locator('[data-card]').first().waitFor();
    const { program, mirror, board, started } = await this.page.evaluate(() => ({ ...bench.marks, started: bench.started }));
    return { program, mirror: mirror - program, board: board - mirror, frame: started - board, all: started };
  }

  async drop(stage, to) {
    const { page } = this;
    const card = await page.locator(`[data-stage="${stage}"] [data-card]`).first().boundingBox();
    const place = await page.locator(`[data-stage="${to}"] .column__cards`).boundingBox();
    await page.mouse.move(card.x + 40, card.y + 20);
    await page.mouse.down();
    await page.mouse.move(card.x + 60, card.y + 40, { steps: 3 });
    await page.mouse.move(place.x + 80, place.y + 60, { steps: 6 });
    return this.timed('pointerup', () => page.mouse.up());
  }

  /** Long tasks while a card is carried for five seconds. */
  async carry() {
    const { page } = this;
    const card = await page.locator('[data-stage="clarify"] [data-card]').first().boundingBox();
    await page.mouse.move(card.x + 40, card.y + 20);
    await page.evaluate(() => (bench.long.length = 0));
    await page.mouse.down();
    const until = Date.now() + 5_000;
    for (let step = 0; Date.now() < until; step++) {
      await page.mouse.move(300 + 500 * (1 + Math.sin(step / 25)), 300 + 200 * Math.cos(step / 17));
    }
    await page.keyboard.press('Escape');
    await page.mouse.up();
    return page.evaluate(() => bench.long.slice());
  }

  written() {
    return this.page.evaluate(() => {
      const { written } = bench;
      bench.written = 0;
      return written;
    });
  }
}

const sorted = (numbers) => [...numbers].sort((one, other) => one - other);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const figure = (numbers) => ({ median: +at(numbers, 0.5).toFixed(1), from: +at(numbers, 0.25).toFixed(1), to: +at(numbers, 0.75).toFixed(1), rounds: numbers.length });

async function measure(browser, baseURL, profile, folder) {
  const path = join(folder, `${profile}.json`);
  const text = JSON.stringify(made(profile));
  await writeFile(path, text);
  const visit = await Visit.begin(browser, baseURL);
  const { page } = visit;
  const found = { characters_in_file: text.length };
  const { look, take } = await visit.import(path);
  found.import_look_ms = figure([look]);
  found.import_take_ms = figure([take]);
  found.saved = await page.evaluate(() => document.querySelector('.save').dataset.save);
  found.characters_stored = await page.evaluate(() => Object.keys(localStorage).reduce((sum, key) => sum + key.length + localStorage.getItem(key).length, 0));

  if (found.saved === 'saved') {
    const loads = [];
    for (let round = 0; round < Math.min(ROUNDS, 7); round++) loads.push(await visit.load());
    found.load_ms = figure(loads.map(({ all }) => all));
    // Until the program runs, the mirror is read, the board stands in the page, and is drawn.
    for (const part of ['program', 'mirror', 'board', 'frame']) found[`load_${part}_ms`] = figure(loads.map((load) => load[part]));
    if (asked.trace) {
      await browser.startTracing(page, { path: join(root, `target/trace-load-${profile}.json`) });
      await visit.load();
      await browser.stopTracing();
    }
  }
  found.nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  found.cards_drawn = await page.locator('[data-card]').count();

  const rounds = async (act) => {
    const all = [];
    await act(0);
    for (let round = 1; round <= ROUNDS; round++) all.push(await act(round));
    return figure(all);
  };
  const [a, b] = PROFILES[profile].stages;
  await visit.written();
  const writes = [];
  const undone = [];
  found.drop_to_frame_ms = await rounds(async (round) => {
    const frame = await visit.drop(a, b);
    await visit.settled();
    writes.push(await visit.written());
    const back = await visit.timed('click', () => page.getByRole('button', { name: /元に戻す/ }).first().click());
    if (round > 0) undone.push(back);
    await visit.settled();
    await visit.written();
    return frame;
  });
  found.characters_per_drop = at(writes.slice(1), 0.5);
  found.undo_to_frame_ms = figure(undone);
  if (asked.trace) {
    await browser.startTracing(page, { path: join(root, `target/trace-drop-${profile}.json`) });
    await visit.drop(a, b);
    await browser.stopTracing();
    await visit.settled();
  }
  found.long_tasks_in_drag = (await visit.carry()).length;
  found.panel_to_frame_ms = await rounds(async (round) => {
    const frame = await visit.timed('click', () => page.locator(`[data-stage="${a}"] [data-card] .card__title`).nth(round % 3).click());
    await page.locator('.panel').waitFor();
    return frame;
  });
  const field = page.locator('.panel textarea').first();
  await field.scrollIntoViewIfNeeded();
  await field.focus();
  await visit.written();
  writes.length = 0;
  found.edit_to_frame_ms = await rounds(async () => {
    const frame = await visit.timed('input', () => page.keyboard.type('あ'));
    await visit.settled();
    writes.push(await visit.written());
    return frame;
  });
  found.characters_per_edit = at(writes.slice(1), 0.5);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  const words = page.getByRole('search').getByRole('searchbox');
  await words.waitFor();
  const letters = [...'けいりせいきゅうしょけいひせいさん'];
  found.search_to_frame_ms = await rounds(async (round) => {
    if (round % 6 === 0) await words.fill('');
    await words.focus();
    return visit.timed('input', () => page.keyboard.insertText(letters[round % letters.length]));
  });
  await words.fill('');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    (async () => {
      await page.getByRole('button', { name: 'メニュー', exact: true }).first().click();
      await page.evaluate(() => (bench.from = performance.now()));
      await page.getByRole('menuitem', { name: '書き出し', exact: true }).first().click();
    })(),
  ]);
  await download.path();
  found.export_ms = figure([await page.evaluate(() => performance.now() - bench.from)]);
  const session = await visit.context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize').value;
  found.memory_mb = +((heap + (await page.evaluate(() => bench.wasm?.memory?.buffer.byteLength ?? 0))) / 1e6).toFixed(1);
  await visit.context.close();
  return found;
}

const shown = (value) => (typeof value === 'object' ? `${value.median} (${value.from}–${value.to})` : String(value));

async function last() {
  const names = (await readdir(KEPT).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  return names.length > 0 ? JSON.parse(await readFile(join(KEPT, names.at(-1)), 'utf8')) : undefined;
}

const folder = await mkdtemp(join(tmpdir(), 'irai-bench-'));
const server = await serve(join(root, 'dist'));
const browser = await chromium.launch(CHROMIUM);
const git = (...words) => execFileSync('git', words, { cwd: root, encoding: 'utf8' }).trim();
const before = await last();
const results = { date: new Date().toISOString(), commit: git('rev-parse', '--short', 'HEAD'), machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`, browser: browser.version(), rounds: ROUNDS, boards: {} };
try {
  for (const profile of asked.sizes.split(',')) {
    const found = await measure(browser, server.baseURL, profile, folder);
    results.boards[profile] = found;
    console.log(`\n${profile}`);
    for (const [name, value] of Object.entries(found)) {
      const then = before?.boards[profile]?.[name];
      console.log(`  ${name.padEnd(22)}${shown(value)}${then === undefined ? '' : `   before: ${shown(then)}`}`);
    }
  }
} finally {
  await browser.close();
  server.stop();
  await rm(folder, { recursive: true, force: true });
}
const out = asked.out ?? join(root, 'target/bench.json');
await mkdir(dirname(out), { recursive: true });
await writeFile(out, `${JSON.stringify(results, null, 2)}\n`);
console.log(`\n${out}`);
