// What the page may load, and how a server hands it out: the one place that knows. The build writes
// the policy into index.html; scripts/headers.mjs and scripts/serve.mjs read it from there.
import { createHash } from 'node:crypto';

/** The media type of every kind of file in a build, without the character set. */
export const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The names of files that tell what is in them: such a file never changes under its name. */
export const HASHED = '-[0-9a-f]{13,16}(_bg)?\\.[a-z0-9]+$';
export const FOREVER = 'public, max-age=31536000, immutable';
export const ASK = 'no-cache';

/** How long a file may be kept: without asking again where its name tells what is in it. */
export const cacheOf = (name) => (new RegExp(HASHED).test(name) ? FOREVER : ASK);

/** A digest as it stands in integrity attributes and in a policy. */
export const digest = (algorithm, content) => `${algorithm}-${createHash(algorithm).update(content).digest('base64')}`;

/** What browsers can do and this page never asks for. */
const UNUSED = [
  'accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture', 'encrypted-media',
  'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment',
  'publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking',
];

/** The elements of this name in a page: attributes and content. */
export const elements = (html, name) =>
  [...html.replaceAll(/<!--[\s\S]*?-->/g, '').matchAll(new RegExp(`<${name}\\b([^>]*)>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, attributes, content]) => ({ attributes, content }),
  );

const inline = (html, name) =>
  elements(html, name)
    .filter(({ attributes }) => !/\ssrc=/.test(attributes))
    .map(({ content }) => `'${digest('sha256', content)}'`);

/** The content security policy of a page: its own files, and what stands in it by its hash. */
export function contentPolicy(html) {
  return [
    "default-src 'none'",
    ['script-src', "'self'", "'wasm-unsafe-eval'", ...inline(html, 'script')].join(' '),
    ['style-src', "'self'", ...inline(html, 'style')].join(' '),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The one file that may ask other servers, and what it may do: see public/sync-worker.js. */
export const SYNC_WORKER = 'sync-worker.js';
export const SYNC_POLICY = "default-src 'none'; connect-src https: http://localhost:* http://127.0.0.1:*";

const META = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/;
const CHARSET = /<meta charset="utf-8" ?\/?>/;

/** The policy that a built page carries, or null. */
export const policyIn = (html) => html.match(META)?.[1] ?? null;

/**
 * A page with its policy in front of all that it governs, and with the hash of every script that stands in a
 * file of its own. `read` gives the bytes of such a file.
 */
export function secured(html, read) {
  // The script by which `trunk serve` reloads the page is filled in when it is sent: no hash would hold.
  if (html.includes('{{__TRUNK_ADDRESS__}}')) return html;
  const hashed = html.replaceAll(/<script src="([^"]+)"(?![^>]*integrity=)/g, (tag, src) => `${tag} integrity="${digest('sha384', read(src))}"`);
  if (!CHARSET.test(hashed)) throw new Error('index.html has no <meta charset="utf-8" /> to put the policy behind');
  return hashed.replace(CHARSET, (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${contentPolicy(hashed)}" />`);
}

/** What goes with every file. Only a header can forbid that other pages frame this one. */
export const headersOf = (policy) => ({
  ...(policy && { 'Content-Security-Policy': `${policy}; frame-ancestors 'none'` }),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
});
