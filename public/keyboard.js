// The keyboard on the screen of a phone or tablet. Most browsers make the page smaller for it, as
// index.html asks them to; on iOS it lies over the page. Either way the page learns here that it is
// there (data-keyboard) and how much it covers (--keyboard), and the field that is written in is
// brought into sight.
(() => {
  /** What comes and goes and is lower than this is a bar of the browser. */
  const LEAST_PIXELS = 120;
  const FIELD = "textarea, select, input:not([type='checkbox'], [type='radio'], [type='range'], [type='button'], [type='file'])";

  const view = window.visualViewport;
  if (!view || !window.matchMedia("(pointer: coarse)").matches) return;

  const root = document.documentElement;
  /** The greatest height there was at this width: without a keyboard. */
  let whole = { width: 0, height: 0 };

  const follow = () => {
    // Enlarged with two fingers, what is seen is smaller for another reason.
    if (Math.abs(view.scale - 1) > 0.01) return;
    const width = Math.round(view.width);
    whole = { width, height: Math.max(view.height, whole.width === width ? whole.height : 0) };
    const field = document.activeElement?.matches(FIELD) ? document.activeElement : null;
    const up = field !== null && whole.height - view.height > LEAST_PIXELS;
    const covered = up ? Math.max(0, Math.round(window.innerHeight - view.height - view.offsetTop)) : 0;
    root.toggleAttribute("data-keyboard", up);
    root.style.setProperty("--keyboard", `${covered}px`);
    if (up) field.scrollIntoView({ block: "nearest" });
  };

  view.addEventListener("resize", follow);
  document.addEventListener("focusin", () => requestAnimationFrame(follow));
  follow();
})();
