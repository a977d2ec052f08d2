// Keeps the page for opening without a connection. scripts/offline.mjs writes it into a build, with
// every file of the build and its hash.
//
// One version of the page is one cache, filled as a whole or not at all:
// - A file counts only with the hash of the build, and a wasm only if it compiles. Where one file is
//   missing, cut short, of another build or broken, the install fails and the version before stays.
// - The new version waits until a person wants it (`take-over`) or no page of the old one is left.
// - A page that was open when the new version took over lives on until it can be left without losing
//   anything. Until then it is answered from the cache of its own version, and so finds the parts that
//   it loads late; the cache goes with the last of these pages.
// - The network is asked for everything else, and nothing that it answers is kept.
"use strict";

/** Every file of the build, by its address under the scope. */
const FILES = new Map(Object.entries({}));
const VERSION = "";

const SCOPE = new URL(self.registration.scope);
/** Other apps, and this one in other folders, keep theirs on the same origin. */
const PREFIX = `irai-board ${SCOPE.pathname} `;
const CACHE = PREFIX + VERSION;
/** Where a cache holds the pages that were open when its version took over: no address of a file. */
const BEFORE = new URL("?pages-before", SCOPE).href;
/** What a page may load late. */
const PART = /\.(?:wasm|js|mjs|css)$/;

const address = (name) => new URL(name, SCOPE).href;

/** The caches of other versions. */
const others = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);

const hashOf = async (bytes) => {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
};

// Installing.

/** A file from the cache of another version, where it is the same file. */
async function reused(name, hash) {
  for (const other of await others()) {
    const held = await (await caches.open(other)).match(address(name));
    const bytes = await held?.arrayBuffer();
    if (bytes && (await hashOf(bytes)) === hash) return new Response(bytes, { headers: held.headers });
  }
  return null;
}

async function fetched(name, hash) {
  const answer = await fetch(address(name), { integrity: hash, cache: "no-cache", credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  if (name.endsWith(".wasm")) await WebAssembly.compile(bytes);
  // Made anew, since a page does not take an answer that was redirected. The bytes are unpacked by now.
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(bytes, { headers });
}

/** Fills the cache with what is missing in it. */
async function fill() {
  const cache = await caches.open(CACHE);
  const held = new Set((await cache.keys()).map(({ url }) => url));
  const missing = [...FILES].filter(([name]) => !held.has(address(name)));
  const put = async ([name, hash]) => cache.put(address(name), (await reused(name, hash)) ?? (await fetched(name, hash)));
  // All have come to an end before anything is decided.
  const failed = (await Promise.allSettled(missing.map(put))).find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

self.addEventListener("install", (event) => {
  const install = async () => {
    try {
      await fill();
    } catch (error) {
      await caches.delete(CACHE);
      throw error;
    }
  };
  event.waitUntil(install());
});

// Taking over, and what is left of the version before.

/** The pages that were open when this version took over, and the caches that are theirs. */
async function before() {
  const held = await (await caches.open(CACHE)).match(BEFORE);
  return held ? held.json() : { pages: [], caches: [] };
}

/** Removes the caches of versions that no page is left of. */
async function tidy() {
  const { pages, caches: names } = await before();
  const living = await Promise.all(pages.map((id) => self.clients.get(id)));
  if (living.every((page) => page === undefined)) await Promise.all(names.map((name) => caches.delete(name)));
}

self.addEventListener("activate", (event) => {
  const activate = async () => {
    // Pages that no worker had are not among them: they came from the network.
    const pages = (await self.clients.matchAll({ type: "window" })).map(({ id }) => id);
    // What a still newer version has begun to keep is not of the past; it tidies up when its turn comes.
    const names = self.registration.installing ? [] : await others();
    await (await caches.open(CACHE)).put(BEFORE, new Response(JSON.stringify({ pages, caches: names })));
    await tidy();
    await self.clients.claim();
  };
  event.waitUntil(activate());
});

// Answering.

/** A file as a version before has it, or nothing. */
async function older(name) {
  for (const other of await others()) {
    const held = await (await caches.open(other)).match(address(name));
    if (held) return held;
  }
  return undefined;
}

async function listed(event, name) {
  const ofBefore = event.request.mode !== "navigate" && (await before()).pages.includes(event.clientId);
  const held = (ofBefore && (await older(name))) || (await (await caches.open(CACHE)).match(address(name)));
  return held ?? fetch(event.request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return;
  const page = request.mode === "navigate";
  if (url.search !== "" && !page) return;
  const path = url.pathname.slice(SCOPE.pathname.length);
  const name = path === "" && page ? "index.html" : path;
  if (FILES.has(name)) {
    event.respondWith(listed(event, name));
  } else if (!page && PART.test(name)) {
    event.respondWith(older(name).then((held) => held ?? fetch(request)));
  }
});

self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
  if (event.data === "check") {
    const check = tidy().then(fill).then(() => true, () => false);
    event.waitUntil(check.then((whole) => event.ports[0]?.postMessage(whole)));
  }
});
