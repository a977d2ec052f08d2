// Speaks to the one database that the board is synchronised with. It is a worker, because a worker is governed by
// the policy of its own file: the page itself may ask nobody but its own server. Its name is the address of the
// database; what it is asked for lies behind that. It is started only where a connection has been set up.
"use strict";

const BASE = self.name;
const SAFE = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/)/;
/** What came of a request that has no status. */
const LOST = 0, ENDED = -1, REACHED = 1;
const running = new Map();

async function ask({ method, path, headers, body, binary }, signal) {
  if (!SAFE.test(BASE) || (path !== "" && !path.startsWith("/"))) return { status: LOST };
  const options = { cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", signal };
  if (method === "REACH") {
    // Whether anything answers, also where it may not be read. Such a request is not sent unless it may be redirected;
    // it says nothing of the user.
    await fetch(BASE, { ...options, mode: "no-cors", redirect: "follow" });
    return { status: REACHED };
  }
  const response = await fetch(BASE + path, { ...options, method, headers, body });
  return { status: response.status, body: binary && response.ok ? new Uint8Array(await response.arrayBuffer()) : await response.text() };
}

self.onmessage = async ({ data: { id, end, patience, ...request } }) => {
  if (end) {
    running.get(id)?.();
    return;
  }
  const control = new AbortController();
  let ended = false;
  const stop = () => {
    ended = true;
    control.abort();
  };
  running.set(id, stop);
  const timer = setTimeout(request.waits ? stop : () => control.abort(), patience);
  let answer;
  try {
    answer = await ask(request, control.signal);
  } catch {
    answer = { status: ended ? ENDED : LOST };
  }
  clearTimeout(timer);
  running.delete(id);
  self.postMessage({ id, ...answer });
};
