// Before anything is painted: the looks and the language that this browser was last used with.
(() => {
  const root = document.documentElement;
  const preference = (name) => {
    try {
      return localStorage.getItem(`irai-board-preference/${name}`);
    } catch {
      return null;
    }
  };
  const theme = preference("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  for (const name of ["contrast", "density"]) {
    const choice = preference(name);
    if (choice) root.dataset[name] = choice;
  }
  if (preference("lang") === "en") root.lang = "en";

  // The app is loaded at once where there is something to show. Where a person comes for the first time, the
  // start page stands in index.html and takes no app to be read: the app comes with the first sign that the
  // person is there, or when the files for use without a connection are put aside and it costs no waiting.
  //   html[data-first]      the start page stands, and the app is not there yet
  //   html[data-composing]  a word is being composed: nothing may move under it
  //   window.iraiBegun      kept once the app is to be loaded
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "keydown", "focusin", "wheel", "dragenter", "compositionstart"];
  let begin = () => {};
  window.iraiBegun = new Promise((resolve) => {
    begin = () => {
      for (const sign of SIGNS) window.removeEventListener(sign, begin, true);
      const files = document.getElementById("app-files");
      if (files) {
        document.head.append(files.content);
        files.remove();
      }
      resolve();
    };
  });
  const first = () => {
    try {
      // What the page was opened for, the app knows; and it tells where nothing can be stored.
      const known = location.search + location.hash !== "" || Object.keys(localStorage).some((key) => key.startsWith("irai-board"));
      return !known && typeof WebAssembly === "object" && !matchMedia("(display-mode: standalone)").matches;
    } catch {
      return false;
    }
  };
  if (first()) {
    root.dataset.first = "";
    for (const sign of SIGNS) window.addEventListener(sign, begin, true);
    // What localStorage has lost may be in the other store.
    indexedDB.databases?.().then((found) => found.some(({ name }) => name?.startsWith("irai-board")) && begin(), begin);
    navigator.serviceWorker?.ready.then(begin, () => {});

    // What is asked of the page before the app is there, it does then.
    let wanted = null;
    const want = (event, act) => {
      if (!("first" in root.dataset)) return;
      event.preventDefault();
      wanted = act;
      const state = document.querySelector(".opening__state");
      if (state) state.textContent = "読み込んでいます";
    };
    document.addEventListener("click", (event) => {
      const button = event.target.closest?.("[data-start]");
      if (button) want(event, () => button.click());
    });
    document.addEventListener("submit", (event) => {
      if (event.target.matches(".start__new")) want(event, () => document.querySelector('[data-start="create"]').click());
    });
    document.addEventListener("keydown", (event) => {
      const { target, key, code, ctrlKey, metaKey, shiftKey, altKey } = event;
      const alone = ctrlKey || metaKey || target === document.body;
      if (alone && !["Control", "Meta", "Shift", "Alt", "Tab"].includes(key)) {
        const again = new KeyboardEvent("keydown", { key, code, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true });
        if ("first" in root.dataset) wanted = () => document.body.dispatchEvent(again);
      }
    });
    window.addEventListener("irai-started", () => setTimeout(() => wanted?.()), { once: true });
    window.addEventListener("compositionstart", () => (root.dataset.composing = ""), true);
    window.addEventListener("compositionend", () => delete root.dataset.composing, true);
  } else {
    begin();
    // The store of the mirror takes the browser a while to open. By the time that the app asks for it, it is open; one
    // that is not there is not made.
    try {
      const opened = indexedDB.open("irai-board");
      const close = () => opened.readyState === "done" && !opened.error && opened.result.close();
      opened.onupgradeneeded = () => opened.transaction.abort();
      opened.onerror = (event) => event.preventDefault();
      opened.onsuccess = () => (opened.result.onversionchange = close);
      for (const end of ["irai-started", "irai-unstarted"]) window.addEventListener(end, close, { once: true });
    } catch {
      // The app tells of it.
    }
  }

  // The browser's own frame follows, then and whenever the theme changes.
  const frames = [...document.querySelectorAll('meta[name="theme-color"]')].map((meta) => ({ meta, own: meta.content }));
  const frame = () => {
    const index = ["light", "dark"].indexOf(root.dataset.theme);
    for (const { meta, own } of frames) meta.content = frames[index]?.own ?? own;
  };
  frame();
  new MutationObserver(frame).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
})();
