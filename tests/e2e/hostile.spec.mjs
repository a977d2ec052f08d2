// What is written to do harm is refused with its place, or kept and shown as the text that it is.
import { BAD_LINKS, TEXTS, hostileBoard, textPlaces } from './hostile.mjs';
import { engagement, file, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { Everyday, readCsv } from './pages/everyday.mjs';
import { Tour, intruders, watch } from './pages/tour.mjs';

let seen;
test.beforeEach(async ({ page, baseURL }) => {
  await page.clock.setFixedTime(new Date('2026-07-01T10:00:00+09:00'));
  seen = await watch(page, new URL(baseURL).origin);
});

/** Nothing has run, loaded, opened or come into the page. */
async function sound(board, where) {
  expect.soft([...seen, ...(await intruders(board.page))], where).toEqual([]);
}

test('検査する文は、書けるすべての欄に入る', () => {
  const { reached } = hostileBoard();
  expect([...textPlaces()].filter((place) => !reached.has(place))).toEqual([]);
  expect(TEXTS.length + BAD_LINKS.length).toBeGreaterThanOrEqual(40);
});

for (const turn of [0, 1]) {
  test(`すべての欄の危険な文は、どの画面でも文字のまま(${turn + 1})`, async ({ board }) => {
    test.setTimeout(300_000);
    const { file: hostile } = hostileBoard(turn);
    await board.import(hostile, '置き換える');
    await board.saved();
    const read = await board.contents();
    expect(Object.fromEntries(read.engagements.map((one) => [one.id, one.title]))).toEqual(
      Object.fromEntries(hostile.board.engagements.map((one) => [one.id, one.title])),
    );
    await new Tour(board).everything((where) => sound(board, where));
    // What was only looked at has not changed.
    expect(await board.contents()).toEqual(read);
  });
}
