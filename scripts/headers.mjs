// The headers of a build as servers want them written. They name the hashes of this build's scripts, so they
// are made with each build and go with it.
//   node scripts/headers.mjs <build> <folder>     nginx.conf and .htaccess into the folder, _headers into the build
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesIn } from './inspect.mjs';
import { ASK, FOREVER, HASHED, SYNC_POLICY, SYNC_WORKER, TYPES, cacheOf, headersOf, policyIn } from './policy.mjs';

/** For a site that is reached by https only, and for good. */
const HSTS = ['Strict-Transport-Security', 'max-age=63072000'];
/** Cloudflare Pages reads 100 rules. */
const RULES_MAX = 98;

/** `_headers`, as Netlify and Cloudflare Pages read it. Both ask again by themselves for what has no rule. */
export function forPages(policy, files) {
  const all = Object.entries(headersOf(policy)).map(([name, value]) => `  ${name}: ${value}`);
  const largestFirst = files.filter(({ name }) => cacheOf(name) === FOREVER).sort((one, other) => other.size - one.size);
  const kept = largestFirst.slice(0, RULES_MAX).map(({ name }) => `/${name}\n  Cache-Control: ${FOREVER}`);
  // Taken away first: two policies for one file would both hold.
  const worker = [`/${SYNC_WORKER}`, '  ! Content-Security-Policy', `  Content-Security-Policy: ${headersOf(SYNC_POLICY)['Content-Security-Policy']}`];
  return ['/*', ...all, `  # ${HSTS.join(': ')}`, ...kept, ...worker, ''].join('\n');
}

/** To be included in a `server` of nginx. A location with headers of its own takes none from outside. */
export function forNginx(policy) {
  const types = Object.entries(TYPES).map(([ending, type]) => `    ${type} ${ending.slice(1)};`);
  const headers = (indent, cache, held = policy) =>
    [...Object.entries(headersOf(held)), ['Cache-Control', cache]].map(([name, value]) => `${indent}add_header ${name} "${value}" always;`);
  return [
    '# server { root …/dist; include …/nginx.conf; }',
    'location / {',
    '  index index.html;',
    '  # Sends what `make compressed` has made as it is; the second with the module ngx_brotli.',
    '  # gzip_static on;',
    '  # brotli_static on;',
    '  charset utf-8;',
    '  charset_types text/css text/javascript text/plain application/json application/manifest+json;',
    '  types {',
    ...types,
    '  }',
    ...headers('  ', ASK),
    `  # add_header ${HSTS[0]} "${HSTS[1]}" always;`,
    `  location ~ "${HASHED}" {`,
    ...headers('    ', FOREVER),
    '  }',
    `  location ~ "/${SYNC_WORKER.replace('.', '\\.')}$" {`,
    ...headers('    ', ASK, SYNC_POLICY),
    '  }',
    '}',
    '',
  ].join('\n');
}

/** `.htaccess` for Apache, to be laid beside index.html. */
export function forApache(policy) {
  const types = Object.entries(TYPES).map(([ending, type]) => `AddType ${type} ${ending}`);
  const headers = Object.entries(headersOf(policy)).map(([name, value]) => `  Header always set ${name} "${value}"`);
  return [
    ...types,
    'AddDefaultCharset utf-8',
    'AddCharset utf-8 .css .js .mjs .json .webmanifest',
    '<IfModule mod_headers.c>',
    ...headers,
    `  # Header always set ${HSTS[0]} "${HSTS[1]}"`,
    `  Header set Cache-Control "${ASK}"`,
    `  <FilesMatch "${HASHED}">`,
    `    Header set Cache-Control "${FOREVER}"`,
    '  </FilesMatch>',
    `  <Files "${SYNC_WORKER}">`,
    `    Header always set Content-Security-Policy "${headersOf(SYNC_POLICY)['Content-Security-Policy']}"`,
    '  </Files>',
    '</IfModule>',
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [build, folder] = process.argv.slice(2);
  const policy = policyIn(readFileSync(join(build, 'index.html'), 'utf8'));
  const files = filesIn(build).map((name) => ({ name, size: statSync(join(build, name)).size }));
  writeFileSync(join(build, '_headers'), forPages(policy, files));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'nginx.conf'), forNginx(policy));
  writeFileSync(join(folder, '.htaccess'), forApache(policy));
}
