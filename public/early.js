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

  // Where nothing is stored, what comes is the first start: its first words are there to be read at once.
  try {
    const kept = Object.keys(localStorage).some((key) => key.startsWith("irai-board/"));
    if (!kept) root.dataset.first = "";
  } catch {
    // The page says itself that nothing can be stored.
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
