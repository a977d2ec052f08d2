// Prints the seven papers, letters among them, as PDF files into target/papers/, from the engagement of the tests
// in which everything is filled in, and from the samples.
//   node scripts/papers.mjs [folder]     the folder is dist/ where none is named
// The day is fixed, so that the papers are the same every time.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { BoardPage } from '../tests/e2e/pages/board.mjs';
import { LETTERS, PAPERS, PaperPage } from '../tests/e2e/pages/paper.mjs';
import { CHROMIUM, root, serve } from './served.mjs';

const dist = process.argv[2] ?? join(root, 'dist');
const out = join(root, 'target/papers');
const TODAY = new Date('2026-07-01T10:00:00+09:00');
const COMPLETE = await readFile(join(root, 'tests/fixtures/complete.json'), 'utf8');

/** How many pages a PDF has. */
const pagesOf = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/** Prints every paper of the engagement in the panel. */
async function print(board, prefix, papers) {
  for (const { name, stage, company } of papers) {
    const letter = LETTERS.some((one) => one.name === name);
    const paper = await PaperPage[letter ? 'openLetter' : 'open'](board, { name, stage, company });
    const pdf = await board.page.pdf({ preferCSSPageSize: true, printBackground: false, tagged: true });
    const file = `${prefix}-${stage}-${name}.pdf`;
    await writeFile(join(out, file), pdf);
    console.log(`${file}: ${pagesOf(pdf)} pages`);
    await paper.close();
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const server = await serve(dist);
try {
  const browser = await chromium.launch(CHROMIUM);
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
  await print(complete, 'complete', [...PAPERS, ...LETTERS]);

  const samples = await fresh();
  await samples.page.getByRole('button', { name: 'サンプルを読み込む' }).click();
  await samples.cardsIn('meet').first().getByRole('heading').click();
  const early = PAPERS.filter(({ stage }) => stage === 'clarify' || stage === 'meet');
  await print(samples, 'sample', early.map((paper) => ({ ...paper, company: paper.company && 'あさひオンライン秘書' })));
  await browser.close();
} finally {
  server.stop();
}
