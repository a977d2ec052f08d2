import { readFile } from 'node:fs/promises';
import { brief, engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';

/** Fills the browser's store to its last unit. */
const fill = (page) =>
  page.evaluate(() => {
    for (let size = 1 << 22, count = 0; size >= 1; size >>= 1) {
      for (;;) {
        try {
          localStorage.setItem(`junk/${(count += 1)}`, 'x'.repeat(size));
        } catch {
          break;
        }
      }
    }
  });

const free = (page) =>
  page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('junk/')) localStorage.removeItem(key);
  });

test('再読み込みしても、すべて残る', async ({ board }) => {
  await board.load([engagement('経理', 'meet', { met: true }), engagement('採用', 'clarify', { met: true, owner: '田中', due: '2026-08-01' })]);
  await board.add('総務');
  await board.card('総務').focus();
  await board.page.keyboard.press('Alt+ArrowUp');
  await board.openCard('採用');
  await board.panel.getByLabel('依頼の目的').fill('面接までを短くする\n2行目');
  await board.panel.getByLabel('担当者').fill('佐藤');
  await board.panel.getByLabel('担当者').blur();
  await board.saved();
  const before = await board.contents();
  await board.reload();
  expect(await board.contents()).toEqual(before);
  await expect(board.titlesIn('clarify')).toHaveText(['総務', '採用']);
});

test('打ってすぐ再読み込みしても、打った文字は残る', async ({ board }) => {
  await board.addFirst('経理');
  await board.panel.getByLabel('依頼の目的').fill('打ったばかりの文字');
  await board.reload();
  await board.openCard('経理');
  await expect(board.panel.getByLabel('依頼の目的')).toHaveValue('打ったばかりの文字');
});

test('打っている間は保存済みと言わない', async ({ board }) => {
  await board.addFirst('経理');
  await board.saved();
  await board.page.clock.install();
  await board.panel.getByLabel('依頼の目的').fill('途中');
  await expect(board.saveStatus).toHaveAttribute('data-save', 'saving');
  await board.page.clock.runFor(1_000);
  await expect(board.saveStatus).toHaveAttribute('data-save', 'saved');
});

test.describe('保存できないブラウザー', () => {
  const ways = {
    'localStorageに触れられない': () => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    },
    '書き込みが断られる': () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
    },
  };
  for (const [name, block] of Object.entries(ways)) {
    test(`${name}と、そう知らせ、書き出しはできる`, async ({ page }) => {
      await page.addInitScript(block);
      const board = new BoardPage(page);
      await board.open();
      await board.addFirst('経理');
      await expect(board.saveStatus).toHaveAttribute('data-save', 'failed');
      const notice = board.notices.filter({ hasText: 'ブラウザーが保存を許していません' });
      await expect(notice).toBeVisible();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        notice.getByRole('button', { name: 'ファイルに書き出す' }).click(),
      ]);
      const { board: written } = JSON.parse(await readFile(await download.path(), 'utf8'));
      expect(written.engagements.map((one) => one.title)).toEqual(['経理']);
      await board.panel.getByLabel('依頼の目的').fill('続けて書ける');
      await board.panel.getByLabel('依頼の目的').blur();
      await expect(board.undoButton).toHaveAccessibleName(/依頼の目的/);
    });
  }
});

test('保存領域がいっぱいなら知らせ、空けば保存する', async ({ board }) => {
  await board.load([engagement('経理', 'clarify', { clarify: brief({ purpose: '' }) })]);
  await board.openCard('経理');
  const purpose = board.panel.getByLabel('依頼の目的');
  // The store keeps a reserve, so the first edit may still find room.
  let edits = 0;
  await expect(async () => {
    await fill(board.page);
    await purpose.fill(`${'長い目的。'.repeat(2_000)}${(edits += 1)}`);
    await purpose.blur();
    await expect(board.saveStatus).toHaveAttribute('data-save', 'failed', { timeout: 1_000 });
  }).toPass();
  const notice = board.notices.filter({ hasText: '保存領域がいっぱい' });
  await expect(notice.getByRole('button', { name: 'ファイルに書き出す' })).toBeVisible();
  const kept = await purpose.inputValue();
  expect(kept).toContain('長い目的。');
  const [written] = (await board.contents()).engagements;
  expect(written.clarify.purpose).toBe(kept);

  await free(board.page);
  await notice.getByRole('button', { name: 'もう一度保存' }).click();
  await expect(board.saveStatus).toHaveAttribute('data-save', 'saved');
  await expect(notice).toHaveCount(0);
  await board.reload();
  const [after] = (await board.contents()).engagements;
  expect(after.clarify.purpose).toBe(kept);
});

test('いっぱいの間の変更は、空けばひとりでに順に保存される', async ({ board }) => {
  await board.load([engagement('経理')]);
  await expect(async () => {
    await fill(board.page);
    await board.add(`満杯${Math.random()}`);
    await expect(board.saveStatus).toHaveAttribute('data-save', 'failed', { timeout: 1_000 });
  }).toPass();
  await board.add('その次');
  const before = await board.contents();
  await free(board.page);
  await expect(board.saveStatus).toHaveAttribute('data-save', 'saved', { timeout: 15_000 });
  await board.reload();
  expect(await board.contents()).toEqual(before);
});

test.describe('壊れた記録', () => {
  /** Spoils the newest record that holds a text, by one character; answers with its spoiled text. */
  const spoil = (page, text) =>
    page.evaluate((text) => {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith('irai-board/') && localStorage.getItem(key).includes(text));
      for (const key of keys) {
        const value = localStorage.getItem(key);
        localStorage.setItem(key, value.replace(text, text.replace(/.$/u, '壊')));
      }
      return keys.map((key) => localStorage.getItem(key));
    }, text);

  /** Takes the mirror away, so that the store is the only one to have anything. */
  const dropMirror = (page) =>
    page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase('irai-board');
          request.onsuccess = resolve;
          request.onerror = () => reject(request.error);
        }),
    );

  test('保存領域の記録が壊れても、控えから元に戻る', async ({ board }) => {
    await board.load([engagement('経理'), engagement('採用')]);
    await board.add('壊れる案件');
    await board.saved();
    const before = await board.contents();
    const [broken] = await spoil(board.page, '壊れる案件');
    await board.reload();
    await expect(board.titlesIn('clarify')).toHaveText(['経理', '採用', '壊れる案件']);
    expect(await board.contents()).toEqual(before);
    // The damaged text is kept all the same.
    expect(Object.values(await board.stored()).some((value) => value.includes(broken))).toBe(true);
  });

  for (const [what, lose] of [
    ['保存領域', (page) => page.evaluate(() => localStorage.clear())],
    ['控え', dropMirror],
  ]) {
    test(`${what}がまるごと消えても、もう一方から元に戻る`, async ({ board }) => {
      await board.load([engagement('経理'), engagement('採用')]);
      await board.add('消えない案件');
      await board.saved();
      const before = await board.contents();
      await lose(board.page);
      await board.reload();
      await board.saved();
      expect(await board.contents()).toEqual(before);
      // And both have it again.
      await (what === '控え' ? board.page.evaluate(() => localStorage.clear()) : dropMirror(board.page));
      await board.reload();
      await board.saved();
      expect(await board.contents()).toEqual(before);
    });
  }

  test('最後の記録が壊れたら、取り分けて知らせ、ほかは残り、書き出せる', async ({ board }) => {
    await board.load([engagement('経理'), engagement('採用')]);
    await board.add('壊れる案件');
    await board.saved();
    const [broken, ...others] = await spoil(board.page, '壊れる案件');
    expect(others).toEqual([]);
    await dropMirror(board.page);

    await board.reload();
    await expect(board.titlesIn('clarify')).toHaveText(['経理', '採用']);
    const notice = board.notices.filter({ hasText: '読み取れず、別に取り分けました' });
    await expect(notice).toBeVisible();
    await notice.getByRole('button', { name: '内容を見る' }).click();
    const [download] = await Promise.all([
      board.page.waitForEvent('download'),
      board.dialog.getByRole('row').getByRole('button', { name: '書き出し' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toBe(broken);
    await board.dialog.getByRole('button', { name: '閉じる' }).last().click();

    // Work goes on, and what was set aside stays.
    await board.add('その後の案件');
    await board.saved();
    await board.reload();
    await expect(board.titlesIn('clarify')).toHaveText(['経理', '採用', 'その後の案件']);
    expect(Object.values(await board.stored()).some((value) => value.includes(broken))).toBe(true);
  });

  test('途中の記録が壊れても、どの記録も消えない', async ({ board }) => {
    await board.load([engagement('経理')]);
    await board.add('途中の案件');
    await board.add('後の案件');
    await board.saved();
    const [broken] = await spoil(board.page, '途中の案件');
    const later = Object.values(await board.stored()).find((value) => value.includes('後の案件'));
    await dropMirror(board.page);
    await board.reload();
    await expect(board.card('経理')).toBeVisible();
    await expect(board.notices.filter({ hasText: '別に取り分けました' })).toBeVisible();
    await board.add('さらに後');
    await board.saved();
    const kept = Object.values(await board.stored()).join('\n');
    expect(kept.includes(broken)).toBe(true);
    expect(kept).toContain(later.slice(later.indexOf('\n') + 1));
  });

  test('ほかのサイトの値や知らないキーには触れない', async ({ board }) => {
    await board.page.evaluate(() => {
      localStorage.setItem('other-app', 'たいせつ');
      localStorage.setItem('irai-board/r/x/y', 'ごみ');
    });
    await board.reload();
    await board.addFirst('経理');
    await board.saved();
    await board.reload();
    const values = await board.stored();
    expect(values['other-app']).toBe('たいせつ');
    expect(Object.values(values).some((value) => value.includes('ごみ'))).toBe(true);
    await expect(board.card('経理')).toBeVisible();
  });
});

test.describe('書いているタブが答えないとき', () => {
  /** A page of the same site that holds the lock of the tab that writes, and says nothing. */
  const mute = async (context) => {
    const page = await context.newPage();
    await page.goto('./decrypt.html');
    await page.evaluate(
      () =>
        new Promise((held) => {
          const hold = () => {
            held();
            return new Promise(() => {});
          };
          navigator.locks.request('irai-board-writer', hold).catch(() => {});
        }),
    );
    return page;
  };

  const ways = {
    そのタブがなくなれば: (_, silent) => silent.close(),
    人がそう決めれば: (board) => board.notices.getByRole('button', { name: 'このタブで書けるようにする' }).click(),
  };
  for (const [how, end] of Object.entries(ways)) test(`見るだけにして知らせ、${how}書けるようになる`, async ({ board, context }) => {
    await board.load([engagement('経理')]);
    await board.saved();
    await board.page.goto('about:blank');
    const silent = await mute(context);
    await board.open();
    await expect(board.saveStatus).toHaveAttribute('data-save', 'readonly');
    await expect(board.notices.filter({ hasText: '応答がありません' })).toBeVisible();
    await expect(board.card('経理')).toBeVisible();
    await board.quickAdd('clarify').fill('見るだけのはず');
    await board.quickAdd('clarify').press('Enter');
    // It is refused where it was typed, and stays there.
    await expect(board.column('clarify').getByRole('alert')).toContainText('このタブでは変更できません');
    await expect(board.quickAdd('clarify')).toHaveValue('見るだけのはず');
    await expect(board.cards).toHaveCount(1);

    await end(board, silent);
    await expect(board.saveStatus).toHaveAttribute('data-save', 'saved');
    await board.add('引き継いだ');
    await board.saved();
    await board.reload();
    await expect(board.titlesIn('clarify')).toHaveText(['経理', '引き継いだ']);
  });
});

test('ディスクの確認ができないブラウザーでは、保存済みの意味が弱いことを示す', async ({ page, board }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: undefined });
  });
  await board.open();
  await board.addFirst('経理');
  await board.saved();
  await expect(board.saveStatus).toHaveText('保存済み(ディスク未確認)');
  await expect(board.notices.filter({ hasText: 'ディスクに書き込んだことを確かめられません' })).toBeVisible();
  await board.reload();
  await expect(board.card('経理')).toBeVisible();
});
