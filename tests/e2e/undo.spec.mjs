import { brief, engagement, file } from './data.mjs';
import { expect, test } from './fixtures.mjs';

test('何もしていなければ、元に戻すもやり直すも使えない', async ({ board }) => {
  await expect(board.undoButton).toBeDisabled();
  await expect(board.undoButton).toHaveAccessibleName('元に戻す');
  await expect(board.redoButton).toBeDisabled();
  await expect(board.redoButton).toHaveAccessibleName('やり直す');
});

/** A change, what undoing it is called, and what redoing it is called. */
const changes = [
  ['追加', (board) => board.add('総務'), '案件『総務』を追加'],
  [
    '編集',
    async (board) => {
      await board.openCard('経理');
      await board.panel.getByLabel('依頼の目的').fill('別の目的');
      await board.panel.getByLabel('依頼の目的').blur();
    },
    '案件『経理』の「依頼の目的」を編集',
  ],
  [
    '題名の変更',
    async (board) => {
      await board.openCard('経理');
      await board.panel.getByRole('textbox', { name: '案件名' }).fill('経理と総務');
      await board.panel.getByRole('textbox', { name: '案件名' }).blur();
    },
    /^案件『経理(と総務)?』の「案件名」を編集$/,
  ],
  [
    '行の追加',
    async (board) => {
      await board.openCard('経理');
      const line = board.panel.getByRole('textbox', { name: '依頼したい業務を追加' });
      await line.fill('経費精算');
      await line.press('Enter');
      await expect(board.panel.getByLabel('業務名')).toHaveCount(2);
    },
    '案件『経理』の「依頼したい業務」を編集',
  ],
  [
    '移動',
    async (board) => {
      await board.card('経理').focus();
      for (const key of ['Space', 'ArrowRight', 'Space']) await board.page.keyboard.press(key);
      await expect(board.titlesIn('select')).toHaveText(['経理']);
    },
    '案件『経理』を依頼先選定へ移動',
  ],
  [
    '並べ替え',
    async (board) => {
      await board.card('採用').focus();
      await board.page.keyboard.press('Alt+ArrowUp');
      await expect(board.titlesIn('clarify')).toHaveText(['採用', '経理']);
    },
    '案件『採用』の並べ替え',
  ],
  [
    '保留',
    async (board) => {
      await board.chooseOnCard('採用', '保留…');
      await board.dialog.getByLabel('理由').fill('予算待ち');
      await board.dialog.getByRole('button', { name: '保留にする' }).click();
    },
    '案件『採用』を保留に変更',
  ],
  [
    '削除',
    async (board) => {
      await board.chooseOnCard('採用', '削除…');
      await board.dialog.getByRole('button', { name: '削除する' }).click();
      await expect(board.card('採用')).toHaveCount(0);
    },
    '案件『採用』を削除',
  ],
  [
    'すべて削除',
    async (board) => {
      await board.choose('すべて削除…');
      await board.dialog.getByRole('button', { name: 'すべて削除する' }).click();
      await expect(board.cards).toHaveCount(0);
    },
    'すべての案件の削除',
  ],
  [
    'サンプルの読み込み',
    async (board) => {
      await board.choose('サンプルを読み込む');
      await expect(board.cards).toHaveCount(5);
    },
    'サンプルの読み込み',
  ],
  ['読み込み', (board) => board.import(file([engagement('外から来た案件')]), '置き換える'), /^ファイルの読み込み\(\d+件\)$/],
];

for (const [name, change, label] of changes) {
  test(`${name}は、名前を示して元に戻せ、やり直せる`, async ({ board }) => {
    const named = (verb) => new RegExp(`^「${(label.source ?? label).replace(/^\^|\$$/g, '')}」を${verb}$`);
    await board.load([engagement('経理', 'clarify', { met: true }), engagement('採用')]);
    const before = await board.contents();
    await change(board);
    await expect(board.undoButton).toHaveAccessibleName(named('元に戻す'));
    const after = await board.contents();
    expect(after).not.toEqual(before);

    await board.undo();
    await expect(board.redoButton).toHaveAccessibleName(named('やり直す'));
    expect(await board.contents()).toEqual(before);
    await board.redo();
    expect(await board.contents()).toEqual(after);
    await board.saved();
    await board.reload();
    expect(await board.contents()).toEqual(after);
  });
}

test('Ctrl+ZとCtrl+Shift+Zで元に戻し、やり直す', async ({ board }) => {
  await board.load([engagement('経理'), engagement('採用')]);
  await board.card('経理').focus();
  await board.page.keyboard.press('Alt+ArrowDown');
  await expect(board.titlesIn('clarify')).toHaveText(['採用', '経理']);
  await board.page.keyboard.press('Control+z');
  await expect(board.titlesIn('clarify')).toHaveText(['経理', '採用']);
  await board.page.keyboard.press('Control+Shift+Z');
  await expect(board.titlesIn('clarify')).toHaveText(['採用', '経理']);
});

test('文字を書いている間のCtrl+Zは、その文字だけを戻す', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { clarify: brief({ purpose: '' }) })]);
  await board.openCard('経理');
  await board.panel.getByLabel('依頼の目的').pressSequentially('abc');
  await board.page.keyboard.press('Control+z');
  await expect(board.card('経理')).toHaveCount(1);
  await expect(board.panel.getByLabel('依頼の目的')).not.toHaveValue('abc');
});

test('続けて打った文字は、1回で元に戻る', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { clarify: brief({ purpose: '前' }) })]);
  await board.openCard('経理');
  const purpose = board.panel.getByLabel('依頼の目的');
  await purpose.press('End');
  for (const word of ['月末を', '早く', '締める']) {
    await purpose.pressSequentially(word);
    await board.saved();
  }
  await purpose.blur();
  await board.undo();
  await expect(purpose).toHaveValue('前');
  await expect(board.undoButton).toHaveAccessibleName(/ファイルの読み込み/);
});

test('新しい変更をすると、やり直しはなくなる', async ({ board }) => {
  await board.load([engagement('経理')]);
  await board.add('採用');
  await board.undo();
  await expect(board.redoButton).toBeEnabled();
  await board.add('総務');
  await expect(board.redoButton).toBeDisabled();
});

test('お知らせの「元に戻す」でも戻せる', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { met: true })]);
  await board.chooseOnCard('経理', '削除…');
  await board.dialog.getByRole('button', { name: '削除する' }).click();
  await board.toasts.getByRole('button', { name: '元に戻す' }).last().click();
  await expect(board.card('経理')).toBeVisible();
});

test('30の手順を、すべて元に戻し、すべてやり直せる', async ({ board }) => {
  await board.load([engagement('初め')]);
  const before = await board.contents();
  const line = board.quickAdd('clarify');
  for (let step = 1; step <= 30; step += 1) {
    await line.fill(`案件${step}`);
    await line.press('Enter');
  }
  await expect(board.cards).toHaveCount(31);
  const after = await board.contents();
  for (let step = 30; step >= 1; step -= 1) {
    await expect(board.undoButton).toHaveAccessibleName(`「案件『案件${step}』を追加」を元に戻す`);
    await board.undo();
  }
  await expect(board.cards).toHaveCount(1);
  expect(await board.contents()).toEqual(before);
  for (let step = 1; step <= 30; step += 1) {
    await expect(board.redoButton).toHaveAccessibleName(`「案件『案件${step}』を追加」をやり直す`);
    await board.redo();
  }
  expect(await board.contents()).toEqual(after);
});
