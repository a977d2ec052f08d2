// Prints the five papers as PDF files into test-results/papers/, from the engagement of the tests
// in which everything is filled in, and from the samples.
//   node scripts/papers.mjs [folder]     the folder is dist/ where none is named
// The day is fixed, so that the papers are the same every time.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { BoardPage } from '../tests/e2e/pages/board.mjs';
import { PAPERS, PaperPage } from '../tests/e2e/pages/paper.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = process.argv[2] ?? join(root, 'dist');
const out = join(root, 'test-results/papers');
const TODAY = new Date('2026-07-01T10:00:00+09:00');
const COMPLETE = await readFile(join(root, 'tests/fixtures/complete.json'), 'utf8');

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Serves the build; answers with its address and the way to stop it. */
async function serve() {
  const port = await freePort();
  const server = spawn(process.execPath, [join(root, 'scripts/serve.mjs'), dist, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    server.stdout.once('data', resolve);
    server.once('exit', () => reject(new Error(`${dist} could not be served`)));
  });
  return { baseURL: `http://127.0.0.1:${port}/`, stop: () => server.kill() };
}

/** How many pages a PDF has. */
const pagesOf = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/** Prints every paper of the engagement in the panel. */
async function print(board, prefix, papers) {
  for (const { name, stage, company } of papers) {
    const paper = await PaperPage.open(board, { name, stage, company });
    const pdf = await board.page.pdf({ preferCSSPageSize: true, printBackground: false, tagged: true });
    const file = `${prefix}-${stage}-${name}.pdf`;
    await writeFile(join(out, file), pdf);
    console.log(`${file}: ${pagesOf(pdf)} pages`);
    await paper.close();
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const server = await serve();
try {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  /** A board of its own; the dark theme shows that paper stays white. */
  const fresh = async () => {
    const context = await browser.newContext({ baseURL: server.baseURL, colorScheme: 'dark', locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    await page.clock.setFixedTime(TODAY);
    const board = new BoardPage(page);
    await board.open();
    return board;
  };
  const complete = await fresh();
  await complete.load(JSON.parse(COMPLETE).board.engagements);
  await complete.cards.first().getByRole('heading').click();
  await print(complete, 'complete', PAPERS);

  const samples = await fresh();
  await samples.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
  await samples.cardsIn('meet').first().getByRole('heading').click();
  const early = PAPERS.filter(({ stage }) => stage === 'clarify' || stage === 'meet');
  await print(samples, 'sample', early.map((paper) => ({ ...paper, company: paper.company && 'あさひオンライン秘書' })));
  await browser.close();
} finally {
  server.stop();
}
