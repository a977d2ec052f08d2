// The browser's store filled to the last unit: the edit in hand is saved or refused for all to see,
// and the rest stays as it is.
import { engagement } from './data.mjs';
import { expect, test } from './fixtures.mjs';

/** What another app has stored: large blocks, and a rest that makes it exact. */
const FOREIGN = 'another-app/';

/** Fills the store so that exactly so many units (of keys and values) are left. */
const leave = (page, units) =>
  page.evaluate(
    ([foreign, units]) => {
      const fits = (key, size) => {
        try {
          localStorage.setItem(foreign + key, 'x'.repeat(size));
          return true;
        } catch {
          return false;
        }
      };
      const BLOCK = 1 << 16;
      localStorage.removeItem(`${foreign}rest`);
      for (let number = 0; number < 100; number += 1) {
        const key = `block ${String(number).padStart(2, '0')}`;
        if (localStorage.getItem(foreign + key) === null && !fits(key, BLOCK)) break;
      }
      // A block is given back, so that there is room for the key of the rest and for what is to be left.
      const last = Object.keys(localStorage).filter((key) => key.startsWith(foreign)).sort().at(-1);
      localStorage.removeItem(last);
      let fit = 0;
      for (let step = BLOCK; step >= 1; step /= 2) while (fits('rest', fit + step)) fit += step;
      if (fit < units || fits('rest', fit + 1)) throw new Error(`the store cannot be filled to ${units} units`);
      localStorage.setItem(`${foreign}rest`, 'x'.repeat(fit - units));
    },
    [FOREIGN, units],
  );

const free = (page) =>
  page.evaluate((foreign) => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(foreign)) localStorage.removeItem(key);
  }, FOREIGN);

/** Whether the edit in hand was saved or refused, once the page has made up its mind. */
async function verdict(board) {
  await expect(board.saveStatus).toHaveAttribute('data-save', /^(saved|failed)$/);
  return board.saveStatus.getAttribute('data-save');
}

/** A board of twenty, with some work done. */
async function begin(board) {
  const others = Array.from({ length: 19 }, (_, index) => engagement(`ほか ${String(index + 1).padStart(2, '0')}`));
  await board.load([engagement('経理'), ...others]);
  await board.openCard('経理');
}

const purposeOf = (contents) => contents.engagements.find((one) => one.title === '経理').clarify?.purpose ?? '';

/** Writes a text into the first engagement and leaves the field. */
async function write(board, text) {
  const purpose = board.panel.getByLabel('依頼の目的');
  await purpose.fill(text);
  await purpose.blur();
  return verdict(board);
}

const notice = (board) => board.notices.filter({ hasText: '保存領域がいっぱい' });

// From no room at all to room for an edit or two: a record takes some hundred units.
for (const units of [0, 1, 40, 150, 300, 600, 1_200, 5_000]) {
  test(`あと${units}文字しか入らなくても、保存するか断ったと知らせ、ほかは失われない`, async ({ board }) => {
    await begin(board);
    let last = '';
    let refused = null;
    for (let edit = 1; edit <= 12 && refused === null; edit += 1) {
      await leave(board.page, units);
      const text = `${edit}回目の目的。`.repeat(edit * 4);
      if ((await write(board, text)) === 'saved') last = text;
      else refused = text;
    }

    if (refused !== null) {
      await expect(notice(board)).toBeVisible();
      await expect(board.panel.getByLabel('依頼の目的')).toHaveValue(refused);
      await free(board.page);
      await notice(board).getByRole('button', { name: 'もう一度保存' }).click();
      await expect(board.saveStatus).toHaveAttribute('data-save', 'saved');
      await expect(notice(board)).toHaveCount(0);
      last = refused;
    }
    await free(board.page);
    await board.reload();
    const contents = await board.contents();
    expect(contents.engagements).toHaveLength(20);
    expect(purposeOf(contents)).toBe(last);
    await expect(board.notices.filter({ hasText: '取り分け' })).toHaveCount(0);
    await board.add('その後');
    await board.saved();
  });
}

test('断られた変更のあと再読み込みしても、保存済みのものはすべてそのまま', async ({ board }) => {
  await begin(board);
  let last = '';
  for (let edit = 1, state = 'saved'; state === 'saved'; edit += 1) {
    expect(edit, 'the store never refuses').toBeLessThan(200);
    await leave(board.page, 100);
    const text = `${edit}回目の長い目的。`.repeat(300);
    state = await write(board, text);
    if (state === 'saved') last = text;
  }
  await expect(notice(board)).toBeVisible();
  const before = await board.contents();
  await board.reload();
  const after = await board.contents();
  // The refused one may have come through to the mirror; the one before it is the least.
  expect([last, purposeOf(before)]).toContain(purposeOf(after));
  const rest = ({ engagements }) => engagements.filter((one) => one.title !== '経理');
  expect(rest(after)).toEqual(rest(before));
  await expect(board.notices.filter({ hasText: '取り分け' })).toHaveCount(0);

  await free(board.page);
  await board.openCard('経理');
  expect(await write(board, '空いたあとの目的')).toBe('saved');
  await board.reload();
  expect(purposeOf(await board.contents())).toBe('空いたあとの目的');
});

test('満杯でも、移動・追加・取り消しは保存するか断ったと知らせる', async ({ board }) => {
  await begin(board);
  await board.closePanel();
  const steps = [
    () => board.page.keyboard.press('Alt+ArrowDown'),
    () => board.add('満杯のときの案件'),
    () => board.undo(),
    () => board.redo(),
  ];
  for (const step of steps) {
    await board.card('ほか 03').focus();
    await leave(board.page, 0);
    await step();
    await verdict(board);
  }
  const before = await board.contents();
  await free(board.page);
  // Whatever was refused is saved by itself once there is room.
  await expect(board.saveStatus).toHaveAttribute('data-save', 'saved', { timeout: 15_000 });
  await board.reload();
  expect(await board.contents()).toEqual(before);
});

test('満杯の間もほかのアプリの値には触れない', async ({ board }) => {
  await begin(board);
  await leave(board.page, 0);
  const foreign = () =>
    board.page.evaluate((foreign) => {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(foreign));
      return Object.fromEntries(keys.map((key) => [key, localStorage.getItem(key).length]));
    }, FOREIGN);
  const before = await foreign();
  for (let edit = 1; edit <= 5; edit += 1) await write(board, `${edit}回目。`.repeat(2_000));
  expect(await foreign()).toEqual(before);
});
