import { brief, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';

/** Japanese input as the browser sees it: a composition, the Enter that confirms it, the text. */
async function composer(page) {
  const devtools = await page.context().newCDPSession(page);
  return {
    compose: (text) => devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
    /** Enter while the composition goes on, as Chrome and as Safari report it. */
    async enter() {
      const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 };
      await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
      await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, windowsVirtualKeyCode: 13 });
      for (const sign of [{ isComposing: true, keyCode: 13 }, { isComposing: false, keyCode: 229 }]) {
        await page.evaluate((sign) => {
          const event = new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, ...sign });
          document.activeElement.dispatchEvent(event);
        }, sign);
      }
    },
    confirm: (text) => devtools.send('Input.insertText', { text }),
  };
}

test('変換中のEnterは案件を追加せず、確定の後のEnterが1件だけ追加する', async ({ board }) => {
  await board.load([engagement('初め')]);
  const line = board.quickAdd('clarify');
  const ime = await composer(board.page);
  await line.focus();
  await ime.compose('けいり');
  await expect(line).toHaveValue('けいり');
  await ime.enter();
  await expect(board.cards).toHaveCount(1);
  await ime.confirm('経理');
  await expect(line).toHaveValue('経理');
  await ime.enter();
  await expect(board.cards).toHaveCount(1);
  await line.press('Enter');
  await expect(board.titlesIn('clarify')).toHaveText(['初め', '経理']);
  await expect(line).toHaveValue('');
});

test('最初の案件も、変換中のEnterでは作られない', async ({ board }) => {
  const line = board.page.getByLabel('最初の案件の名前');
  const ime = await composer(board.page);
  await line.focus();
  await ime.compose('けいり');
  await ime.enter();
  await ime.confirm('経理');
  await expect(line).toHaveValue('経理');
  await expect(board.cards).toHaveCount(0);
  await line.press('Enter');
  await expect(board.cardsIn('clarify')).toHaveCount(1);
  await expect(board.panel).toBeVisible();
});

test('変換中のEnterは行を追加せず、確定の後のEnterが1行だけ追加する', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { clarify: brief({ tasks: [] }) })]);
  await board.openCard('経理');
  const line = board.panel.getByRole('textbox', { name: '依頼したい業務を追加' });
  const rows = board.panel.getByLabel('業務名');
  const ime = await composer(board.page);
  await line.focus();
  await ime.compose('せいきゅうしょ');
  await ime.enter();
  await expect(rows).toHaveCount(0);
  await ime.confirm('請求書の発行');
  await ime.enter();
  await expect(rows).toHaveCount(0);
  await line.press('Enter');
  await expect(rows).toHaveCount(1);
  await expect(rows).toHaveValue('請求書の発行');
  await expect(line).toHaveValue('');
});

test('変換中のEnterでは、足りない項目の画面は進みも閉じもしない', async ({ board }) => {
  await board.load([engagement('経理')]);
  await board.chooseOnCard('経理', '依頼先選定へ進む');
  const line = board.dialog.getByRole('textbox', { name: '依頼したい業務を追加' });
  const ime = await composer(board.page);
  await line.focus();
  await ime.compose('はっちゅう');
  await ime.enter();
  await expect(board.dialog).toBeVisible();
  await expect(board.dialog.getByLabel('業務名')).toHaveCount(0);
  await ime.confirm('備品の発注');
  await line.press('Enter');
  await expect(board.dialog.getByLabel('業務名')).toHaveCount(1);
  await board.dialog.getByLabel('依頼の目的').focus();
  await ime.compose('もくてき');
  await ime.enter();
  await ime.confirm('目的');
  await expect(board.dialog.getByLabel('依頼の目的')).toHaveValue('目的');
  await expect(board.dialog).toBeVisible();
  await expect(board.cardsIn('clarify')).toHaveCount(1);
});

test('変換中の文字は、確定するまでボードに入らない', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { clarify: brief({ purpose: '' }) })]);
  await board.openCard('経理');
  const purpose = board.panel.getByLabel('依頼の目的');
  const ime = await composer(board.page);
  await purpose.focus();
  await ime.compose('げつまつ');
  await ime.compose('月末');
  await expect(board.saveStatus).toHaveAttribute('data-save', 'saving');
  expect(Object.values(await board.stored()).some((record) => record.includes('げつまつ'))).toBe(false);
  await ime.confirm('月末を早く締める');
  await board.saved();
  await expect(purpose).toHaveValue('月末を早く締める');
  const [one] = (await board.contents()).engagements;
  expect(one.clarify.purpose).toBe('月末を早く締める');
  await board.undo();
  await expect(purpose).toHaveValue('');
});

test('変換中の矢印とスペースは、カードを動かさない', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { met: true })]);
  const before = await board.contents();
  const ime = await composer(board.page);
  await board.quickAdd('clarify').focus();
  await ime.compose('そうむ');
  for (const key of ['ArrowRight', 'Space', 'm', 'n', '?']) {
    await board.page.evaluate((key) => {
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, isComposing: true, keyCode: 229 }));
    }, key);
  }
  await expect(board.dialog).toHaveCount(0);
  await expect(board.page.locator('[data-over]')).toHaveCount(0);
  await ime.confirm('');
  expect(await board.contents()).toEqual(before);
});
