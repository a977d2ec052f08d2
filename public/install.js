// The page as an app: the browser's offer to add it, and the file that it is opened with. src/ui/offline.rs
// is the app's side.
(() => {
  const root = document.documentElement;
  let offer = null;

  const keep = (event) => {
    offer = event;
    root.toggleAttribute("data-install", offer !== null);
  };
  window.addEventListener("beforeinstallprompt", (event) => {
    // It stands in the menu, where it disturbs nobody.
    event.preventDefault();
    keep(event);
  });
  window.addEventListener("appinstalled", () => keep(null));
  window.addEventListener("irai-install", () => {
    const asked = offer;
    // A browser asks only once for each offer, and makes another one where it was refused.
    keep(null);
    asked?.prompt().catch(() => {});
  });

  window.addEventListener("irai-started", () => {
    window.launchQueue?.setConsumer(async ({ files }) => {
      try {
        const file = await files?.[0]?.getFile();
        if (file) window.dispatchEvent(new CustomEvent("irai-file", { detail: file }));
      } catch {
        // The file has gone meanwhile, or the browser does not give it out.
      }
    });
  }, { once: true });
})();
