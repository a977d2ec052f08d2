// The crash test: what the page has called saved is there after kill -9.
//
//   node tests/crash/run.mjs [--runs N] [--mode all|both|mirror-only|store-only] [--seed S]
//
// A run edits the board in a real Chromium as fast as the page takes it, notes what the page says is
// saved, kills all processes of the browser at a random moment, opens the profile again and looks:
// - the board is what the first k edits made of it, k at least the number acknowledged: nothing that
//   was acknowledged is lost, and what was not is there wholly or not at all;
// - the page says of nothing that it was damaged, and goes on to save.
//
// Modes, by what is left when the profile is opened again:
//   both         everything. Some runs kill a second time, while the page opens.
//   mirror-only  localStorage is deleted: what the page calls saved is in IndexedDB.
//   store-only   IndexedDB is deleted: what Chromium has committed of localStorage is enough. It
//                commits when it is closed, or some seconds late, so every other of these runs
//                closes the browser, and the rest count what is found in its files at the kill.
//   all          eight runs of ten are both, one of each of the others.
//
// A profile serves several runs, so that each begins on what the one before it left.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setImmediate as breath, setTimeout as pause } from 'node:timers/promises';
import { root, serve } from '../../scripts/served.mjs';
import { BoardPage } from '../e2e/pages/board.mjs';
import { committed, gone, kill, newProfile, remove, start } from './browser.mjs';
import { giveHands } from './hands.mjs';
import { after, dice, empty, missing, plan, reached, read, same } from './model.mjs';

const MODES = ['both', 'mirror-only', 'store-only'];
const STORE = { 'mirror-only': 'Local Storage', 'store-only': 'IndexedDB' };
const RUNS_OF_A_PROFILE = 5;
const DAMAGE = /取り分け|壊れ|読み取れ|set aside|damaged/;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    mode: { type: 'string', default: 'all' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    verbose: { type: 'boolean', default: false },
  },
});
const runs = Number(options.runs);
const seed = Number(options.seed);
if (!(Number.isInteger(runs) && runs > 0 && Number.isInteger(seed)) || !['all', ...MODES].includes(options.mode)) {
  console.error('node tests/crash/run.mjs [--runs N] [--mode all|both|mirror-only|store-only] [--seed S]');
  process.exit(2);
}

/** The mode of each run. */
function modes(random) {
  if (options.mode !== 'all') return Array(runs).fill(options.mode);
  const few = runs < 3 ? 0 : Math.max(1, Math.round(runs / 10));
  const list = Array.from({ length: runs }, (_, index) => (index < few ? 'mirror-only' : index < 2 * few ? 'store-only' : 'both'));
  for (let index = list.length - 1; index > 0; index -= 1) {
    const other = random.below(index + 1);
    [list[index], list[other]] = [list[other], list[index]];
  }
  return list;
}

/** Opens the board on a profile. */
async function open(profile, url) {
  const browser = await start(profile);
  const { page } = browser;
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  const life = { ...browser, board: new BoardPage(page), errors, told: () => {} };
  await page.exposeBinding('tell', (_, shown, took) => life.told(shown, took));
  await giveHands(page);
  await page.goto(url);
  await life.board.ready();
  return life;
}

/** Kills the browser and waits until it is dead. */
async function die(profile, browser) {
  kill(profile, browser);
  await browser.context.close().catch(() => {});
  await gone(profile);
}

/** The board as it is shown and as it is exported, which have to be the same. */
async function look({ page, board }) {
  await page.evaluate(() => window.hands.saved());
  const columns = await page.evaluate(() => window.hands.columns());
  return read(columns, await board.contents());
}

/** Says how far the killing goes: after so many acknowledged edits and so many milliseconds more. */
function moment(random) {
  const roll = random.next();
  const acks = 1 + (roll < 0.7 ? random.below(40) : roll < 0.92 ? 40 + random.below(80) : 120 + random.below(200));
  return { acks, wait: random.chance(0.5) ? 0 : random.below(40) };
}

/** Edits until so many edits are acknowledged, and kills. Answers how many were. */
async function editAndKill(browser, profile, edits, when, times) {
  let acknowledged = 0;
  let due = false;
  const dead = new Promise((resolve) => {
    const end = () => {
      kill(profile, browser);
      resolve();
    };
    browser.told = (shown, took) => {
      // What was told until the browser died counts: the page had said it.
      acknowledged = shown;
      if (took !== null) times.push(took);
      if (due || shown < when.acks) return;
      due = true;
      // Right here, before anything else can happen: the page has said it this very millisecond.
      if (when.wait === 0) end();
      else setTimeout(end, when.wait);
    };
  });
  const editing = browser.page.evaluate((edits) => window.hands.run(edits, window.tell), edits);
  await Promise.race([dead, editing.then(() => dead)]).catch((error) => {
    if (!due) throw error;
  });
  await dead;
  editing.catch(() => {});
  await die(profile, browser);
  return acknowledged;
}

/** Makes the edits and closes the browser as a person does, which commits everything. */
async function editAndClose(browser, profile, edits) {
  await browser.page.evaluate((edits) => window.hands.run(edits, () => {}), edits);
  await browser.context.close();
  await gone(profile);
  return edits.length;
}

/** Edits, waits until Chromium has committed some of it, and kills. Answers how many edits its files hold. */
async function editAndKillOnceCommitted(browser, profile, edits, when) {
  const texts = edits.map((edit) => edit.text ?? (edit.do === 'add' ? edit.title : null));
  const last = async () => {
    for (let index = edits.length - 1; index >= 0; index -= 1) {
      if (texts[index] && (await committed(profile, texts[index]))) return index + 1;
    }
    return 0;
  };
  let failure = null;
  browser.page.evaluate((edits) => window.hands.run(edits, () => {}), edits).catch((error) => (failure = error));
  const deadline = Date.now() + 30_000;
  while ((await last()) === 0) {
    if (failure) throw failure;
    if (Date.now() > deadline) throw new Error('localStorage was not committed within 30 s');
    await breath();
  }
  await pause(when.wait);
  await die(profile, browser);
  return last();
}

/**
 * One run. `now` is where the run before it on this profile has ended: its browser, what its board
 * holds, and the last edits with the boards before them. Answers what came of it, and where it ended.
 */
async function run(number, mode, closes, url, profile, now, random, times) {
  const when = moment(random);
  // More than can be made before the end, as what is acknowledged is a little behind.
  const { edits, boards } = plan(now.board, when.acks + 60, random, `${number}回`);
  const few = edits.slice(0, when.acks);
  // What was acknowledged at the end of the run before has to be there as well.
  const all = { edits: [...now.edits, ...edits], boards: [...now.boards, ...boards] };
  const outcome = { acknowledged: 0, found: null, lost: 0, faults: [] };
  let browser = now.browser ?? (await open(profile, url));
  try {
    if (mode !== 'store-only') outcome.acknowledged = await editAndKill(browser, profile, edits, when, times);
    else if (closes) outcome.acknowledged = await editAndClose(browser, profile, few);
    else outcome.acknowledged = await editAndKillOnceCommitted(browser, profile, few, when);
    if (STORE[mode]) await remove(profile, STORE[mode]);
    if (mode === 'both' && random.chance(0.2)) {
      outcome.again = random.below(900);
      browser = await start(profile);
      browser.page.goto(url).catch(() => {});
      await pause(outcome.again);
      await die(profile, browser);
    }
    browser = await open(profile, url);
    const board = await look(browser);
    outcome.acknowledged += now.edits.length;
    outcome.found = reached(all.boards, board, outcome.acknowledged);
    if (outcome.found === null) {
      outcome.lost = missing(all.edits, outcome.acknowledged, board);
      outcome.faults.push('the board is not what any number of the edits made of it');
    } else {
      outcome.lost = Math.max(0, outcome.acknowledged - outcome.found);
    }
    for (const notice of await browser.board.notices.allTextContents()) {
      if (DAMAGE.test(notice)) outcome.faults.push(`the page says: ${notice}`);
    }
    const next = { do: 'add', stage: 'clarify', title: `続き ${number}` };
    await browser.page.evaluate((next) => window.hands.edit(next), next);
    const goneOn = await look(browser);
    if (!same(goneOn, after(board, next))) outcome.faults.push('the board after one more edit is another');
    outcome.faults.push(...browser.errors.map((error) => `the page reported: ${error}`));
    if (options.verbose && (outcome.lost || outcome.faults.length)) {
      console.log(JSON.stringify({ edits: all.edits.slice(0, outcome.acknowledged + 3), board }, null, 1));
    }
    return { outcome, now: { browser, board: goneOn, edits: [next], boards: [board] } };
  } catch (error) {
    outcome.faults.push(error.message.split('\n')[0]);
    return { outcome, now: { browser } };
  }
}

const random = dice(seed);
// The origin is the same in all runs, so that a profile finds its data again.
const server = await serve(join(root, 'dist'));
process.on('exit', server.stop);
const url = server.baseURL;
const total = { acknowledged: 0, lost: 0, failed: 0 };
const times = [];
let profile = null;
let now = null;
let used = 0;
let closes = false;
console.log(`seed ${seed}`);
for (const [index, mode] of modes(random).entries()) {
  const number = index + 1;
  const own = dice(Math.floor(random.next() * 2 ** 32));
  if (!profile) [profile, now, used] = [await newProfile(), { board: empty(), edits: [], boards: [] }, 0];
  if (mode === 'store-only') closes = !closes;
  const started = Date.now();
  const { outcome, now: then } = await run(number, mode, closes, url, profile, now, own, times);
  const bad = outcome.lost > 0 || outcome.faults.length > 0;
  total.acknowledged += outcome.acknowledged;
  total.lost += outcome.lost;
  total.failed += bad ? 1 : 0;
  const how = mode === 'store-only' ? (closes ? ', closed' : ', committed') : outcome.again === undefined ? '' : `, again at ${outcome.again} ms`;
  console.log(
    `${String(number).padStart(4)} ${(mode + how).padEnd(23)} acknowledged ${String(outcome.acknowledged).padStart(3)}, ` +
      `found ${String(outcome.found ?? '?').padStart(3)}, lost ${String(outcome.lost).padStart(3)}  ${((Date.now() - started) / 1000).toFixed(1)} s  ${bad ? 'FAILED' : 'ok'}`,
  );
  for (const fault of outcome.faults) console.log(`       ${fault}`);
  now = then;
  used += 1;
  if (bad || used === RUNS_OF_A_PROFILE || number === runs) {
    await die(profile, now.browser);
    await remove(profile);
    profile = null;
  }
}
times.sort((one, other) => one - other);
if (times.length > 0) {
  const at = (share) => `${times[Math.floor((times.length - 1) * share)].toFixed(1)} ms`;
  console.log(`from an edit to saved: median ${at(0.5)}, 95 of 100 within ${at(0.95)} (${times.length} edits)`);
}
console.log(`runs passed ${runs - total.failed}, failed ${total.failed}`);
console.log(`runs ${runs}, edits acknowledged ${total.acknowledged}, lost ${total.lost}`);
process.exit(total.failed > 0 ? 1 : 0);
