// What a build weighs, compressed as hosts send it, against tests/budget.json. Fails where it is over.
//   node scripts/budget.mjs <build>
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { WAYS } from './compress.mjs';
import { filesIn } from './inspect.mjs';

const BUDGET = fileURLToPath(new URL('../tests/budget.json', import.meta.url));

/** The bytes of a file as a host with Brotli sends it. Pictures are sent as they are where that is less. */
function weight(folder, name) {
  const bytes = readFileSync(join(folder, name));
  return Math.min(bytes.length, WAYS['.br'](bytes).length);
}

/** The files of a build that a text of it names, and what those scripts import. */
function named(folder, text, pattern) {
  const all = new Set(filesIn(folder));
  const wanted = new Set();
  for (const [, name] of text.matchAll(pattern)) if (all.has(name)) wanted.add(name);
  for (const name of [...wanted].filter((each) => each.endsWith('.js'))) {
    for (const [, imported] of readFileSync(join(folder, name), 'utf8').matchAll(/from ["']\.\/([\w.-]+)["']/g)) if (all.has(imported)) wanted.add(imported);
  }
  return wanted;
}

const FILES = /(?:href|src|from|import\(|module_or_path:)=?\s*["']?(?:\.\/)?([\w.-]+\.\w+)/g;
/** What waits until the app is wanted: see scripts/post-build.mjs. */
const APP = /<template id="app-files">[^]*?<\/template>|<script type="module"[^]*?<\/script>/g;

/**
 * The files that the page asks for where a person comes for the first time, before that person has done anything.
 * The end-to-end tests hold this against what a browser asks for.
 */
export function firstVisit(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  // The pictures of the controls, which every screen shows.
  return [...new Set(['index.html', 'icons.svg', ...named(folder, page.replaceAll(APP, ''), FILES)])].sort();
}

/** The same with the app, as far as the board. */
export function board(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  return [...new Set([...firstVisit(folder), ...named(folder, page, FILES)])].sort();
}

function main(folder) {
  const budget = JSON.parse(readFileSync(BUDGET, 'utf8'));
  const sum = (names) => names.reduce((total, name) => total + weight(folder, name), 0);
  const found = { first_visit: sum(firstVisit(folder)), board: sum(board(folder)), everything: sum(filesIn(folder).filter((name) => name !== '_headers')) };
  const over = Object.entries(found).filter(([what, bytes]) => bytes > budget[what]);
  for (const [what, bytes] of Object.entries(found)) {
    console.log(`${what.replace('_', ' ')}: ${(bytes / 1000).toFixed(1)} kB of ${(budget[what] / 1000).toFixed(1)} kB (Brotli)`);
  }
  if (over.length > 0) {
    console.error(`Over the budget of tests/budget.json: ${over.map(([what]) => what).join(', ')}`);
    process.exit(1);
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv[2]);
