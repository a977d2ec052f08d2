// A build served as a host on the net serves it: through brotli or gzip, with the headers of serve.mjs.
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { freePort, serve } from './served.mjs';

/** What a host compresses; pictures and fonts are small already. */
const COMPRESSED = /^(?:text\/|application\/(?:json|javascript|wasm|manifest\+json)|image\/svg\+xml)/;
/** A host compresses once and hands it out often, so it takes the time for the smallest. */
const ENCODINGS = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

/** The answer to a path, compressed; each is made once. */
async function answer(baseURL, path, encoding, kept) {
  const key = `${encoding} ${path}`;
  if (!kept.has(key)) {
    const found = await fetch(new URL(path, baseURL), { redirect: 'manual' });
    const body = Buffer.from(await found.arrayBuffer());
    const headers = Object.fromEntries([...found.headers].filter(([name]) => !/^(?:content-length|connection|keep-alive|date|etag)$/.test(name)));
    const squeezed = COMPRESSED.test(headers['content-type'] ?? '') && encoding ? await ENCODINGS[encoding](body) : body;
    if (squeezed !== body) Object.assign(headers, { 'content-encoding': encoding, vary: 'Accept-Encoding' });
    kept.set(key, { status: found.status, headers: { ...headers, 'content-length': squeezed.length }, body: squeezed });
  }
  return kept.get(key);
}

/** Serves a folder compressed, this machine only; answers with its address, the bytes sent, and the way to stop it. */
export async function serveCompressed(dist) {
  const plain = await serve(dist);
  const kept = new Map();
  const port = await freePort();
  const server = createServer(async (request, response) => {
    const accepted = (request.headers['accept-encoding'] ?? '').split(/\s*,\s*/);
    const encoding = Object.keys(ENCODINGS).find((name) => accepted.includes(name));
    try {
      const { status, headers, body } = await answer(plain.baseURL, request.url, encoding, kept);
      response.writeHead(status, headers);
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch (error) {
      response.writeHead(502).end(String(error));
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
    plain.stop();
  };
  return { baseURL: `http://127.0.0.1:${port}/`, stop };
}
