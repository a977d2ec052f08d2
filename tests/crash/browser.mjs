// A real Chromium with a profile that stays on the disk, and its death.
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { CHROMIUM } from '../../scripts/served.mjs';

export const newProfile = () => mkdtemp(join(tmpdir(), 'irai-crash-'));

/** Removes a profile, or one store of it (a folder in `Default`). */
export const remove = (profile, store = '') =>
  rm(store ? join(profile, 'Default', store) : profile, { recursive: true, force: true, maxRetries: 5 });

/** Starts the browser on a profile. */
export async function start(profile) {
  const context = await chromium.launchPersistentContext(profile, {
    ...CHROMIUM,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
    timeout: 30_000,
  });
  const mine = processesOf(profile);
  const group = [...mine].map(look).find((one) => one && mine.has(one.group))?.group;
  return { context, page: context.pages()[0] ?? (await context.newPage()), group };
}

/** What a process is: its group and its command line; nothing where it is gone. */
function look(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything.
    const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid, state, parent: Number(parent), group: Number(group), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') };
  } catch {
    return null;
  }
}

const all = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => look(Number(name))).filter(Boolean);

/** The processes of the browser that has this profile: the one started with it, and all that come from it. */
function processesOf(profile) {
  const running = all();
  const mine = new Set(running.filter((one) => one.command.includes(`--user-data-dir=${profile}`)).map((one) => one.pid));
  for (let before = -1; before !== mine.size; ) {
    before = mine.size;
    for (const one of running) if (mine.has(one.parent)) mine.add(one.pid);
  }
  return mine;
}

/** Kills every process of the browser, with the signal that none can catch, at this very moment. */
export function kill(profile, { group }) {
  // One call for the whole group, so that none outlives another.
  if (group) signal(-group);
  for (const pid of processesOf(profile)) signal(pid);
}

function signal(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Waits until no process has the profile any more. */
export async function gone(profile) {
  const deadline = Date.now() + 10_000;
  while ([...processesOf(profile)].some((pid) => (look(pid)?.state ?? 'Z') !== 'Z')) {
    if (Date.now() > deadline) throw new Error(`the browser on ${profile} does not die`);
    await breath();
  }
}

/**
 * Whether the files of the profile's localStorage hold a text: then its record has been committed.
 * The log of a LevelDB holds the values as they are, those outside Latin-1 in UTF-16.
 */
export async function committed(profile, text) {
  const folder = join(profile, 'Default', 'Local Storage', 'leveldb');
  const wanted = Buffer.from(text, 'utf16le');
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.log'));
  const logs = await Promise.all(files.map((name) => readFile(join(folder, name)).catch(() => Buffer.alloc(0))));
  return logs.some((log) => log.includes(wanted));
}
