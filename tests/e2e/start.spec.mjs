import { expect, test } from './fixtures.mjs';

test('開くと題名が出て、エラーがない', async ({ board }) => {
  await expect(board.page).toHaveTitle('依頼ボード');
  await expect(board.page.locator('html')).toHaveAttribute('lang', 'ja');
});
