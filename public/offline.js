// The page without a connection, and its newer versions: registers service-worker.js once the app has
// started, and goes over to a newer one when a person wants it. src/ui/offline.rs is the app's side:
//   html[data-offline]   "ready": the page opens without a connection. "never": this browser cannot
//   html[data-update]    "ready": a newer version waits. "wanted": it comes once nothing would be lost
//   irai-offline         an event of the window: one of these has changed
//   irai-leave           asks whether the page may be left; cancelled where something would be lost
//   irai-started, irai-update   from the app: it has started; a person wants the newer version
(() => {
  const HOUR = 3600000;
  /** Looked for again no sooner than this when the page comes to the front. */
  const PAUSE = 300000;
  /** How often it is asked whether the page may be left. */
  const ASK = 500;
  /** A person who has pressed a key within this time is writing. */
  const WRITING = 2000;
  const RELOADED = "irai-board-reloaded";

  const root = document.documentElement;
  const workers = "serviceWorker" in navigator ? navigator.serviceWorker : null;

  const tell = (name, value) => {
    if (root.getAttribute(name) === value) return;
    root.setAttribute(name, value);
    window.dispatchEvent(new Event("irai-offline"));
  };
  /** The app stands, or the start page that does without it: what is put aside takes nothing from either. */
  const started = new Promise((resolve) => {
    window.addEventListener("irai-started", resolve, { once: true });
    if ("first" in root.dataset) window.addEventListener("load", resolve, { once: true });
  });
  if (!workers) {
    started.then(() => tell("data-offline", "never"));
    return;
  }

  // Leaving the page.

  let wanted = false;
  let written = -WRITING;
  let composing = false;
  window.addEventListener("input", () => (written = performance.now()), true);
  window.addEventListener("compositionstart", () => (composing = true), true);
  window.addEventListener("compositionend", () => (composing = false), true);

  /** What is typed but not handed over has no place on the board yet; a dialog holds a draft. */
  const inHand = () =>
    composing ||
    (!wanted && performance.now() - written < WRITING) ||
    document.querySelector("dialog[open]") !== null ||
    [...document.querySelectorAll("[data-draft]")].some((field) => field.value.trim() !== "");

  const mayLeave = () => {
    const running = document.querySelector(".boot") === null && !root.hasAttribute("data-crashed");
    return !running || (!inHand() && window.dispatchEvent(new Event("irai-leave", { cancelable: true })));
  };

  /** Does something as soon as nothing would be lost with the page. */
  const onceFree = (act) => {
    if (mayLeave()) {
      act();
      return;
    }
    tell("data-update", "wanted");
    const asking = setInterval(() => {
      if (!mayLeave()) return;
      clearInterval(asking);
      act();
    }, ASK);
  };

  /** Reloads once: a second time within a moment of the first would be a loop. */
  const reload = () => {
    try {
      const last = Number(sessionStorage.getItem(RELOADED));
      if (Math.abs(Date.now() - last) < ASK * 4) return;
      sessionStorage.setItem(RELOADED, String(Date.now()));
    } catch {
      // Without a store for it, a page still reloads only once by itself.
    }
    location.reload();
  };

  // The first worker takes over a page that is of its own version.
  let controlled = workers.controller !== null;
  let leaving = false;
  workers.addEventListener("controllerchange", () => {
    if (controlled && !leaving) {
      leaving = true;
      onceFree(reload);
    }
    controlled = true;
  });

  // The worker.

  const follow = (registration) => {
    const look = () => {
      if (registration.waiting && controlled && !wanted && !leaving) tell("data-update", "ready");
    };
    const watch = (worker) => worker?.addEventListener("statechange", look);
    registration.addEventListener("updatefound", () => watch(registration.installing));
    watch(registration.installing);
    look();
    window.addEventListener("irai-update", () => {
      wanted = true;
      onceFree(() => registration.waiting?.postMessage("take-over"));
    });

    let looked = Date.now();
    const check = () => {
      looked = Date.now();
      // No connection, or a server that answers with something else: it stays as it is.
      if (navigator.onLine) registration.update().catch(() => {});
    };
    check();
    setInterval(check, HOUR);
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && Date.now() - looked > PAUSE) check();
    });
  };

  /** Whether the worker holds every file; it looks for what is missing. */
  const complete = async () => {
    const { active } = await workers.ready;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data === true) tell("data-offline", "ready");
      port1.close();
    };
    active.postMessage("check", [port2]);
  };

  started.then(async () => {
    try {
      follow(await workers.register("service-worker.js", { updateViaCache: "none" }));
      await complete();
    } catch {
      // A private window, a setting, a page that came without encryption: it works, with a connection.
      tell("data-offline", "never");
    }
  });
})();
