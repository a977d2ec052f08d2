// Trunk's post_build hook: the last look at the page before it becomes dist/.
// Only index.html may be changed here: the other files carry an integrity hash by now.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeParts } from './parts.mjs';
import { writeWorker } from './offline.mjs';
import { secured } from './policy.mjs';

const folder = process.env.TRUNK_STAGING_DIR;
const page = join(folder, 'index.html');
const html = readFileSync(page, 'utf8');

const rooted = [...html.matchAll(/(?:href|src)=["']?(\/[^"'\s>]*)|from ["'](\/[^"']*)|module_or_path: ["'](\/[^"']*)/g)];
if (rooted.length > 0) {
  console.error(`index.html has addresses that break under a sub-path: ${rooted.map((m) => m[0]).join(', ')}`);
  process.exit(1);
}

// Trunk tells the loading page how large the app was before it was made smaller.
const sized = html.replace(/(['"]\.\/([\w-]+_bg\.wasm)['"], )\d+(, initializer)/, (_, before, wasm, after) => before + statSync(join(folder, wasm)).size + after);

/** One place in a page, changed. */
function changed(html, pattern, by) {
  if (html.match(pattern) === null) throw new Error(`index.html has no ${pattern}: trunk writes it another way`);
  return html.replace(pattern, by);
}

/**
 * The page that asks for the app when public/early.js says so: what trunk lets a browser load beforehand waits in a
 * template, with its integrity hashes, and trunk's script waits for the promise.
 */
function begun(html) {
  const LINK = /<link rel="(?:modulepreload|preload)" [^>]*>\s*/g;
  const links = html.match(LINK) ?? [];
  if (links.length === 0) throw new Error('index.html has no links of trunk that load the app beforehand');
  const held = changed(html.replace(LINK, ''), /<!-- Before anything is painted[^]*?-->/, `<template id="app-files">${links.map((link) => link.trim()).join('')}</template>`);
  return changed(
    held,
    /import init, \* as bindings from (['"][^'"]+['"]);\s*import initializer from (['"][^'"]+['"]);/,
    'await window.iraiBegun;\nconst [bindings, { default: initializer }] = await Promise.all([import($1), import($2)]);\nconst init = bindings.default;',
  );
}

if (process.env.IRAI_PARTS) placeParts(folder, process.env.IRAI_PARTS);
writeFileSync(page, secured(begun(sized), (name) => readFileSync(join(folder, name))));
// The last: it takes the hash of every file, index.html among them.
writeWorker(folder);
