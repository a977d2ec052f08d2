// One board in several browsers, by way of a database: nothing is lost, all come to the same, each conflict is shown
// once, whatever the network does. COUCHDB_URL runs the same against a CouchDB.
import { Couch, HARMS } from './couch.mjs';
import { brief, engagement, file, id } from './data.mjs';
import { expect, test as base } from './fixtures.mjs';
import { BoardPage } from './pages/board.mjs';
import { FilesPage } from './pages/files.mjs';
import { SyncPage } from './pages/sync.mjs';
import { giveHands } from '../crash/hands.mjs';

/** What a browser says when a request goes wrong, or is refused by CORS: these tests do it on purpose. */
const NETWORK = /Failed to load resource|net::ERR_|blocked by CORS policy|Failed to fetch/;

const test = base.extend({
  couch: async ({}, use) => {
    const couch = new Couch();
    await couch.start();
    await use(couch);
    await couch.end();
  },

  /** Opens a browser of its own on the page. */
  someone: async ({ browser, baseURL, contextOptions, pageErrors }, use) => {
    const contexts = [];
    await use(async (user) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', serviceWorkers: 'block' });
      contexts.push(context);
      const page = await context.newPage();
      page.on('pageerror', (error) => pageErrors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !NETWORK.test(message.text())) pageErrors.push(message.text());
      });
      await giveHands(page);
      const board = new BoardPage(page);
      await board.open();
      return { user, context, page, board, sync: new SyncPage(board) };
    });
    for (const context of contexts) await context.close();
  },
});

const connection = (couch, user, more = {}) => ({ address: couch.address, database: couch.database, user, password: couch.users[user], ...more });

/** All boards, and the database, hold the same. */
async function agree(people, couch, timeout = 60_000) {
  await expect(async () => {
    const [first, ...others] = await Promise.all(people.map(({ board }) => board.contents()));
    for (const other of others) expect(other).toEqual(first);
    const stored = await couch.engagements();
    expect(stored.size).toBe(first.engagements.length);
    for (const one of first.engagements) expect(stored.get(one.id)).toEqual(one);
  }).toPass({ intervals: [500, 1_000, 2_000], timeout });
}

test('接続を設定するまで、ページは自分のサーバーのほかへ何も送らない', async ({ board, couch, baseURL }) => {
  const { page } = board;
  const origin = new URL(baseURL).origin;
  const outside = [];
  page.context().on('request', (request) => {
    if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== origin) outside.push(request.url());
  });
  await board.addFirst('経理');
  await board.closePanel();
  const sync = new SyncPage(board);
  await sync.open();
  await sync.fill(connection(couch, 'sato'));
  await sync.close();
  await board.saved();
  await board.reload();
  await board.add('採用');
  await board.saved();
  await expect(sync.status).toHaveCount(0);
  expect(outside).toEqual([]);
  expect(couch.requests).toEqual([]);
  expect(page.workers()).toEqual([]);
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  // What waited for the network would have asked by the time that a change more is on the disk.
  await board.add('受付');
  await board.saved();
  expect(outside).toEqual([]);
});

test('つなぐと、二人の変更と別のプログラムの変更が行き来し、同じ欄は両方が残る', async ({ someone, couch }) => {
  const [sato, suzuki] = [await someone('sato'), await someone('suzuki')];
  await sato.board.addFirst('経理');
  await sato.board.closePanel();
  await sato.sync.connect(connection(couch, 'sato'));
  await suzuki.sync.connect(connection(couch, 'suzuki'));
  await expect(suzuki.board.card('経理')).toBeVisible();
  await expect(sato.sync.status).toHaveText('同期済み');
  await agree([sato, suzuki], couch);

  // PouchDB, an independent client.
  const client = couch.client();
  const { content } = (await client.allDocs({ include_docs: true, startkey: 'engagement:', endkey: 'engagement:~' })).rows[0].doc;
  const document = await client.get(`engagement:${content.id}`);
  await client.put({ ...document, by: 'pouch', pushes: [], content: { ...content, owner: '外から' } });
  for (const { board } of [sato, suzuki]) await expect(board.card('経理')).toContainText('外から');

  // The same field on both sides, while there is no way to the server.
  couch.up = false;
  for (const [{ board }, text] of [[sato, '佐藤の文'], [suzuki, '鈴木の文']]) {
    await board.openCard('経理');
    await board.panel.getByLabel('依頼の目的').fill(text);
    await board.panel.getByLabel('依頼の目的').blur();
    await board.saved();
  }
  for (const { sync } of [sato, suzuki]) await expect(sync.status).toHaveText('オフライン', { timeout: 30_000 });
  // The page is closed meanwhile: what is to be sent is still known.
  await sato.board.reload();
  couch.up = true;
  for (const { page } of [sato, suzuki]) await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await agree([sato, suzuki], couch);
  const overlaps = (await sato.board.contents()).engagements[0].overlaps;
  expect(overlaps).toHaveLength(1);
  expect([overlaps[0].by, overlaps[0].beside].sort()).toEqual(['sato', 'suzuki']);
  await expect(sato.sync.status).toHaveText('要確認');
  await suzuki.board.panel.getByRole('button', { name: /こちらを使う/ }).click();
  await agree([sato, suzuki], couch);
  await expect(sato.sync.status).toHaveText('同期済み');
  const purpose = (await sato.board.contents()).engagements[0].clarify.purpose;
  expect(purpose).toBe(overlaps[0].other);

  // Undo is a change, and is sent as one.
  await suzuki.board.closePanel();
  await suzuki.board.undoButton.click();
  await agree([sato, suzuki], couch);
  expect((await sato.board.contents()).engagements[0].overlaps).toHaveLength(1);
});

test('書いている最中に同じ欄へほかの人の変更が届いても、書いている文は消えず、両方が残る', async ({ someone, couch }) => {
  const [sato, suzuki] = [await someone('sato'), await someone('suzuki')];
  await sato.board.addFirst('経理');
  for (const { sync, user } of [sato, suzuki]) await sync.connect(connection(couch, user));
  await suzuki.board.openCard('経理');
  const [mine, theirs] = [sato, suzuki].map(({ board }) => board.panel.getByRole('textbox', { name: '依頼の目的' }));
  await mine.pressSequentially('締めを早め');
  await theirs.fill('残業を減らす');
  await theirs.blur();
  await suzuki.board.saved();
  await agree([suzuki], couch);
  // Until it has come in here too: another field of the same card tells.
  await suzuki.board.panel.getByLabel('担当者').fill('鈴木');
  await suzuki.board.panel.getByLabel('担当者').blur();
  await expect(sato.board.panel.getByLabel('担当者')).toHaveValue('鈴木');
  await expect(mine).toHaveValue('締めを早め');
  await expect(mine).toBeFocused();
  await mine.pressSequentially('る');
  await mine.blur();
  await agree([sato, suzuki], couch);
  const [{ clarify, overlaps }] = (await suzuki.board.contents()).engagements;
  expect([clarify.purpose, ...overlaps.map(({ other }) => other)].sort()).toEqual(['残業を減らす', '締めを早める'].sort());
});

test('同期するのは1つのタブだけで、ほかのタブの変更も、読み込みも、チームに届く', async ({ someone, couch }) => {
  const [sato, suzuki] = [await someone('sato'), await someone('suzuki')];
  await sato.board.addFirst('経理');
  await sato.board.closePanel();
  for (const { sync, user } of [sato, suzuki]) await sync.connect(connection(couch, user));
  const page = await sato.context.newPage();
  const second = new BoardPage(page);
  await second.open();
  await expect(second.card('経理')).toBeVisible();
  await second.add('2つ目のタブから');
  await expect(suzuki.board.card('2つ目のタブから')).toBeVisible();
  expect(page.workers().filter((worker) => worker.url().includes('sync-worker'))).toEqual([]);
  // When the tab that synchronises is closed, the other one goes on. It is given the password anew.
  await sato.page.close();
  const other = new SyncPage(second);
  await expect(other.status).toHaveText('要確認');
  await other.status.click();
  await other.fill(connection(couch, 'sato'));
  await other.check();
  await other.synced();
  await second.import(file([engagement('読み込んだ案件')]));
  await expect(suzuki.board.card('読み込んだ案件')).toBeVisible();
  await agree([{ board: second }, suzuki], couch);
});

test('資料のファイルも、データベースを通してほかの端末に届く', async ({ someone, couch }) => {
  const [sato, suzuki] = [await someone('sato'), await someone('suzuki')];
  await sato.board.load([engagement('経理', 'clarify', { clarify: brief({ materials: [{ id: id(), name: '手順書' }] }) })]);
  for (const { sync, user } of [sato, suzuki]) await sync.connect(connection(couch, user));
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) % 256));
  const given = await new FilesPage(sato.board).material('経理');
  await given.choose('手順書.pdf', bytes);
  await given.expectState('here');
  const arrived = await new FilesPage(suzuki.board).material('経理');
  await arrived.expectState('here');
  expect((await arrived.download()).bytes.equals(bytes)).toBe(true);
  await agree([sato, suzuki], couch);
});

test('接続の失敗は、それぞれ直し方とともに伝え、何も書き込まない', async ({ someone, couch }) => {
  const { sync } = await someone('sato');
  await sync.open();
  const cases = [
    [{ address: 'http://db.example.co.jp' }, /https で始まるアドレス/],
    [{ address: couch.address.replace('http://', 'http://a:b@') }, /ユーザー名とパスワードを入れず/],
    [{ database: 'Team' }, /英小文字で始め/],
    [{ address: 'http://127.0.0.1:9' }, /サーバーに届きません/],
    [{ password: 'ちがう' }, /ユーザー名かパスワードが違います/],
  ];
  for (const [more, said] of cases) {
    await sync.fill(connection(couch, 'sato', more));
    await sync.check();
    await expect(sync.error).toHaveText(said, { timeout: 40_000 });
  }
  couch.cors = false;
  await sync.fill(connection(couch, 'sato'));
  await sync.check();
  await expect(sync.error).toHaveText(/CORS を有効に/);
  couch.cors = true;

  await couch.ask('PUT', '');
  await couch.ask('PUT', '/invoice', { total: 1 });
  await sync.check();
  await expect(sync.error).toHaveText(/ほかの内容が入っています/);
  await couch.ask('DELETE', `/invoice?rev=${(await couch.ask('GET', '/invoice'))._rev}`);
  await couch.ask('PUT', '/irai-board', { product: 'irai-board', schema: 999, database: 'x' });
  await sync.check();
  await expect(sync.error).toHaveText(/新しい版の依頼ボード/);
  expect((await couch.ask('GET', '/_all_docs')).rows.map(({ id }) => id)).toEqual(['irai-board']);
  expect((await couch.ask('GET', '/irai-board'))._rev).toMatch(/^1-/);
});

test('パスワードは、選ばないかぎりどこにも残らず、書き出しにもアドレスにも出ない', async ({ someone, couch }) => {
  const { board, page, context, sync } = await someone('sato');
  const secret = couch.users.sato;
  const coded = [secret, Buffer.from(`sato:${secret}`).toString('base64'), encodeURIComponent(secret)];
  const logged = [];
  page.on('console', (message) => logged.push(message.text()));
  await board.addFirst('経理');
  await board.closePanel();
  await sync.connect(connection(couch, 'sato'));
  await sync.synced();
  await board.saved();
  const anywhere = async () => {
    const kept = await page.evaluate(async () => {
      const found = { local: JSON.stringify({ ...localStorage }), session: JSON.stringify({ ...sessionStorage }), url: location.href, database: '' };
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise((resolve) => (indexedDB.open(name).onsuccess = ({ target }) => resolve(target.result)));
        for (const store of database.objectStoreNames) {
          const all = await new Promise((resolve) => (database.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => resolve(target.result)));
          found.database += JSON.stringify(all.filter((value) => typeof value === 'string'));
        }
        database.close();
      }
      return found;
    });
    const exported = JSON.stringify(await board.contents());
    const named = { ...kept, exported, requests: couch.requests.join('\n'), logged: logged.join('\n') };
    return Object.entries(named).filter(([, text]) => coded.some((code) => text.includes(code))).map(([place]) => place);
  };
  expect(await anywhere()).toEqual(['session']);
  // It is there for as long as the tab is.
  await board.reload();
  await sync.synced();
  const other = await context.newPage();
  await page.close();
  const later = new BoardPage(other);
  await later.open();
  const again = new SyncPage(later);
  await expect(again.status).toHaveText('要確認');
  await again.status.click();
  await expect(again.dialog).toContainText('パスワードを入力すると、同期を続けます');
  await again.fill(connection(couch, 'sato', { keep: true }));
  await again.check();
  await again.synced();
  await other.close();
  const kept = await context.newPage();
  const third = new BoardPage(kept);
  await third.open();
  const last = new SyncPage(third);
  await last.synced();
  expect(await kept.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(secret);
  await last.disconnect();
  await third.reload();
  await expect(last.status).toHaveCount(0);
});

test('3つのブラウザーが、壊れる通信の中で1,000の変更をしても、何も失わず、同じになり、重なりは1度ずつ出る', async ({ someone, couch }) => {
  test.setTimeout(600_000);
  const users = ['sato', 'suzuki', 'takahashi'];
  const shared = Array.from({ length: 12 }, (_, index) => engagement(`共有 ${index}`));
  const people = [];
  for (const user of users) people.push(await someone(user));
  await people[0].board.load(shared);
  await people[0].board.saved();
  for (const person of people) {
    await person.sync.connect(connection(couch, person.user));
    await person.sync.synced();
  }
  await agree(people, couch);

  // 333 changes each, and one more: 250 of them offline, the others while every second request goes wrong.
  couch.up = false;
  const plan = (user) => {
    const list = [];
    // As many as a column draws.
    for (let index = 0; index < 25; index += 1) list.push({ do: 'add', stage: 'clarify', title: `${user} ${index}` });
    // A field of each shared card that all three write.
    for (const { title } of shared) list.push({ do: 'purpose', title, text: `${user} ${title}` });
    // Fields that nobody else writes.
    for (let index = 0; index < 25; index += 1) {
      for (const [what, count] of [['owner', 4], ['purpose', 4]]) {
        for (let turn = 0; turn < count; turn += 1) list.push({ do: what, title: `${user} ${index}`, text: `${user} ${what} ${index}-${turn}` });
      }
    }
    // The rest on one card, whose panel stays open: what comes from the others may move its card out of sight.
    while (list.length < 333 + (user === 'sato' ? 1 : 0)) list.push({ do: 'owner', title: `${user} 24`, text: `${user} ${list.length}` });
    return list.map((edit) => ({ ...edit, hasty: true }));
  };
  const plans = Object.fromEntries(users.map((user) => [user, plan(user)]));
  expect(Object.values(plans).flat()).toHaveLength(1_000);
  const work = (from, to) =>
    Promise.all(people.map(({ page, user }) => page.evaluate((edits) => window.hands.run(edits, () => {}), plans[user].slice(from, to))));
  await work(0, 250);
  couch.harm = 0.5;
  couch.up = true;
  const wake = () => Promise.all(people.map(({ page }) => page.evaluate(() => window.dispatchEvent(new Event('online')))));
  const waking = setInterval(() => wake().catch(() => {}), 2_000);
  try {
    await work(250);
    await agree(people, couch, 240_000);
  } finally {
    clearInterval(waking);
  }
  console.log(`    requests: ${couch.requests.length}, harm: ${JSON.stringify(couch.harmed)}`);
  for (const kind of HARMS) expect(couch.harmed[kind], kind).toBeGreaterThan(0);

  const { engagements } = await people[0].board.contents();
  const by = new Map(engagements.map((one) => [one.title, one]));
  expect(engagements).toHaveLength(12 + 75);
  for (const user of users) {
    const last = Object.fromEntries(plans[user].filter((edit) => edit.do !== 'add').map((edit) => [`${edit.title} ${edit.do}`, edit]));
    for (const { title, do: what, text } of Object.values(last)) {
      const one = by.get(title);
      const texts = [what === 'owner' ? one.owner : one.clarify.purpose, ...(one.overlaps ?? []).map(({ other }) => other)];
      expect.soft(texts.filter((each) => each === text), `${title}: ${text}`).toHaveLength(1);
      if (!title.startsWith('共有')) expect.soft(one.overlaps ?? [], title).toEqual([]);
    }
  }
  // Two of three lost in each shared card, and each is shown once.
  for (const { title } of shared) expect.soft(by.get(title).overlaps, title).toHaveLength(2);
});
