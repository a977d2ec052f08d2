// A server of a test's own: it can be stopped, hold an answer back, and put another build in place.
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { writeWorker } from '../../scripts/offline.mjs';
import { answer } from '../../scripts/serve.mjs';
import { root } from '../../scripts/served.mjs';

/** The build that is tested: dist/, or what E2E_DIST names where E2E_BASE_URL is served from elsewhere. */
const DIST = process.env.E2E_DIST ?? join(root, 'dist');
const BASE = '/sub/path/';

export class Deployment {
  constructor() {
    this.folder = null;
    this.folders = [];
    this.holds = [];
    /** The addresses that were asked for, under the sub-path. */
    this.requests = [];
  }

  /** Puts a build in place: the one that is tested, with a mark of its own and what `change` does to it. */
  async deploy(mark, change = async () => {}) {
    const folder = await mkdtemp(join(tmpdir(), 'irai-deployment-'));
    this.folders.push(folder);
    await cp(DIST, folder, { recursive: true });
    const page = join(folder, 'index.html');
    await writeFile(page, (await readFile(page, 'utf8')).replace('</head>', `<meta name="build" content="${mark}" /></head>`));
    // A part that only this build has, as those are that the app loads late.
    await writeFile(join(folder, `part-${mark}.js`), `// ${mark}`);
    this.folder = folder;
    await change();
    writeWorker(folder);
  }

  /** Every file of the build in place, but the worker itself. */
  async files() {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
    return names.filter((name) => !['service-worker.js', '_headers'].includes(name)).sort();
  }

  /** Changes the app's code where it lies. */
  async changeWasm(change) {
    for (const name of await this.files()) {
      if (name.endsWith('.wasm')) await writeFile(join(this.folder, name), change(await readFile(join(this.folder, name))));
    }
  }

  async start() {
    this.server = createServer((request, response) => this.#answer(request, response));
    await new Promise((resolve) => this.server.listen(this.port ?? 0, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    this.url = `http://127.0.0.1:${this.port}${BASE}`;
  }

  /** From here on nothing answers. */
  async stop() {
    const { server } = this;
    this.server = null;
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  async end() {
    this.holds.forEach(({ release }) => release());
    await this.stop();
    await Promise.all(this.folders.map((folder) => rm(folder, { recursive: true, force: true })));
  }

  /** Holds back what a pattern names, or the second half of it; answers with the way to let it go. */
  hold(pattern, { half = false } = {}) {
    let release;
    const released = new Promise((resolve) => (release = resolve));
    this.holds.push({ pattern, half, released, release });
    return release;
  }

  async #answer(request, response) {
    const name = request.url.split('?')[0].slice(BASE.length);
    this.requests.push(name);
    const held = this.holds.find(({ pattern }) => pattern.test(name));
    if (held?.half) {
      const bytes = await readFile(join(this.folder, name));
      response.writeHead(200, { 'Content-Type': 'application/wasm', 'Content-Length': bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2));
      await held.released;
      response.end(bytes.subarray(bytes.length / 2));
      return;
    }
    await held?.released;
    answer(this.folder, BASE, request, response);
  }
}
