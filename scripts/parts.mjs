// The parts of the program that are loaded when they are first needed, put beside the main part in a
// build of trunk's: made smaller, named by their content, and fetched with an integrity hash.
// scripts/split/wasm-bindgen has left them in IRAI_PARTS; other builds have none.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What browsers of the last years know, and the compiler makes use of. */
const FEATURES = [
  '--enable-bulk-memory',
  '--enable-multivalue',
  '--enable-mutable-globals',
  '--enable-nontrapping-float-to-int',
  '--enable-reference-types',
  '--enable-sign-ext',
];

const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

/** The one match of a pattern in a text. */
function only(text, pattern, what) {
  const found = [...new Set([...text.matchAll(pattern)].map((match) => match[1]))];
  if (found.length !== 1) throw new Error(`${what}: one expected, found ${found.join(', ') || 'none'}`);
  return found[0];
}

/** Puts the parts into a staging folder that holds index.html and the main part. */
export function placeParts(staging, parts) {
  const loader = only(readdirSync(parts).join('\n'), /^(parts-.+\.js)$/gm, `the script in ${parts}`);
  const main = only(readFileSync(join(staging, 'index.html'), 'utf8'), /bindings from ["']\.\/([^"']+\.js)["']/g, 'the script of index.html');
  let script = readFileSync(join(parts, loader), 'utf8');
  const named = only(script, /import \{ initSync \} from "\.\/([^"]+)"/g, `the import of ${loader}`);
  script = script.replaceAll(`"./${named}"`, `"./${main}"`);
  for (const file of readdirSync(parts).filter((name) => name.endsWith('.wasm'))) {
    const small = join(parts, `${file}.small`);
    execFileSync('wasm-opt', ['-Oz', ...FEATURES, join(parts, file), '-o', small], { stdio: 'inherit' });
    const bytes = readFileSync(small);
    rmSync(small);
    const name = file.replace(/\.wasm$/, `-${digest('sha256', bytes, 'hex').slice(0, 16)}.wasm`);
    const integrity = `sha384-${digest('sha384', bytes, 'base64')}`;
    const address = `new URL("./${file}", import.meta.url)`;
    if (!script.includes(address)) throw new Error(`${loader} does not load ${file}`);
    script = script.replaceAll(address, `new URL("./${name}", import.meta.url), { integrity: "${integrity}" }`);
    writeFileSync(join(staging, name), bytes);
  }
  writeFileSync(join(staging, loader), script);
}
