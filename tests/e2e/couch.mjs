// A database for tests, and a network to it that breaks: express-pouchdb in memory, or the CouchDB that COUCHDB_URL
// names (with an administrator's user and password in it), behind a proxy of ours that checks the password, answers
// for CORS and does harm on request.
import expressPouchDB from 'express-pouchdb';
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import httpAdapter from 'pouchdb-adapter-http';
import memoryAdapter from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import { dice } from '../crash/model.mjs';

PouchDB.plugin(memoryAdapter).plugin(httpAdapter);

const ROUTES = ['root', 'db', 'all-dbs', 'bulk-docs', 'all-docs', 'changes', 'documents', 'attachments', 'bulk-get', 'revs-diff'];
/** What goes wrong, in turn. */
export const HARMS = ['before', 'after', 'failing', 'delay', 'twice', 'reorder'];
const CORS = {
  'Access-Control-Allow-Headers': 'authorization, content-type',
  'Access-Control-Allow-Methods': 'GET, PUT, POST, DELETE',
};

const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const basic = (user, password) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export class Couch {
  constructor() {
    this.users = { sato: 'さとうのひみつ-Px7', suzuki: 'すずきのひみつ-Qy8', takahashi: 'たかはしのひみつ-Rz9' };
    this.database = `irai-${randomUUID().slice(0, 8)}`;
    /** The share of requests that something goes wrong with. */
    this.harm = 0;
    this.cors = true;
    /** Whether the server answers at all. */
    this.up = true;
    /** Every request that came: method and address. */
    this.requests = [];
    this.harmed = {};
    this.dice = dice(7);
    this.turn = 0;
  }

  async start() {
    const external = process.env.COUCHDB_URL;
    if (external) {
      const url = new URL(external);
      this.authorization = basic(decodeURIComponent(url.username), decodeURIComponent(url.password));
      Object.assign(url, { username: '', password: '' });
      this.behind = url.href.replace(/\/$/, '');
    } else {
      const Memory = PouchDB.defaults({ adapter: 'memory', prefix: `${this.database}-` });
      const app = expressPouchDB(Memory, { mode: 'custom', inMemoryConfig: true, overrideMode: { include: ROUTES.map((route) => `routes/${route}`) } });
      this.server = createServer(app);
      this.behind = `http://127.0.0.1:${await listen(this.server)}`;
    }
    this.proxy = createServer((request, response) => this.#carry(request, response).catch(() => response.destroy()));
    this.address = `http://127.0.0.1:${await listen(this.proxy)}`;
  }

  async end() {
    if (process.env.COUCHDB_URL) await this.ask('DELETE', '');
    for (const server of [this.proxy, this.server]) {
      server?.closeAllConnections();
      await new Promise((resolve) => (server ? server.close(resolve) : resolve()));
    }
  }

  /** Asks the database behind the proxy, where nothing goes wrong. */
  async ask(method, path, body) {
    const headers = { ...(this.authorization && { Authorization: this.authorization }), ...(body && { 'Content-Type': 'application/json' }) };
    const response = await fetch(`${this.behind}/${this.database}${path}`, { method, headers, body: body && JSON.stringify(body) });
    return response.json();
  }

  /** A second client that is not ours: PouchDB, straight at the database. */
  client() {
    const authorization = this.authorization;
    return new PouchDB(`${this.behind}/${this.database}`, {
      skip_setup: true,
      fetch: (url, options) => {
        if (authorization) options.headers.set('Authorization', authorization);
        return PouchDB.fetch(url, options);
      },
    });
  }

  /** Every engagement in the database, by its id. */
  async engagements() {
    const { rows } = await this.ask('GET', '/_all_docs?include_docs=true');
    return new Map(rows.filter(({ id }) => id.startsWith('engagement:')).map(({ doc }) => [doc.content.id, doc.content]));
  }

  async #carry(request, response) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    this.requests.push(`${request.method} ${request.url}`);
    if (!this.up) return request.socket.destroy();
    const cors = this.cors ? { ...CORS, 'Access-Control-Allow-Origin': request.headers.origin ?? '*' } : {};
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    const known = Object.entries(this.users).some(([user, password]) => request.headers.authorization === basic(user, password));
    const say = (status, body) => response.writeHead(status, { ...cors, 'Content-Type': 'application/json' }).end(body);
    if (!known) return say(401, '{"error":"unauthorized"}');
    const harm = this.dice.next() < this.harm ? HARMS[(this.turn += 1) % HARMS.length] : 'none';
    this.harmed[harm] = (this.harmed[harm] ?? 0) + 1;
    if (harm === 'before') return request.socket.destroy();
    if (harm === 'failing') return say(500, '{"error":"internal"}');
    if (harm === 'delay') await pause(200 + this.dice.below(1_500));
    const ended = new AbortController();
    response.on('close', () => ended.abort());
    const forward = () =>
      fetch(this.behind + request.url, {
        method: request.method,
        headers: {
          ...(request.headers['content-type'] && { 'Content-Type': request.headers['content-type'] }),
          ...(this.authorization && { Authorization: this.authorization }),
        },
        body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
        // What waits is let go when nobody waits for it any more; what writes is done whoever waits.
        signal: request.method === 'GET' ? ended.signal : undefined,
      });
    if (harm === 'twice' && !request.url.includes('longpoll')) await (await forward()).arrayBuffer();
    const answer = await forward();
    let body = Buffer.from(await answer.arrayBuffer());
    if (harm === 'after') return request.socket.destroy();
    if (harm === 'reorder') body = reordered(body);
    return response.writeHead(answer.status, { ...cors, 'Content-Type': answer.headers.get('content-type') ?? 'application/json' }).end(body);
  }
}

/** The rows of an answer in another order; what has none stays as it is. */
function reordered(body) {
  try {
    const value = JSON.parse(body.toString());
    for (const rows of [value, value.results, value.rows]) if (Array.isArray(rows)) rows.reverse();
    return Buffer.from(JSON.stringify(value));
  } catch {
    return body;
  }
}
