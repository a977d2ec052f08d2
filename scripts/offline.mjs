// Writes service-worker.js into a build: scripts/service-worker.js with every file of the build and its
// hash. The last thing to be done to a build, since nothing in it may change afterwards.
//   node scripts/offline.mjs <folder>
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORKER = 'service-worker.js';
const TEMPLATE = fileURLToPath(new URL(WORKER, import.meta.url));
/** What a page is made of. Settings for a server lie in the folder too, and no server hands them out. */
const KINDS = new Set(['.css', '.html', '.ico', '.js', '.json', '.mjs', '.png', '.svg', '.txt', '.wasm', '.webmanifest', '.webp', '.woff2']);

const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).split(sep).join('/'))
    .filter((name) => KINDS.has(extname(name)) && name !== WORKER && !/(?:^|\/)\./.test(name))
    .sort();

/** Puts a value in the place of the template's own; a template without that place is an error. */
function set(template, constant, value) {
  const [head, tail, ...more] = template.split(constant);
  if (tail === undefined || more.length > 0) throw new Error(`scripts/${WORKER} does not hold ${constant} once`);
  return head + value + tail;
}

/** Writes the worker of a build. */
export function writeWorker(folder) {
  const hash = (name) => `sha256-${createHash('sha256').update(readFileSync(join(folder, name))).digest('base64')}`;
  const files = JSON.stringify(Object.fromEntries(filesOf(folder).map((name) => [encodeURI(name), hash(name)])), null, 2);
  const template = readFileSync(TEMPLATE, 'utf8');
  const version = createHash('sha256').update(template).update(files).digest('hex').slice(0, 16);
  const worker = set(set(template, 'Object.entries({})', `Object.entries(${files})`), 'const VERSION = "";', `const VERSION = "${version}";`);
  writeFileSync(join(folder, WORKER), worker);
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  if (!process.argv[2]) throw new Error('Which folder?');
  writeWorker(process.argv[2].replace(/\/+$/, ''));
}
