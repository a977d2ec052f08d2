// Looks through a finished build before it is published: every hash, what may be loaded, and what has no
// business in it.
//   node scripts/inspect.mjs <build>
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TYPES, contentPolicy, digest, elements, policyIn } from './policy.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Folders of the machine that builds. */
const MACHINE = [ROOT, homedir(), process.env.CARGO_HOME, process.env.RUSTUP_HOME].filter((path) => path?.length > 2);
/** Elements whose file must be the one that was built. */
const LOADED = /^(stylesheet|modulepreload|preload)$/;
/** Files that a host reads and no page loads. */
export const FOR_HOSTS = ['_headers'];

const attribute = (attributes, name) => attributes.match(new RegExp(`(?:^|\\s)${name}=["']?([^"'\\s>]*)`))?.[1];

/** Every file in a folder, by its path in it. */
export const filesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

/** What is wrong with a build, in words; nothing for a sound one. */
export function problemsOf(folder) {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const found = [...ofPolicy(page), ...ofIntegrity(folder, page)];
  for (const name of filesIn(folder)) {
    const say = (problem) => found.push(`${name}: ${problem}`);
    if (!(extname(name) in TYPES) && !FOR_HOSTS.includes(name)) say('no kind of file that a build holds');
    ofContent(readFileSync(join(folder, name), 'latin1'), extname(name)).forEach(say);
  }
  return found;
}

/** The policy stands in front of all that it governs, and is the one of this very page. */
function ofPolicy(page) {
  const policy = policyIn(page);
  if (!policy) return ['index.html: no content security policy'];
  const found = [];
  if (policy !== contentPolicy(page)) found.push('index.html: the policy is not the one of its scripts and styles');
  if (page.indexOf(policy) > page.search(/<(script|style|link|base)\b/)) found.push('index.html: something stands before the policy');
  return found;
}

/** Every hash in the page is that of the file beside it, and every file that it loads has one. */
function ofIntegrity(folder, page) {
  const links = [...page.matchAll(/<link\b([^>]*)>/g)].map(([, attributes]) => attributes);
  const scripts = elements(page, 'script').map(({ attributes }) => attributes);
  const found = [];
  for (const attributes of [...links, ...scripts]) {
    const address = attribute(attributes, 'href') ?? attribute(attributes, 'src');
    if (address === undefined) continue;
    const name = address.replace(/^\.\//, '');
    const integrity = attribute(attributes, 'integrity');
    if (!existsSync(join(folder, name))) found.push(`index.html: there is no ${name}`);
    else if (integrity && integrity !== digest(integrity.split('-')[0], readFileSync(join(folder, name)))) found.push(`${name}: not what its hash in index.html says`);
    else if (!integrity && (LOADED.test(attribute(attributes, 'rel')) || attribute(attributes, 'src'))) found.push(`${name}: no hash in index.html`);
  }
  return found;
}

/** What stands in a file that must not. */
function ofContent(text, ending) {
  const found = [];
  const machine = MACHINE.find((path) => text.includes(`${path}/`)) ?? text.match(/\/(?:home|Users)\/[\w.-]+\/[\w.-]+/)?.[0];
  if (machine) found.push(`a path of the building machine: ${machine}`);
  const outside = text.match(OUTSIDE[ending] ?? /(?!)/)?.[0];
  if (outside) found.push(`something is loaded from elsewhere: ${outside}`);
  if (ending === '.html' || ending === '.svg') {
    if (/'unsafe-(inline|eval)'/.test(text)) found.push('a policy that allows what is unsafe');
    const handler = text.match(/<[^>]*\s(on[a-z]+|style)=/)?.[1];
    if (handler) found.push(`an attribute that the policy refuses: ${handler}`);
  }
  if (ending === '.svg' && /<(script|foreignObject)\b/.test(text)) found.push('a picture with a script');
  return found;
}

const MARKUP = /<(?!a\b)[^>]*\s(?:href|src|srcset|action|data|poster)=["']?\s*(?:https?:)?\/\/[^"'\s>]*/;
const SCRIPT = /(?:\bimport\s*\(?|\bfrom|\bfetch\s*\(|importScripts\s*\(|\bURL\s*\(|Worker\s*\(|WebSocket\s*\()\s*["'`](?:https?:|wss?:)?\/\/[^"'`]*/;
const OUTSIDE = {
  '.html': MARKUP,
  '.svg': MARKUP,
  '.css': /(?:url\(\s*|@import\s*)["']?(?:https?:)?\/\/[^"')\s]*/,
  '.js': SCRIPT,
  '.mjs': SCRIPT,
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = problemsOf(process.argv[2]);
  for (const problem of found) console.error(`  ${problem}`);
  if (found.length > 0) {
    console.error('\nビルドをこのまま公開しないでください / Do not publish this build');
    process.exit(1);
  }
}
