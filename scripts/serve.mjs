// A static server for the release build: this machine only, no dependencies.
//   node scripts/serve.mjs <folder> <port> [/sub/path/]
//   node scripts/serve.mjs --probe <port>     only says whether the port is free
import { createReadStream, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SYNC_POLICY, SYNC_WORKER, TYPES, cacheOf, headersOf, policyIn } from './policy.mjs';

const HOST = '127.0.0.1';

/** The file that a request path names inside the folder, or null. Links out of it count as outside. */
function fileOf(folder, base, path) {
  let decoded;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (!decoded.startsWith(base) || decoded.includes('\0') || decoded.includes('\\')) return null;
  try {
    const root = realpathSync(folder);
    let file = realpathSync(join(root, decoded.slice(base.length)));
    if (statSync(file).isDirectory()) {
      if (!decoded.endsWith('/')) return null;
      file = realpathSync(join(file, 'index.html'));
    }
    return file.startsWith(root + sep) && statSync(file).isFile() ? file : null;
  } catch {
    return null;
  }
}

/** The headers of a file, as scripts/headers.mjs writes them for other servers. */
function headersFor(folder, file) {
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const policy = basename(file) === SYNC_WORKER ? SYNC_POLICY : policyIn(readFileSync(join(folder, 'index.html'), 'utf8'));
  return {
    ...headersOf(policy),
    'Cache-Control': cacheOf(basename(file)),
    'Content-Type': /^text\/|json$/.test(type) ? `${type}; charset=utf-8` : type,
  };
}

/** Answers a request with a file of the folder, which is served under the sub-path `base`. */
export function answer(folder, base, request, response) {
  const say = (status, text, headers = {}) => {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', ...headers });
    response.end(text);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return say(405, 'method not allowed\n', { Allow: 'GET, HEAD' });
  }
  const path = request.url.split(/[?#]/)[0];
  if (`${path}/` === base) return say(301, '', { Location: base });
  const file = fileOf(folder, base, path);
  if (!file) return say(404, 'not found\n');
  const { mtimeMs, size } = statSync(file);
  const etag = `"${size.toString(36)}-${mtimeMs.toString(36)}"`;
  const headers = { ...headersFor(folder, file), ETag: etag };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers);
    return response.end();
  }
  response.writeHead(200, { ...headers, 'Content-Length': size });
  if (request.method === 'HEAD') return response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

function refuse(message) {
  console.error(message);
  process.exit(1);
}

function main() {
  const probe = process.argv[2] === '--probe';
  const [folder, portText, base = '/'] = probe ? ['.', process.argv[3]] : process.argv.slice(2);
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    refuse(`ポート番号が正しくありません / Not a port: ${portText}`);
  }
  if (!probe && !existsSync(join(folder, 'index.html'))) {
    refuse(`${folder}/index.html がありません。先に make build を / No ${folder}/index.html: run make build first`);
  }
  if (!base.startsWith('/') || !base.endsWith('/')) refuse(`The sub-path starts and ends with a slash: ${base}`);

  const server = createServer((request, response) => answer(folder, base, request, response));
  server.on('error', (error) => {
    if (error.code === 'EADDRINUSE') {
      refuse(
        `ポート ${port} は使用中です。ほかの番号で起動してください / Port ${port} is taken, try another:\n` +
          `  make serve PORT=${port === 65535 ? port - 1 : port + 1}`,
      );
    }
    refuse(`${HOST}:${port}: ${error.message}`);
  });
  server.listen(port, HOST, () => {
    if (probe) return server.close();
    console.log(`\n依頼ボード: http://${HOST}:${port}${base}\n(止めるには Ctrl+C / Ctrl+C stops it)`);
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main();
