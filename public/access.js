// What holds for every part of the page at the keyboard and in a screen reader, whatever the app draws:
// the focus is not lost together with what had it, and an error that is said belongs to its field.
(() => {
  const CONTROLS = "input, textarea, select";
  const STOPS = `a[href], button, ${CONTROLS}, summary, [tabindex="0"]`;
  const FIELDS = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select";
  /** What lies over the page for a while. When it goes, the focus is where it was on the page. */
  const LAYERS = "dialog, [role=menu], .toasts, .selection";
  /** Names by which a thing is known when it is drawn again in another place. */
  const NAMES = ["data-card", "data-row", "data-slip"];
  const ERRORS = ".field__error, .row__error";

  const takes = (element) => element.isConnected && !element.matches(":disabled") && element.checkVisibility({ visibilityProperty: true });
  const stopsIn = (element) => [element, ...element.querySelectorAll(STOPS)].filter((one) => one.matches(STOPS) && takes(one));

  /** Where the focus is: the element, the layer that it is in, and the way up from it. */
  const noted = (element) => {
    const way = [];
    for (let one = element; one.parentElement; one = one.parentElement) {
      let at = 0;
      for (let before = one.previousElementSibling; before; before = before.previousElementSibling) at += 1;
      const name = NAMES.find((name) => one.hasAttribute(name));
      way.push({ parent: one.parentElement, at, again: name && `[${name}="${one.getAttribute(name)}"]` });
    }
    const kind = [...element.classList].filter((name) => !name.includes("--")).at(-1);
    const home = element.closest(".panel") ?? element.closest(".app");
    return { element, layer: element.closest(LAYERS), home, way, kind: kind ?? element.localName };
  };

  // The focus of the page, and that of the layer over it.
  let page = null;
  let over = null;

  /** In a part of the page: what is of the kind that was lost, or what comes first. A field takes the keys to itself,
   * undo among them, so no field comes to have the focus that was on something else. */
  const stopIn = (part, kind) => {
    const stops = stopsIn(part);
    return stops.find((one) => one.classList.contains(kind)) ?? stops.find((one) => !one.matches(FIELDS));
  };
  /** What takes the place of what was lost: the same drawn anew, the next of its list, or what is near. */
  const instead = ({ element, way, kind }, within) => {
    if (takes(element)) return element;
    for (const { parent, at, again } of way) {
      const anew = again && document.querySelector(again);
      if (anew && within.contains(anew) && takes(anew)) return stopIn(anew, kind);
      if (!parent.isConnected || !within.contains(parent)) continue;
      const around = [...parent.children];
      for (const part of [...around.slice(at), ...around.slice(0, at).reverse()]) {
        // Another screen is read from its beginning.
        if (part.localName === "main") return part;
        const stop = stopIn(part, kind);
        if (stop) return stop;
      }
      if (parent === within) break;
    }
    return undefined;
  };

  // What was added by a key may push what has the focus out of sight. Who scrolls away is left there.
  let keyed = false;
  document.addEventListener("keydown", ({ key }) => (keyed = key !== "PageUp" && key !== "PageDown"), true);
  for (const event of ["wheel", "pointerdown"]) document.addEventListener(event, () => (keyed = false), { capture: true, passive: true });
  const inSight = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const found = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 24));
    return found !== null && (element.contains(found) || found.contains(element));
  };

  const lost = () => document.activeElement === document.body || document.activeElement === null;
  const keep = () => {
    const last = over ?? page;
    if (!last) return;
    // On a screen that is touched the focus would bring up the keyboard.
    if (!keyed && matchMedia("(pointer: coarse)").matches) return;
    if (!lost()) {
      const now = document.activeElement;
      if (keyed && now.matches(STOPS) && !inSight(now)) now.scrollIntoView({ block: "nearest", inline: "nearest" });
      return;
    }
    if (takes(last.element)) {
      // It was left for nothing in particular: a press on the page's ground.
      over = page = null;
      return;
    }
    const modal = document.querySelector("dialog[open]");
    const near = over?.layer.isConnected && (!modal || modal === over.layer) ? instead(over, over.layer) : undefined;
    const home = page?.home?.isConnected ? page.home : document.querySelector(".app");
    const ground = () => (page && home && instead(page, home)) ?? document.querySelector(".panel") ?? document.querySelector("main");
    (near ?? (modal ? stopsIn(modal)[0] : ground()))?.focus();
  };
  /** A dialog of nothing but text can be scrolled by the keys only where it can have the focus. */
  const scrollable = () => {
    for (const text of document.querySelectorAll("dialog[open] .dialog__body:not([tabindex])")) {
      if (text.scrollHeight > text.clientHeight && stopsIn(text).length === 0) text.tabIndex = 0;
    }
  };
  // The app may put the focus somewhere itself, once it has drawn: this comes after.
  let waiting = false;
  const keepLater = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => setTimeout(() => {
      waiting = false;
      keep();
      scrollable();
    }));
  };
  document.addEventListener("focusin", ({ target }) => {
    const now = noted(target);
    if (now.layer) over = now;
    else [page, over] = [now, null];
  });
  for (const event of ["keyup", "click"]) document.addEventListener(event, keepLater);

  // Errors.

  let count = 0;
  const told = new Map();
  /** The field that an error stands under; none where it is about several, or about a button. */
  const fieldOf = (error) => {
    for (let one = error.previousElementSibling; one; one = one.previousElementSibling) {
      const controls = one.matches(CONTROLS) ? [one] : [...one.querySelectorAll(CONTROLS)];
      if (controls.length > 0) return controls.length === 1 ? controls[0] : null;
    }
    return null;
  };
  const tell = (error) => {
    // One that has a name is told by the field itself.
    const field = error.id === "" ? fieldOf(error) : null;
    if (!field) return;
    error.id = `said-${(count += 1)}`;
    told.set(error, field);
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", [field.getAttribute("aria-describedby"), error.id].filter(Boolean).join(" "));
  };
  const untell = (error) => {
    const field = told.get(error);
    if (!field) return;
    told.delete(error);
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== error.id);
    if (![...told.values()].includes(field)) field.removeAttribute("aria-invalid");
    if (others.length > 0) field.setAttribute("aria-describedby", others.join(" "));
    else field.removeAttribute("aria-describedby");
  };
  const errorsIn = (node) => (node instanceof Element ? [...(node.matches(ERRORS) ? [node] : []), ...node.querySelectorAll(ERRORS)] : []);

  new MutationObserver((changes) => {
    for (const { removedNodes } of changes) for (const node of removedNodes) errorsIn(node).forEach(untell);
    for (const { addedNodes } of changes) for (const node of addedNodes) errorsIn(node).forEach(tell);
    keepLater();
  }).observe(document.body, { childList: true, subtree: true });
})();
