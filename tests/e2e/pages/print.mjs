// The page on paper.
export class PrintPage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    /** The head of the board, on paper only. */
    this.head = board.page.locator('.board__printed');
    /** The stages whose forms are drawn. */
    this.openStages = board.panel.locator('[data-section] > h3 > button[aria-expanded="true"]');
  }

  /** Prints: how many pages, and whether they lie across. */
  async pdf() {
    const text = (await this.page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const [, width, height] = text.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/).map(Number);
    return { pages: text.match(/\/Type\s*\/Page\b/g).length, landscape: width > height };
  }

  /** Looks at the page as it is laid out for paper, as wide as A4 between its margins. */
  async onPaper(look) {
    const size = this.page.viewportSize();
    await this.page.setViewportSize({ width: 1047, height: 720 });
    await this.page.emulateMedia({ media: 'print' });
    await look();
    await this.page.emulateMedia({ media: null });
    await this.page.setViewportSize(size);
  }

  /** The moments around printing, as the browser tells them. */
  before() {
    return this.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  }

  after() {
    return this.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  }

  /** Texts that do not fit into their box. */
  cut(locator) {
    return locator.evaluateAll((all) =>
      all
        .flatMap((root) => [root, ...root.querySelectorAll('*')])
        .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow !== 'visible')
        .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
        .map((element) => `${element.className}: ${element.textContent.slice(0, 40)}`),
    );
  }

  /** What reaches beyond the sheet sideways. */
  beyond() {
    return this.page.evaluate(() => {
      const edge = document.documentElement.clientWidth + 1;
      return [...document.querySelectorAll('main *')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > edge)
        .map((element) => `${element.tagName}.${element.className.baseVal ?? element.className}`);
    });
  }
}
