// Lighthouse over a release build, as a desktop and as a phone would load it.
//   node scripts/audit.mjs [folder]     the folder is dist/ where none is named
// Twice each: as a first visit, which is the start page, and opened with the app, as whoever has something on the
// board opens it, with nothing kept from before. Fails below 95 in performance, accessibility or best practices; what
// the app takes on a phone without its files is told and fails nothing. Performance is the median of three runs. The
// whole reports are in target/audit/.
import lighthouse, { desktopConfig } from 'lighthouse';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { serveCompressed } from './compressed.mjs';
import { CHROMIUM, freePort, root } from './served.mjs';

const dist = process.argv[2] ?? join(root, 'dist');
const reports = join(root, 'target/audit');
const RUNS = 3;
const LEAST = 95;
/** Search engines have little to look for in a tool: told, not asked for. */
const CATEGORIES = { performance: true, accessibility: true, 'best-practices': true, seo: false };
const FIGURES = {
  'first-contentful-paint': 'FCP',
  'largest-contentful-paint': 'LCP',
  'total-blocking-time': 'TBT',
  'cumulative-layout-shift': 'CLS',
  'speed-index': 'SI',
};
const PRESETS = {
  desktop: { config: desktopConfig, address: '' },
  mobile: { config: undefined, address: '' },
  'desktop with the app': { config: desktopConfig, address: '#board' },
  'mobile with the app': { config: undefined, address: '#board', told: ['performance'] },
};
/** Now and then a browser leaves no trace of a run. */
const ATTEMPTS = 3;

/** One run, in a browser of its own: nothing is cached, nothing is stored. */
async function run(url, config, attempt = 1) {
  const port = await freePort();
  const browser = await chromium.launch({ ...CHROMIUM, args: [...CHROMIUM.args, `--remote-debugging-port=${port}`] });
  try {
    const flags = { port, onlyCategories: Object.keys(CATEGORIES), output: 'html', logLevel: 'error' };
    const { lhr, report } = await lighthouse(url, flags, config);
    if (!lhr.runtimeError) return { lhr, report };
    if (attempt === ATTEMPTS) throw new Error(lhr.runtimeError.message);
  } finally {
    await browser.close();
  }
  return run(url, config, attempt + 1);
}

/** Opens the page once, so that all it loads is compressed before the clock runs. */
async function warm(url) {
  const browser = await chromium.launch(CHROMIUM);
  try {
    await (await browser.newPage()).goto(`${url}#board`, { waitUntil: 'networkidle', timeout: 600_000 });
  } finally {
    await browser.close();
  }
}

const score = ({ lhr }, category) => Math.round((lhr.categories[category].score ?? 0) * 100);

/** What was found wanting, the costliest first; for performance what was not at its best. */
function wanting({ lhr }, category) {
  return lhr.categories[category].auditRefs
    .map(({ id, weight }) => ({ weight, ...lhr.audits[id] }))
    .filter(({ score: reached, scoreDisplayMode }) => reached !== null && reached < 0.9 && scoreDisplayMode !== 'informative')
    .sort((one, other) => other.weight * (1 - other.score) - one.weight * (1 - one.score))
    .map(({ id, title, displayValue }) => `    ${id}: ${title}${displayValue ? ` (${displayValue})` : ''}`);
}

async function audit(url, preset) {
  const runs = [];
  while (runs.length < RUNS) runs.push(await run(url + PRESETS[preset].address, PRESETS[preset].config));
  runs.sort((one, other) => score(one, 'performance') - score(other, 'performance'));
  const median = runs[Math.floor(RUNS / 2)];
  await writeFile(join(reports, `${preset.replaceAll(' ', '-')}.html`), median.report);
  await writeFile(join(reports, `${preset.replaceAll(' ', '-')}.json`), JSON.stringify(median.lhr));
  // What is either so or not counts as the worst of the runs has it.
  const scores = Object.keys(CATEGORIES).map((category) => {
    const all = runs.map((each) => score(each, category));
    return [category, category === 'performance' ? score(median, category) : Math.min(...all), all];
  });
  return { preset, median, scores };
}

await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });
const server = await serveCompressed(dist);
const failed = [];
try {
  await warm(server.baseURL);
  for (const preset of Object.keys(PRESETS)) {
    const { median, scores } = await audit(server.baseURL, preset);
    console.log(`\n${preset}`);
    for (const [category, reached, all] of scores) {
      const low = CATEGORIES[category] && reached < LEAST;
      if (low && !PRESETS[preset].told?.includes(category)) failed.push(`${preset} ${category} ${reached}`);
      console.log(`  ${category.padEnd(16)}${String(reached).padStart(4)}${low ? `  < ${LEAST}` : ''}${category === 'performance' ? `  (${all.join(', ')})` : ''}`);
      for (const line of wanting(median, category)) console.log(line);
    }
    const figures = Object.entries(FIGURES).map(([id, name]) => `${name} ${median.lhr.audits[id].displayValue}`);
    console.log(`  ${figures.join(' · ')} · ${Math.round(median.lhr.audits['total-byte-weight'].numericValue / 1024)} KB`);
  }
} finally {
  server.stop();
}
console.log(failed.length === 0 ? '\npassed' : `\nbelow ${LEAST}: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
