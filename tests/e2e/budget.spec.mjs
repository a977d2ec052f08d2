import { test as bare, expect } from '@playwright/test';
import { join } from 'node:path';
import { firstVisit } from '../../scripts/budget.mjs';
import { root } from '../../scripts/served.mjs';

const dist = process.env.E2E_DIST ?? join(root, 'dist');

bare('最初に開くときに受け取るのは、大きさの上限で数えたファイルだけ', async ({ page, baseURL }) => {
  const asked = new Set();
  page.on('request', (request) => {
    if (request.url().startsWith(baseURL)) asked.add(request.url().slice(baseURL.length).split(/[?#]/)[0] || 'index.html');
  });
  await page.goto('./', { waitUntil: 'networkidle' });
  await expect(page.getByRole('button', { name: 'サンプルを読み込む' })).toBeVisible();
  const counted = new Set(firstVisit(dist));
  expect([...asked].filter((name) => !counted.has(name))).toEqual([]);
});
