// axe in the page: the library is brought there once, and looks at what is over everything else, or at the whole page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Every rule of WCAG 2.2 A and AA, and every recommendation. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What has to do with colours, and is looked at again in the dark. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds, of whatever weight, in the light and in the dark, each with the elements that it stands on. `whole`
 * is the page; otherwise it is the dialog, menu or panel that lies over it, where there is one. */
export async function barriers(page, { whole = false } = {}) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(
    async ([whole, tags, colours]) => {
      const root = document.documentElement;
      const over = ['dialog[open]', '[role=menu]', '.panel'].find((one) => document.querySelector(one));
      const context = whole || !over ? document : over;
      const run = async (theme, runOnly) => {
        root.dataset.theme = theme;
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        // With a finger targets are measured in reach.spec.mjs: axe takes what a foot covers at the moment for small.
        const rules = { 'target-size': { enabled: !matchMedia('(pointer: coarse)').matches } };
        const { violations } = await window.axe.run(context, { runOnly, ...(runOnly.type === 'tag' && { rules }), resultTypes: ['violations'] });
        return violations.map(({ id, help, nodes }) => {
          const where = nodes.map(({ target, any }) => `${target.join(' ')}${any[0]?.data?.contrastRatio ? ` ${any[0].data.contrastRatio}` : ''}`);
          return `${theme}: ${id}: ${help}: ${where.join(' | ')}`;
        });
      };
      const found = [...(await run('light', { type: 'tag', values: tags })), ...(await run('dark', { type: 'rule', values: colours }))];
      root.dataset.theme = 'system';
      return found;
    },
    [whole, TAGS, COLOURS],
  );
}
