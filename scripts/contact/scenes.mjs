// Everything there is to look at: each scene leads there from a desk that is put in order.
import { STAGES, engagement, file } from '../../tests/e2e/data.mjs';
import { COMPLETE } from './content.mjs';

const LONG_CARD = 'オンライン秘書の選定';
const BARE = '請求書の発行';

/** A dialog of the page's menu. */
const ofMenu = (ja, en) => async (desk) => {
  await desk.menu(ja, en);
  await desk.dialog();
};
/** A dialog of a card's menu. */
const ofCard = (title, stage, ja, en) => async (desk) => {
  await desk.cardMenu(title, stage, ja, en);
  await desk.dialog();
};
/** A stage of the engagement in which everything is filled in. */
const filled = (stage) => async (desk) => {
  await desk.open(COMPLETE, 'review');
  await desk.stage(stage);
};
/** A paper of that engagement: the nth output of a stage. */
const paper = (stage, nth = 0) => async (desk) => {
  await filled(stage)(desk);
  await desk.page.locator(`#stage-${stage} > .outputs .output`).nth(nth).click();
  await desk.dialog();
};
const selected = async (desk) => {
  await desk.cardMenu(BARE, 'clarify', '選択', 'Select');
  await desk.card('採用', 'clarify').locator('.card__title').click();
};
const several = (nth) => async (desk) => {
  await selected(desk);
  await desk.page.locator('.selection__acts > .btn').nth(nth).click();
  await desk.dialog();
};
/** A file in which one engagement is new and one differs. */
const differing = () => file([engagement('出張の手配', 'select'), engagement('名刺の入力', 'start', { owner: '佐藤' })]);

/** On the board of every stage and state. */
export const SCENES = {
  board: async () => {},
  'board-meet': (desk) => desk.column('meet'),
  'board-filter': async (desk) => {
    await desk.narrow('秘書');
    await desk.page.locator('.card__hit').first().waitFor({ state: 'attached' });
  },
  'board-selection': selected,
  today: (desk) => desk.reset('today'),
  calendar: (desk) => desk.reset('calendar'),
  insight: (desk) => desk.reset('insight'),
  ...Object.fromEntries(STAGES.map((stage, index) => [`panel-${index + 1}-${stage}`, filled(stage)])),
  'panel-bare': (desk) => desk.open(BARE, 'clarify'),
  'panel-long': async (desk) => {
    await desk.open(LONG_CARD, 'meet');
    await desk.stage('select');
  },
  'panel-hold': (desk) => desk.open('採用アシスタント', 'clarify'),
  'panel-history': async (desk) => {
    await desk.open(COMPLETE, 'review');
    const history = desk.page.locator('[data-section="history"] button').first();
    if ((await history.getAttribute('aria-expanded')) === 'false') await history.click();
    await history.scrollIntoViewIfNeeded();
  },
  compare: ofCard(LONG_CARD, 'meet', '候補の比較…', 'Compare candidates…'),
  move: ofCard(BARE, 'clarify', '移動…', 'Move…'),
  gate: async (desk) => {
    await ofCard(BARE, 'clarify', '移動…', 'Move…')(desk);
    await desk.page.locator('[data-to="select"]').click();
    await desk.page.locator('.gate__parts').waitFor();
  },
  'make-from': ofMenu('ひな形から作る…', 'Make from a template…'),
  'make-from-card': ofCard(BARE, 'clarify', '内容を選んで複製…', 'Duplicate with a choice…'),
  'save-template': ofCard(BARE, 'clarify', 'ひな形として保存…', 'Save as a template…'),
  hold: ofCard(BARE, 'clarify', '保留…', 'On hold…'),
  cancel: ofCard(BARE, 'clarify', '中止…', 'Cancel the engagement…'),
  done: ofCard(COMPLETE, 'review', '完了…', 'Done…'),
  remove: ofCard(BARE, 'clarify', '削除…', 'Delete…'),
  'menu-page': (desk) => desk.menu(),
  'menu-card': (desk) => desk.cardMenu(LONG_CARD, 'meet'),
  palette: ofMenu('検索と操作…', 'Find and do…'),
  'palette-found': async (desk) => {
    await ofMenu('検索と操作…', 'Find and do…')(desk);
    await desk.page.locator('.palette__line').fill('請求書');
  },
  csv: ofMenu('CSV に書き出す…', 'Export to CSV…'),
  seal: ofMenu('暗号化して書き出し…', 'Export encrypted…'),
  storage: ofMenu('保存とバックアップ…', 'Storage and backup…'),
  connection: ofMenu('チームで使う(同期)…', 'Share with a team (synchronise)…'),
  settings: ofMenu('設定…', 'Settings…'),
  archive: ofMenu('完了・中止した案件', 'Closed engagements'),
  labels: ofMenu('ラベルを整理…', 'Tidy the labels…'),
  shortcuts: ofMenu('ショートカット', 'Shortcuts'),
  clear: ofMenu('すべて削除…', 'Delete everything…'),
  views: async (desk) => {
    await desk.narrow('経理');
    await desk.page.locator('.find__views .btn').last().click();
    await desk.dialog();
  },
  import: async (desk) => {
    await desk.give(() => desk.menu('読み込み…', 'Import…'), 'irai-board-20260630-1800.json', differing());
    await desk.dialog();
  },
  'import-failed': async (desk) => {
    await desk.give(() => desk.menu('読み込み…', 'Import…'), 'memo.json', '{"format": "irai-board", "version": 4, "board": []}');
    await desk.dialog();
  },
  'several-move': several(0),
  'several-labels': several(1),
  'csv-candidates': async (desk) => {
    await desk.open('出張の手配', 'select');
    await desk.page.getByRole('button', { name: desk.t('候補を CSV から読み込む…', 'Import candidates from CSV…') }).click();
    await desk.dialog();
    await desk.page.locator('dialog[open] textarea').fill('会社名\tサイト\t特徴\nみなも秘書\thttps://minamo.example\t経理に強い\nしののめ\t\t土日も対応');
    await desk.page.getByRole('button', { name: desk.t('貼り付けた表を読む', 'Read what is pasted') }).click();
  },
  'paper-request': paper('clarify'),
  'paper-approval': paper('meet'),
  'paper-trial': paper('trial'),
  'paper-contract': paper('contract'),
  'paper-acceptance': paper('deliver'),
  'paper-report': paper('review', 0),
  'paper-regular': paper('review', 1),
};

/** On a board of many cards. */
export const CROWD = {
  many: async () => {},
  'many-today': (desk) => desk.reset('today'),
  'many-calendar': (desk) => desk.reset('calendar'),
  'many-insight': (desk) => desk.reset('insight'),
  'many-archive': ofMenu('完了・中止した案件', 'Closed engagements'),
};
