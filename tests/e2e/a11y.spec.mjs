// axe over everything that the page can show, in both languages, in the light and in the dark: every rule of
// WCAG 2.2 AA and every recommendation, of any weight.
import { expect, test } from './fixtures.mjs';
import { barriers } from './pages/axe.mjs';
import { BoardPage } from './pages/board.mjs';
import { EMPTY, FULL, SOME, Tour, content } from './pages/walk.mjs';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const WAYS = [
  ['日本語', 'ja', {}, { 空のボード: EMPTY, 中身のあるボード: FULL }],
  ['English', 'en', {}, { 空のボード: EMPTY, 中身のあるボード: FULL }],
  ['電話', 'ja', PHONE, { 中身のあるボード: SOME }],
];

for (const [name, lang, use, parts] of WAYS) {
  test.describe(name, () => {
    // Nothing is half way through an animation.
    test.use({ ...use, contextOptions: { reducedMotion: 'reduce' } });
    for (const [part, stops] of Object.entries(parts)) {
      test(`${part}のどの画面でも、axeは何も指摘しない`, async ({ page }) => {
        test.setTimeout(300_000);
        const tour = new Tour(new BoardPage(page), lang);
        await tour.open();
        if (stops !== EMPTY) await tour.load(await content());
        tour.look = async (place) => expect.soft(await barriers(page), place).toEqual([]);
        await tour.walk(stops, test.step);
      });
    }

    test('ボードとパネルを並べても、axeは何も指摘しない', async ({ page }) => {
      const tour = new Tour(new BoardPage(page), lang);
      await tour.open();
      await tour.load(await content());
      await tour.openCard('質問が待つ案件');
      expect(await barriers(page, { whole: true })).toEqual([]);
    });
  });
}
