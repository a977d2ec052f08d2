// Before anything is painted: the theme and the language that this browser was last used with.
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
  if (preference("lang") === "en") root.lang = "en";

  // The browser's own frame follows, then and whenever the theme changes.
  const frames = [...document.querySelectorAll('meta[name="theme-color"]')].map((meta) => ({ meta, own: meta.content }));
  const frame = () => {
    const index = ["light", "dark"].indexOf(root.dataset.theme);
    for (const { meta, own } of frames) meta.content = frames[index]?.own ?? own;
  };
  frame();
  new MutationObserver(frame).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
})();
