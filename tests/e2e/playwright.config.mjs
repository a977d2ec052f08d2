// End-to-end tests against the release build in dist/. Run by scripts/e2e.
import { defineConfig } from '@playwright/test';
import { CHROMIUM, freePort, root } from '../../scripts/served.mjs';

// The workers get the same port through the environment.
process.env.E2E_PORT ??= String(await freePort());
const port = process.env.E2E_PORT;

// The page runs under a sub-path, as it does on GitHub Pages.
const base = '/sub/path/';
// E2E_BASE_URL tests a page that is served already, with a slash at its end; E2E_DIST names its build, for the
// tests that serve it themselves.
const served = process.env.E2E_BASE_URL;
const baseURL = served ?? `http://127.0.0.1:${port}${base}`;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.mjs',
  outputDir: `${root}/test-results`,
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  globalTimeout: 40 * 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['json', { outputFile: `${root}/target/test-logs/e2e.json` }]],
  use: {
    baseURL,
    actionTimeout: 10_000,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    // A trace of every test doubles the time; ask for one where a failure needs it: --trace on.
    trace: 'off',
    // Only what is about them keeps files for later: offline.spec.mjs.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: CHROMIUM,
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
