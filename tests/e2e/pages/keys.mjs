// The page at the keyboard: nothing here presses with a pointer or puts the focus anywhere by itself.
import { expect } from '@playwright/test';

/** More stops than any way has: what needs more cannot be reached. */
const MOST = 400;

/** Where the focus is and what is wrong with that, looked at in the page. */
function standing() {
  const now = document.activeElement;
  const shown = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  const label = now.closest('label');
  // A field without an edge of its own is told by the line that it stands in.
  const around = [now, label, now.parentElement, now.parentElement?.parentElement].filter(Boolean);
  const name = `${now.localName}.${now.className} ${now.getAttribute('aria-label') ?? now.innerText?.slice(0, 30) ?? ''}`.replace(/\s+/g, ' ');
  const problems = [];
  if (now === document.body) return { name, problems: ['the focus is nowhere'] };
  if (!now.matches(':focus-visible') || !around.some(shown)) {
    // What only takes the focus to be read from its beginning needs no ring; on the calendar inside a field for a
    // date the browser draws its own.
    const own = now.matches('[tabindex="-1"], input:is([type=date], [type=datetime-local], [type=time])');
    if (!own) problems.push('the focus is not visible');
  }
  const seen = (label && now.matches('input[type=radio], input[type=checkbox]') ? label : now).getBoundingClientRect();
  const clip = { left: Math.max(0, seen.left), right: Math.min(innerWidth, seen.right), top: Math.max(0, seen.top), bottom: Math.min(innerHeight, seen.bottom) };
  const [wide, high] = [clip.right - clip.left, clip.bottom - clip.top];
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].map(([x, y]) => document.elementFromPoint(clip.left + wide * x, clip.top + high * y));
  const mine = (found) => found && (now.contains(found) || found.contains(now) || label?.contains(found));
  if (wide <= 0 || high <= 0 || !points.some((found) => mine(found) && found !== document.body && found !== document.documentElement)) problems.push('the focus is hidden by something');
  return { name, problems };
}

export class Keys {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.menu = board.menu;
    this.dialog = board.dialog;
  }

  press(key) {
    return this.page.keyboard.press(key);
  }

  type(text) {
    return this.page.keyboard.type(text);
  }

  /** The focus is somewhere, to be seen, and not under anything. */
  async stands() {
    // What was drawn by the key before may still be on its way into sight.
    let name;
    await expect
      .poll(async () => {
        const found = await this.page.evaluate(standing);
        name = found.name;
        return found.problems.map((problem) => `${name}: ${problem}`);
      })
      .toEqual([]);
    return name;
  }

  /** The focus is on this, and stands well there. */
  async on(locator) {
    await expect(locator).toBeFocused();
    await this.stands();
  }

  /** The focus is in a part of the page. */
  async within(locator) {
    await expect.poll(() => locator.evaluate((root) => root.contains(document.activeElement))).toBe(true);
    await this.stands();
  }

  /** Goes by Tab to a thing, or by Shift+Tab where it lies before; each stop on the way is looked at. */
  async tabTo(locator) {
    await expect(locator, 'what is to be reached').toBeVisible();
    const toward = () =>
      locator.evaluate((element) => {
        const now = document.activeElement;
        if (now === element || (element.getAttribute('role') === 'radiogroup' && element.contains(now))) return null;
        return now.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING && !now.contains(element) ? 'Shift+Tab' : 'Tab';
      });
    const key = await toward();
    const way = [];
    for (let left = MOST; left > 0; left -= 1) {
      if ((await toward()) === null) return;
      await this.press(key);
      way.push(await this.stands());
    }
    throw new Error(`${locator} is not reached by ${key}: ${way.slice(-12).join(' > ')}`);
  }

  async activate(locator, key = 'Enter') {
    await this.tabTo(locator);
    await this.press(key);
  }

  /** Types into a field in place of what is in it. */
  async write(locator, text) {
    await this.tabTo(locator);
    await this.press('Control+a');
    await this.type(text);
  }

  /** A day in the browser's own field, in the order of a browser whose own language is English. */
  async date(locator, day) {
    await this.tabTo(locator);
    const [year, month, date] = day.split('-');
    await this.type(`${month}${date}${year}`);
    await expect(locator).toHaveValue(day);
  }

  /** A choice in a list, by its name: as many steps down as it stands away. */
  async pick(select, name) {
    await this.tabTo(select);
    const steps = await select.evaluate((element, name) => [...element.options].findIndex((one) => one.textContent.trim() === name) - element.selectedIndex, name);
    for (let left = Math.abs(steps); left > 0; left -= 1) await this.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
    await expect(select.locator('option:checked')).toHaveText(name);
  }

  /** One of some radios, by its name. */
  async radio(group, name) {
    await this.tabTo(group);
    const wanted = group.getByRole('radio', { name, exact: true });
    await this.press('Space');
    for (let left = 12; left > 0 && !(await wanted.isChecked()); left -= 1) await this.press('ArrowRight');
    await expect(wanted).toBeChecked();
  }

  async check(box) {
    await this.tabTo(box);
    if (!(await box.isChecked())) await this.press('Space');
    await expect(box).toBeChecked();
  }

  /** A line that adds to a list. */
  async addTo(part, list, text) {
    const line = part.root.getByRole('textbox', { name: `${list}を追加`, exact: true });
    await this.write(line, text);
    await this.press('Enter');
    await expect(line).toHaveValue('');
    await this.on(line);
  }

  /** Goes through an open menu to an item, and takes it. */
  async take(name) {
    const item = this.menu.getByRole('menuitem', { name, exact: true });
    await expect(item).toBeVisible();
    for (let left = 40; left > 0; left -= 1) {
      if (await item.evaluate((element) => element === document.activeElement)) break;
      await this.press('ArrowDown');
      await this.stands();
    }
    await this.on(item);
    await this.press('Enter');
  }

  /** The page's menu, and an item of it. */
  async choose(name) {
    await this.activate(this.page.getByRole('button', { name: 'メニュー', exact: true }));
    await this.take(name);
  }

  /** From the panel or anywhere on the board to a card. */
  async toCard(title) {
    await this.tabTo(this.board.card(title));
  }

  /** Goes once round the whole page by Tab; answers with what can have the focus and did not get it. */
  async round() {
    await this.page.evaluate(() => {
      window.met = new Set();
    });
    for (let left = MOST; left > 0; left -= 1) {
      const again = await this.page.evaluate(() => {
        const now = document.activeElement;
        // Inside a field for a date there are several stops.
        const same = window.last === now;
        window.last = now;
        const before = window.met.has(now) && !same;
        window.met.add(now);
        return before && now !== document.body;
      });
      if (again) break;
      await this.press('Tab');
      // At the end the focus leaves the page for the browser, and comes back at its beginning.
      if (await this.page.evaluate(() => document.activeElement !== document.body)) await this.stands();
    }
    return this.page.evaluate(() => {
      const stops = document.querySelectorAll('a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]');
      return [...stops]
        .filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && !one.closest('fieldset:disabled, [inert]'))
        // Of some radios one is reached, and the arrows lead to the others.
        .filter((one) => !(one.type === 'radio' && [...window.met].some((other) => other.name === one.name && other.type === 'radio')))
        .filter((one) => !window.met.has(one))
        .map((one) => `${one.localName}.${one.className} ${one.getAttribute('aria-label') ?? one.textContent.slice(0, 20)}`);
    });
  }
}
