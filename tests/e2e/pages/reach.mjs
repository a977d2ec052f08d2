// Looks at what is drawn, as a person would who enlarges it, touches it or needs it still.

/** What takes a press. What lies in a line of text is as high as the line (2.5.8 leaves it out). */
const TARGETS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option], [role=separator][tabindex]';

export class Reach {
  constructor(page) {
    this.page = page;
  }

  /** Targets smaller than so many pixels on either side, with their sizes. A label counts for what it names. With a
   * mouse, a small one passes where nothing else lies within 24 px of its middle. */
  small(least) {
    return this.page.evaluate(
      ([selector, least]) => {
        const over = document.querySelector('dialog[open]') ?? document.querySelector('[role=menu]') ?? document.body;
        const shown = [...over.querySelectorAll(selector)].filter((one) => {
          if (one.matches('.skip') || one.closest('[inert], :disabled') || getComputedStyle(one).pointerEvents === 'none') return false;
          return one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        });
        const boxOf = (one) => {
          const label = one.matches('input[type=radio], input[type=checkbox], input[type=range]') ? one.closest('label') : null;
          // The button of a slip of work lies over the whole slip.
          return (label ?? (one.matches('.slip__open') ? one.closest('[data-slip]') : one)).getBoundingClientRect();
        };
        // What stands inside a sentence, and what is only there for a screen reader.
        const inText = (one) => one.matches('a, .link, button') && getComputedStyle(one).display === 'inline' && one.parentElement.textContent.trim().length > one.textContent.trim().length;
        const boxes = shown.map((one) => ({ one, box: boxOf(one) })).filter(({ one, box }) => box.width > 2 && box.height > 2 && !inText(one));
        // Nine stages stand side by side on a phone: what is high enough may be a tenth narrower.
        const tooSmall = ({ box }) => box.width < (least > 24 ? least * 0.9 : least) - 0.5 || box.height < least - 0.5;
        const apart = (mine) => {
          if (least > 24) return false;
          const [x, y] = [mine.box.left + mine.box.width / 2, mine.box.top + mine.box.height / 2];
          return boxes.every(({ one, box }) => {
            if (one === mine.one || one.contains(mine.one) || mine.one.contains(one)) return true;
            const [dx, dy] = [Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)];
            return Math.hypot(dx, dy) >= 12;
          });
        };
        return boxes
          .filter((each) => tooSmall(each) && !apart(each))
          .map(({ one, box }) => `${one.localName}.${one.className} ${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 20)}: ${Math.round(box.width)}x${Math.round(box.height)}`);
      },
      [TARGETS, least],
    );
  }

  /** What makes the page, the panel or a dialog scroll in two directions. The board, tables and charts may. */
  sideways() {
    return this.page.evaluate(() => {
      const found = [];
      const page = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth;
      if (page > 0) found.push(`the page: ${page} px`);
      for (const root of document.querySelectorAll('.panel, .panel__scroll, .dialog__body, .screen, .start, .bar, .notices, .menu')) {
        if (root.checkVisibility() && root.scrollWidth > root.clientWidth + 1) found.push(`${root.className}: ${root.scrollWidth - root.clientWidth} px`);
      }
      return found;
    });
  }

  /** Texts that do not fit where they stand: they are cut, and no title, no tooltip and no scrolling gives the rest. */
  cut() {
    return this.page.evaluate(() => {
      const over = document.querySelector('dialog[open]') ?? document.querySelector('[role=menu]') ?? document.querySelector('.panel') ?? document.body;
      const hides = (overflow) => ['hidden', 'clip'].includes(overflow);
      return [...over.querySelectorAll('*')]
        .filter((one) => {
          if (!one.checkVisibility({ visibilityProperty: true }) || one.clientWidth <= 2 || !one.textContent.trim()) return false;
          const style = getComputedStyle(one);
          // For a screen reader only.
          if (one.closest('svg, [aria-hidden=true]') || style.clipPath !== 'none') return false;
          // What is shortened on purpose is whole where it is opened, or in its title.
          if (style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis') return false;
          return (hides(style.overflowY) && one.scrollHeight > one.clientHeight + 2) || (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 2);
        })
        .map((one) => `${one.localName}.${one.className}: ${one.scrollWidth - one.clientWidth}/${one.scrollHeight - one.clientHeight}`);
    });
  }

  /** What takes time to change its looks. */
  moving() {
    return this.page.evaluate(() => {
      const takes = (durations) => durations.split(',').some((one) => parseFloat(one) > 0);
      const still = [...document.querySelectorAll('*')].filter((one) => {
        const style = getComputedStyle(one);
        return takes(style.transitionDuration) || (style.animationName !== 'none' && takes(style.animationDuration));
      });
      const running = document.getAnimations().filter(({ playState }) => playState === 'running');
      return [...still.map((one) => `${one.localName}.${one.className}`), ...running.map(({ animationName, transitionProperty }) => animationName ?? transitionProperty)];
    });
  }

  /** Whether two things of a kind look different by more than the colour of their ground: by a line, a mark or the
   * system's colour for what is selected. */
  async differs(one, other) {
    const looks = (locator) =>
      locator.first().evaluate((element) =>
        [element, ...element.querySelectorAll('*')]
          .map((part) => {
            const { outlineStyle, outlineWidth, borderTopWidth, borderTopStyle, borderBottomWidth, fontWeight, textDecorationLine, forcedColorAdjust, borderTopColor } = getComputedStyle(part);
            return [outlineStyle === 'none' ? '' : outlineWidth, borderTopStyle === 'none' ? '' : borderTopWidth, borderBottomWidth, borderTopColor, fontWeight, textDecorationLine, forcedColorAdjust].join('/');
          })
          .slice(0, 12)
          .join(' '),
      );
    return (await looks(one)) !== (await looks(other));
  }
}
