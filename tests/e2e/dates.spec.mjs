// Dates: 今日やること, the calendar, the file for other calendars, notices.
import { engagement, id } from './data.mjs';
import { expect, test } from './fixtures.mjs';
import { DatesPage } from './pages/dates.mjs';

test.beforeEach(async ({ page }) => {
  // A Wednesday. The page's clock goes on: saving waits for it.
  await page.clock.install({ time: new Date('2026-07-01T10:00:00+09:00') });
});

const RUNNING = '経理の月次締め補助';
const ASKING = '採用の日程調整';

/** Work under a contract until the end of March, with something of each sort. */
function running() {
  const made = engagement(RUNNING, 'start', { due: '2026-06-29' });
  Object.assign(made.contract, {
    starts_on: '2026-04-01', ends_on: '2027-03-31', renewal: 'by_agreement', notice_months: 1,
    regular: { every: 'month', week: 'second', weekday: 'tuesday', begins_at: '10:00:00', length: 90, place: '会議室A' },
  });
  Object.assign(made.cycles[0], {
    works: [{ id: id(), name: '請求書の発行', due: '2026-07-03' }, { id: id(), name: '入金の確認', due: '2026-07-01' }],
    questions: [
      { id: id(), text: '宛名は部署名まで必要か', asked_at: '2026-07-01T09:30:00' },
      { id: id(), text: '締め日はいつか', asked_at: '2026-06-30T16:00:00', blocking: true },
    ],
    deliverables: [{ id: id(), name: '請求書一式', delivered_on: '2026-06-22' }],
    review: {
      points: [{ id: id(), text: '単価の見直し' }],
      meetings: [{ id: id(), at: '2026-06-09T10:00:00', next_on: '2026-07-01' }],
    },
  });
  return made;
}

/** One company asked that has not answered, another met this afternoon. */
function asking() {
  const made = engagement(ASKING, 'quote');
  const company = (name, more) => ({ id: id(), name, ...more });
  made.candidates = [
    company('しののめ', { inquiry: { asked_on: '2026-06-22' } }),
    company('あさひ', { meetings: [{ id: id(), at: '2026-07-01T14:00:00' }] }),
  ];
  return made;
}

/** Notices by the system are kept in `notices` in place of being shown; `answer` is what a person says. */
async function stubNotices(page, { answer = 'granted', permission = 'default' } = {}) {
  await page.addInitScript(
    ([answer, permission]) => {
      window.notices = [];
      window.Notification = class {
        static permission = sessionStorage.getItem('permission') ?? permission;
        static async requestPermission() {
          sessionStorage.setItem('permission', answer);
          return (window.Notification.permission = answer);
        }
        constructor(head, { body }) {
          window.notices.push({ head, body, click: () => this.onclick() });
        }
      };
    },
    [answer, permission],
  );
}

const noticed = (page) => page.evaluate(() => window.notices.map(({ head, body }) => `${head} / ${body}`));

test('今日やることに、答える・確認する・予定・期限が遅れと待ち時間つきで並ぶ', async ({ board }) => {
  await board.load([running(), asking()]);
  const dates = new DatesPage(board);
  // Two questions, a check, a due date, a work order, a reply.
  await expect(dates.badge).toHaveText('6');
  await dates.today();
  expect(await dates.groups()).toEqual([
    {
      name: '答える 2',
      lines: [
        `回答待ちの質問：締め日はいつか|${RUNNING}|みなも秘書|作業が止まっています|6月30日(火) 16:00|3時間 待ち`,
        `回答待ちの質問：宛名は部署名まで必要か|${RUNNING}|みなも秘書|7月1日(水) 09:30|30分 待ち`,
      ],
    },
    // Five business days after Monday, June 22.
    { name: '確認する 1', lines: [`納品物の確認期限：請求書一式|${RUNNING}|みなも秘書|6月29日(月)|2日超過`] },
    {
      name: '今日の予定 2',
      lines: [
        `次回の定例会議|${RUNNING}|みなも秘書|7月1日(水) 10:00〜11:30|今日`,
        `商談：あさひ|${ASKING}|7月1日(水) 14:00|今日`,
      ],
    },
    { name: '期限切れ 1', lines: [`案件の期日|${RUNNING}|みなも秘書|6月29日(月)|2日超過`] },
    { name: '今日が期限 1', lines: [`業務の期限：入金の確認|${RUNNING}|みなも秘書|7月1日(水)|今日まで`] },
    { name: '今週 1', lines: [`業務の期限：請求書の発行|${RUNNING}|みなも秘書|7月3日(金)|あと2日`] },
    { name: 'その先の30日 1', lines: [`定例会議：みなも秘書|${RUNNING}|7月14日(火) 10:00〜11:30|あと13日`] },
    // Three business days after June 22.
    { name: '返信のない問い合わせ 1', lines: [`問い合わせの返信期限：しののめ|${ASKING}|6月25日(木)|6日超過`] },
    { name: '持ち越しの論点 1', lines: [`持ち越しの論点：単価の見直し|${RUNNING}|みなも秘書`] },
  ]);
});

test('行を押すとその段階が開き、片づけると消え、元に戻すと現れる', async ({ board }) => {
  await board.load([running()]);
  const dates = new DatesPage(board);
  await dates.today();
  await dates.line('納品物の確認期限').click();
  await expect(dates.openStage).toHaveAttribute('data-section', 'deliver');
  await dates.line('案件の期日').click();
  await expect(dates.openStage).toHaveAttribute('data-section', 'start');
  await board.panel.getByLabel('期日', { exact: true }).fill('2026-07-20');
  await board.panel.getByLabel('期日', { exact: true }).blur();
  await expect(dates.line('案件の期日')).toContainText('7月20日(月)');
  await expect(dates.line('案件の期日')).toContainText('あと19日');
  await board.undo();
  await expect(dates.line('案件の期日')).toContainText('2日超過');
  await board.panel.getByRole('button', { name: 'パネルを閉じる' }).click();
  // The focus goes back to a line of the engagement.
  await expect(dates.main.locator('[data-opens]:focus')).toHaveCount(1);
});

test('何もないときは、何が並ぶかがわかる', async ({ board }) => {
  const dates = new DatesPage(board);
  await dates.today();
  await expect(dates.main).toContainText('今日やることはありません');
  await expect(dates.main).toContainText('ここに並びます');
  await expect(dates.badge).toHaveCount(0);
});

test('カレンダーは年をまたいで進み、祝日と繰り返す会議が出て、キーボードで日を選べる', async ({ board, page }) => {
  const made = running();
  made.cycles[0].works.push(...['一', '二', '三', '四', '五'].map((name) => ({ id: id(), name, due: '2026-12-31' })));
  await board.load([made]);
  const dates = new DatesPage(board);
  await page.goto('./#calendar?month=2026-12');
  await expect(dates.month).toHaveText('2026年12月');
  await expect(dates.entries('2026-12-08')).toHaveText([`10:00 定例 ${RUNNING}`]);
  await expect(dates.entries('2026-12-31')).toHaveText(['業務 一', '業務 二', '業務 三', 'ほか2件']);
  await dates.entries('2026-12-31').last().click();
  await expect(dates.list('2026-12-31').getByRole('listitem')).toHaveCount(5);

  await dates.day('2026-12-31').focus();
  await page.keyboard.press('ArrowRight');
  await expect(dates.month).toHaveText('2027年1月');
  await expect(dates.day('2027-01-01')).toBeFocused();
  await expect(dates.day('2027-01-01')).toHaveAccessibleName('2027年1月1日(金) 元日');
  await expect(page).toHaveURL(/#calendar\?month=2027-01$/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(dates.day('2027-01-12')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dates.list('2027-01-12').getByRole('button')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dates.openStage).toHaveAttribute('data-section', 'review');

  await page.goBack();
  await expect(dates.month).toHaveText('2026年12月');
  await page.getByRole('button', { name: '今月' }).click();
  await expect(dates.month).toHaveText('2026年7月');
  await expect(dates.day('2026-07-01')).toHaveAttribute('aria-current', 'date');
});

test('予定をカレンダーのファイルに書き出し、2回目も同じ予定とわかる', async ({ board, page }) => {
  await board.load([running(), asking()]);
  const dates = new DatesPage(board);
  await dates.calendar();
  const all = () => dates.exported(() => page.getByRole('button', { name: 'カレンダーに書き出す' }).click());
  const first = await all();
  expect(first.name).toBe('irai-calendar-20260701.ics');
  expect(first.text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(first.lines).toContain('RRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270331T145959Z');
  expect(first.lines).toContain('DTSTART;TZID=Asia/Tokyo:20260701T140000');
  expect(first.lines).toContain(`SUMMARY:商談：あさひ (${ASKING})`);
  expect(first.lines).toContain('LOCATION:会議室A');
  // Notice a month before March 31: February 28 is a Sunday.
  expect(first.lines).toContain('DTSTART;VALUE=DATE:20270226');
  const uids = ({ lines }) => lines.filter((line) => line.startsWith('UID:'));
  expect(new Set(uids(first)).size).toBe(uids(first).length);
  expect(uids(await all())).toEqual(uids(first));

  await page.getByRole('link', { name: 'ボード' }).click();
  const one = await dates.exported(() => board.chooseOnCard(ASKING, 'カレンダーに書き出す'));
  expect(one.lines.filter((line) => line.startsWith('SUMMARY:'))).toEqual([
    `SUMMARY:問い合わせの返信期限：しののめ (${ASKING})`,
    `SUMMARY:商談：あさひ (${ASKING})`,
  ]);
});

test('通知は押してはじめて許可を求め、同じことは1回だけ知らせる', async ({ board, page }) => {
  await stubNotices(page);
  await board.reload();
  const made = asking();
  made.due = '2026-07-01';
  await board.load([made]);
  const dates = new DatesPage(board);
  await dates.today();
  expect(await page.evaluate(() => window.Notification.permission)).toBe('default');
  await dates.notify.click();
  await expect(dates.notify).toHaveAttribute('aria-checked', 'true');
  await expect.poll(() => noticed(page)).toEqual([`今日が期限のものが1件あります / 案件の期日\n${ASKING}`]);

  await page.clock.fastForward('03:35:00');
  await expect.poll(() => noticed(page)).toHaveLength(2);
  expect((await noticed(page))[1]).toMatch(/^2[45]分後：商談：あさひ \/ 14:00 採用の日程調整$/);
  await page.evaluate(() => window.notices[1].click());
  await expect(dates.openStage).toHaveAttribute('data-section', 'meet');

  await page.reload();
  await expect(dates.notify).toHaveAttribute('aria-checked', 'true');
  await page.clock.fastForward('00:02:00');
  expect(await noticed(page)).toEqual([]);
});

test('通知が止められているときは、許可のしかたがわかる', async ({ board, page }) => {
  await stubNotices(page, { answer: 'denied' });
  await board.reload();
  const dates = new DatesPage(board);
  await dates.today();
  await dates.notify.click();
  await expect(dates.notifyHelp).toContainText('「通知」を「許可」にすると使えます');
  await expect(dates.notify).toHaveAttribute('aria-checked', 'false');
});
