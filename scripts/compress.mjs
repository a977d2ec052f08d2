// A copy of a build with each file also compressed beside it, for hosts that send such files as they are
// (nginx with gzip_static or brotli_static, Caddy with precompressed).
//   node scripts/compress.mjs <build> <folder>
// Netlify, Cloudflare Pages and GitHub Pages compress by themselves.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { FOR_HOSTS, filesIn } from './inspect.mjs';

/** What is compressed already. */
const PICTURES = ['.png'];

/** The endings, as hosts look for them. */
export const WAYS = {
  '.br': (bytes) =>
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  '.gz': (bytes) => gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

/** Copies a build and compresses its files. Answers with the bytes in all, as they are and by ending. */
export function compress(build, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(build, folder, { recursive: true });
  const found = { '': 0 };
  for (const name of filesIn(build).filter((name) => !FOR_HOSTS.includes(name) && !PICTURES.includes(extname(name)))) {
    const bytes = readFileSync(join(build, name));
    found[''] += bytes.length;
    for (const [ending, small] of Object.entries(WAYS)) {
      const made = small(bytes);
      found[ending] = (found[ending] ?? 0) + Math.min(made.length, bytes.length);
      // Where it saves nothing, the file itself is sent.
      if (made.length < bytes.length) writeFileSync(join(folder, name + ending), made);
    }
  }
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [build, folder] = process.argv.slice(2);
  const found = compress(build, folder);
  const line = Object.entries(found).map(([ending, bytes]) => `${ending || 'as it is'}: ${(bytes / 1000).toFixed(0)} kB`);
  console.log(`${folder}: ${line.join(', ')}`);
}
