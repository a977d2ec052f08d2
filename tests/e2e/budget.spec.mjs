import { test as bare, expect } from '@playwright/test';
import { join } from 'node:path';
import { board, firstVisit } from '../../scripts/budget.mjs';
import { root } from '../../scripts/served.mjs';

const dist = process.env.E2E_DIST ?? join(root, 'dist');

bare('最初に開くときに受け取るのは、大きさの上限で数えたファイルだけで、アプリは人が来てから受け取る', async ({ page, baseURL }) => {
  const asked = new Set();
  page.on('request', (request) => {
    if (request.url().startsWith(baseURL)) asked.add(request.url().slice(baseURL.length).split(/[?#]/)[0] || 'index.html');
  });
  const beyond = (counted) => [...asked].filter((name) => !counted.includes(name));
  await page.goto('./', { waitUntil: 'networkidle' });
  await expect(page.getByRole('button', { name: 'サンプルを読み込む' })).toBeVisible();
  expect(beyond(firstVisit(dist))).toEqual([]);
  expect([...asked].filter((name) => name.endsWith('.wasm'))).toEqual([]);

  await page.mouse.move(5, 5);
  await expect(page.getByRole('button', { name: 'メニュー' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(beyond(board(dist))).toEqual([]);
});
