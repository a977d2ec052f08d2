// Stands apart from the app: when the app has stopped or cannot start, this still offers the stored
// data and a reload.
(() => {
  const PREFIX = "irai-board";
  const DATABASE = "irai-board";
  const STORE = "texts";
  const START_MILLISECONDS = 20000;
  const READ_MILLISECONDS = 5000;

  const root = document.documentElement;
  const dialog = document.querySelector(".rescue");
  if (!dialog) return;

  // When to appear.

  /** What is shown: "stopped", "unstarted", of which "unreached" and "unsupported" tell the cause, or nothing. */
  let shown = null;
  const booting = () => document.querySelector(".boot") !== null;

  const show = (what) => {
    shown = what;
    for (const part of dialog.querySelectorAll("[data-rescue-when]")) part.hidden = !part.dataset.rescueWhen.split(" ").includes(what);
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("button").focus();
  };
  const hide = () => {
    shown = null;
    dialog.close();
  };
  const showUnstarted = (what = "unstarted") => {
    if (booting() && shown === null) show(what);
  };
  /** A file that does not arrive is told by the browser as a wrong type. */
  const showFailure = (reason) => showUnstarted(reason instanceof TypeError ? "unreached" : "unstarted");

  // The app marks the page when it panics, and takes .boot away when it has started.
  new MutationObserver(() => {
    if (root.hasAttribute("data-crashed")) show(booting() ? "unstarted" : "stopped");
  }).observe(root, { attributes: true, attributeFilter: ["data-crashed"] });
  new MutationObserver(() => {
    if (shown !== null && shown !== "stopped" && !booting() && !root.hasAttribute("data-crashed")) hide();
  }).observe(document.body, { childList: true });

  window.addEventListener("error", ({ target, error }) => {
    // The page can do without a picture, not without a script.
    if (target instanceof HTMLScriptElement) showUnstarted("unreached");
    else if (!(target instanceof Element)) showFailure(error);
  }, true);
  window.addEventListener("unhandledrejection", ({ reason }) => showFailure(reason));
  window.addEventListener("irai-unstarted", ({ detail }) => showFailure(detail));
  if (typeof WebAssembly !== "object") showUnstarted("unsupported");

  // On a slow way the app may take its time, as long as it comes nearer.
  let patience;
  window.iraiBegun?.then(() => (patience = setTimeout(showUnstarted, START_MILLISECONDS)));
  window.addEventListener("irai-progress", () => {
    clearTimeout(patience);
    patience = setTimeout(showUnstarted, START_MILLISECONDS);
  });

  // There is nothing to go back to.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => {
    if (shown !== null) dialog.showModal();
  });

  // What is stored.

  const storedTexts = () => {
    const texts = [];
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index);
      if (key?.startsWith(PREFIX)) texts.push([key, localStorage.getItem(key)]);
    }
    return texts;
  };

  const answerOf = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  /** The database as it is, or null. It is never made, and never brought to another version. */
  const openMirror = async () => {
    const databases = await indexedDB.databases?.().catch(() => undefined);
    if (databases?.every(({ name }) => name !== DATABASE)) return null;
    const request = indexedDB.open(DATABASE);
    let missing = false;
    request.onupgradeneeded = () => {
      missing = true;
      request.transaction.abort();
    };
    return answerOf(request).catch((error) => {
      if (missing) return null;
      throw error;
    });
  };

  const mirroredTexts = async () => {
    const database = await openMirror();
    if (!database) return [];
    try {
      if (!database.objectStoreNames.contains(STORE)) return [];
      const store = database.transaction(STORE).objectStore(STORE);
      const [keys, values] = await Promise.all([answerOf(store.getAllKeys()), answerOf(store.getAll())]);
      return keys.map((key, index) => [key, values[index]]).filter((pair) => pair.every((part) => typeof part === "string"));
    } finally {
      database.close();
    }
  };

  /** What a source gives, or null where it throws or does not answer. */
  const read = (source) => {
    const late = new Promise((resolve) => setTimeout(resolve, READ_MILLISECONDS, null));
    return Promise.race([(async () => source())().catch(() => null), late]);
  };

  // The file.

  const fileName = () => {
    const now = new Date();
    const digits = (number) => String(number).padStart(2, "0");
    const day = [now.getFullYear(), digits(now.getMonth() + 1), digits(now.getDate())].join("");
    return `irai-board-raw-${day}-${digits(now.getHours())}${digits(now.getMinutes())}.json`;
  };

  const save = (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const say = (ja, en) => {
    dialog.querySelector('[data-rescue-result="ja"]').textContent = ja;
    dialog.querySelector('[data-rescue-result="en"]').textContent = en;
  };

  const download = async () => {
    const [stored, mirrored] = await Promise.all([read(storedTexts), read(mirroredTexts)]);
    if (stored === null && mirrored === null) {
      say(
        "保存データを読み取れませんでした。データには触れていません。再読み込みしてから、もう一度書き出してください。",
        "The data could not be read. Nothing was changed: reload, then download again.",
      );
      return;
    }
    const name = fileName();
    const data = { localStorage: Object.fromEntries(stored ?? []), indexedDB: Object.fromEntries(mirrored ?? []) };
    save(name, JSON.stringify(data, null, 2));
    const ja = (texts) => (texts ? `${texts.length} 件` : "読み取れませんでした");
    const en = (texts) => (texts ? `${texts.length} ${texts.length === 1 ? "entry" : "entries"}` : "could not be read");
    say(
      `${name} に書き出しました。localStorage: ${ja(stored)}、IndexedDB: ${ja(mirrored)}`,
      `Written to ${name}. localStorage: ${en(stored)}, IndexedDB: ${en(mirrored)}`,
    );
  };

  /** A newer version that waits may be free of the fault: offline.js reloads once it has taken over. */
  const reload = async () => {
    const registration = await navigator.serviceWorker?.getRegistration().catch(() => null);
    if (!registration?.waiting) {
      location.reload();
      return;
    }
    registration.waiting.postMessage("take-over");
    setTimeout(() => location.reload(), READ_MILLISECONDS);
  };

  dialog.addEventListener("click", (event) => {
    const action = event.target.closest("[data-rescue]")?.dataset.rescue;
    if (action === "reload") reload();
    if (action === "download") download();
  });
})();
