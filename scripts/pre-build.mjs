// Trunk's pre_build hook: one stylesheet out of those that style/main.css imports, in its order. A browser
// asks once instead of twenty times before it paints.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [folder, made] = [join(root, 'style'), join(root, 'target/style/irai.css')];
const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const main = read(join(folder, 'main.css'));
const IMPORT = /^@import "([\w-]+\.css)";$/;
const rules = main.replace(/\/\*.*?\*\//gs, '').split('\n').filter((line) => line.trim() !== '');
const unknown = rules.find((line) => !IMPORT.test(line));
if (unknown !== undefined) {
  console.error(`style/main.css holds imports of its neighbours and nothing else: ${unknown}`);
  process.exit(1);
}
// Comments are for the source. None of the sheets has a comment's mark inside a string.
const sheet = (name) => readFileSync(join(folder, name), 'utf8').replace(/\/\*.*?\*\//gs, '').replace(/^\s*\n/gm, '');
const css = rules.map((line) => sheet(IMPORT.exec(line)[1])).join('');
// Where nothing has changed, a build that watches is not woken.
if (read(made) !== css) {
  mkdirSync(dirname(made), { recursive: true });
  writeFileSync(made, css);
}
