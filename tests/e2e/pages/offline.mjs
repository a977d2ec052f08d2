// The page without a connection, its newer versions, and what it is opened with, as a person sees them.
import { expect } from '@playwright/test';

export class OfflinePage {
  constructor(board) {
    this.board = board;
    this.page = board.page;
    this.notice = board.notices.filter({ hasText: '新しい版' });
    this.update = this.notice.getByRole('button', { name: '更新する' });
    this.later = this.notice.getByRole('button', { name: 'あとで' });
    this.mark = this.page.locator('meta[name="build"]');
    this.loaded = 0;
    this.page.on('load', () => (this.loaded += 1));
  }

  /** Waits until the page can do without the server. */
  async kept() {
    await expect(this.board.html).toHaveAttribute('data-offline', 'ready');
  }

  /** Which build is shown. */
  async shows(build) {
    await expect(this.mark).toHaveAttribute('content', build);
    await this.board.ready();
  }

  /** The caches of the page: for each the addresses under the sub-path, sorted. */
  caches() {
    return this.page.evaluate(async () => {
      const names = await caches.keys();
      const scope = new URL('./', location.href).href;
      const of = async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url.replace(scope, '')).sort();
      return Promise.all(names.map(of));
    });
  }

  /** Looks for a newer version and waits for what becomes of it: `installed`, `redundant`, or nothing. */
  outcome() {
    return this.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      await registration.update();
      const worker = registration.installing;
      if (!worker) return null;
      await new Promise((resolve) => worker.addEventListener('statechange', resolve));
      return worker.state;
    });
  }

  /** What a request of the page is answered with; nothing where it fails. */
  fetched(address, options = {}) {
    return this.page.evaluate(([address, options]) => fetch(address, options).then((answer) => answer.text(), () => null), [address, options]);
  }

  /** The system opens the page with a file. */
  static async withLaunches(page) {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (consumer) => (window.opensFile = consumer) } });
    });
  }

  async openFile(text, name) {
    await this.page.waitForFunction(() => window.opensFile);
    await this.page.evaluate(([text, name]) => window.opensFile({ files: [{ getFile: async () => new File([text], name) }] }), [text, name]);
  }

  /** The browser offers to add the page to the apps. */
  async offerInstall() {
    await this.page.evaluate(() => {
      const offer = new Event('beforeinstallprompt', { cancelable: true });
      offer.prompt = async () => (window.asked = (window.asked ?? 0) + 1);
      window.dispatchEvent(offer);
    });
  }
}

/** The loading page. */
export class LoadingPage {
  constructor(page) {
    this.page = page;
    this.root = page.locator('.boot');
    this.progress = this.root.getByRole('progressbar');
  }

  /** Whether something of it was painted. */
  async painted() {
    await expect.poll(() => this.page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length)).toBe(1);
  }

  background() {
    return this.page.evaluate(() => {
      const canvas = document.createElement('canvas').getContext('2d');
      canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
      canvas.fillRect(0, 0, 1, 1);
      return canvas.getImageData(0, 0, 1, 1).data[0];
    });
  }
}
