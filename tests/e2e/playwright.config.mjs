// End-to-end tests against the release build in dist/. Run by scripts/e2e.
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A port that is free now; the workers get the same one through the environment. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
process.env.E2E_PORT ??= String(await freePort());
const port = process.env.E2E_PORT;

// The page runs under a sub-path, as it does on GitHub Pages.
const base = '/sub/path/';
// E2E_BASE_URL tests a page that is served already, with a slash at its end.
const served = process.env.E2E_BASE_URL;
const baseURL = served ?? `http://127.0.0.1:${port}${base}`;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.mjs',
  outputDir: `${root}test-results`,
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  globalTimeout: 20 * 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['json', { outputFile: `${root}target/test-logs/e2e.json` }]],
  use: {
    baseURL,
    actionTimeout: 10_000,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    // A trace of every test doubles the time; ask for one where a failure needs it: --trace on.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [{ name: 'desktop', use: { viewport: { width: 1440, height: 900 } } }],
  webServer: served ? undefined : {
    command: `node scripts/serve.mjs dist ${port} ${base}`,
    cwd: root,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
