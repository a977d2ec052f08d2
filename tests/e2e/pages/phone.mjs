// The board under a finger: swiping from column to column, the strip, the keyboard on the screen.
import { expect } from '@playwright/test';
import { STAGES } from '../data.mjs';

/** A finger on the page, by the browser's own touch events. */
export async function finger(page) {
  const devtools = await page.context().newCDPSession(page);
  const send = (type, points) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  return {
    down: (at) => send('touchStart', [at]),
    up: () => send('touchEnd', []),
    async move(from, to, steps = 8) {
      for (let step = 1; step <= steps; step += 1) {
        const along = (a, b) => a + ((b - a) * step) / steps;
        await send('touchMove', [{ x: along(from.x, to.x), y: along(from.y, to.y) }]);
      }
    },
  };
}

export class PhonePage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.strip = board.page.getByRole('navigation', { name: '段階' });
    this.screens = board.page.getByRole('navigation', { name: '画面' });
  }

  /** The cell of a stage in the strip. */
  cell(stage) {
    return this.strip.getByRole('button', { name: new RegExp(`^${STAGES.indexOf(stage) + 1} `) });
  }

  /** Swipes from the right to the left, or back. */
  async swipe(forward = true) {
    const touch = await finger(this.page);
    const { width, height } = this.page.viewportSize();
    const [right, left] = [{ x: width * 0.9, y: height * 0.6 }, { x: width * 0.1, y: height * 0.6 }];
    const [from, to] = forward ? [right, left] : [left, right];
    const scrolled = () => this.page.locator('.board').evaluate((board) => board.scrollLeft);
    const before = await scrolled();
    await touch.down(from);
    await touch.move(from, to);
    // A finger that comes to rest does not fling: the column it was carried to is the next one. On a slow machine
    // what it has done must have arrived before it rests.
    await expect.poll(async () => Math.abs((await scrolled()) - before)).toBeGreaterThan(width * 0.6);
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 6; frame += 1) await new Promise(requestAnimationFrame);
    });
    await touch.move(to, to);
    await touch.up();
  }

  /** One column fills the screen, at rest, and the strip says which. */
  async isAt(stage) {
    await expect(this.cell(stage)).toHaveAttribute('aria-current', 'true');
    const far = () =>
      this.board.column(stage).evaluate(async (column) => {
        const left = () => column.getBoundingClientRect().left;
        const before = left();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        // What is still on its way is nowhere yet.
        return left() === before ? Math.abs(Math.round(before)) : Infinity;
      });
    await expect.poll(far).toBeLessThanOrEqual(1);
  }

  async goTo(stage) {
    await this.cell(stage).click();
    await this.isAt(stage);
  }

  /** How far the page can be scrolled sideways: zero, or less. */
  overflow() {
    return this.page.evaluate(() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth, document.querySelector('.app').scrollWidth) - document.documentElement.clientWidth);
  }

  /** What reaches beyond the screen sideways and is in nothing that scrolls by itself. */
  beyond() {
    return this.page.evaluate(() => {
      const edge = document.documentElement.clientWidth + 1;
      const own = (element) => {
        for (let one = element.parentElement; one && one !== document.body; one = one.parentElement) {
          if (getComputedStyle(one).overflowX !== 'visible' && one.getBoundingClientRect().right <= edge) return true;
        }
        return false;
      };
      return [...document.querySelectorAll('body *')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getBoundingClientRect().width > 1)
        .filter((element) => element.getBoundingClientRect().right > edge && !own(element))
        .map((element) => `${element.tagName}.${element.className.baseVal ?? element.className}`);
    });
  }

  /** The keyboard comes up under a field: what is seen of the page gets lower. */
  async keyboard(field, height = 400) {
    await field.tap();
    await expect(field).toBeFocused();
    await this.page.setViewportSize({ width: this.page.viewportSize().width, height });
    await expect(this.board.html).toHaveAttribute('data-keyboard', '');
  }

  /** Nothing lies over the middle of an element, and it is on the screen. */
  isFree(locator) {
    return locator.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const points = [[box.left + 8, box.top + 2], [box.left + 8, box.bottom - 3], [box.left + box.width / 2, (box.top + box.bottom) / 2]];
      return points.every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
    });
  }
}
