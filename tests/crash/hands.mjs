// Fast hands: edits made inside the page through real DOM events, as many a second as the page takes.
// A page object waits for what a person would see; these wait only for what the next event needs.

/** Puts the hands into a page, as `window.hands`, now and after every load. */
export async function giveHands(page) {
  await page.addInitScript(install);
  await page.evaluate(install);
}

// Runs in the page.
function install() {
  if (window.hands) return;
  const PATIENCE = 15_000;
  const find = (selector, root = document) => root.querySelector(selector);
  const fail = (what) => {
    throw new Error(what);
  };

  /**
   * Waits until `met` answers something, looking after every change of the page, and now and then for
   * what changes without a trace in the document: the value of a field.
   */
  const until = (met, what) =>
    new Promise((resolve, reject) => {
      const end = (answer, with_) => {
        clearTimeout(late);
        clearInterval(often);
        observer.disconnect();
        answer(with_);
      };
      const look = () => {
        const found = met();
        if (found) end(resolve, found);
      };
      const observer = new MutationObserver(look);
      const often = setInterval(look, 5);
      const late = setTimeout(() => end(reject, new Error(`not within ${PATIENCE} ms: ${what}`)), PATIENCE);
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      look();
    });

  /** Lets the page do all that follows from an event at once. */
  const task = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });

  const press = (element, key, more = {}) =>
    element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

  const type = (element, text) => {
    const { prototype } = element.constructor;
    Object.getOwnPropertyDescriptor(prototype, 'value').set.call(element, text);
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
  };

  const titleOf = (card) => find('h3, h4, [role="heading"]', card)?.textContent.trim();
  const cards = () => [...document.querySelectorAll('[data-card]')];
  const card = (title) => cards().find((one) => titleOf(one) === title) ?? fail(`no card ${title}`);
  const stageOf = (one) => one.closest('[data-stage]').dataset.stage;
  const panel = () => find('[role="complementary"], aside');
  const titleField = () => find('.panel__title', panel() ?? document.createElement('div'));

  const open = async (title) => {
    if (titleField()?.value !== title) {
      const one = card(title);
      one.focus();
      press(one, 'Enter');
      await until(() => titleField()?.value === title, `panel of ${title}`);
    }
  };

  const labelled = (name) => {
    const label = [...panel().querySelectorAll('label')].find((one) => one.textContent.trim().startsWith(name));
    return label ? document.getElementById(label.htmlFor) : fail(`no field ${name}`);
  };

  /** Types and leaves the field, so that it is handed over at once; or stays, so that the pause does it. */
  const enter = (field, text, stay) => {
    field.focus();
    type(field, text);
    if (!stay) field.blur();
  };

  const edits = {
    async add({ stage, title }) {
      const line = find(`[data-stage="${stage}"] .column__foot input`);
      type(line, title);
      press(line, 'Enter');
      await until(() => cards().some((one) => titleOf(one) === title), `card ${title}`);
    },
    async reorder({ title, up }) {
      const one = card(title);
      const place = () => [...one.closest('[data-stage]').querySelectorAll('[data-card]')].indexOf(card(title));
      const before = place();
      one.focus();
      press(one, up ? 'ArrowUp' : 'ArrowDown', { altKey: true });
      await until(() => place() === before + (up ? -1 : 1), `${title} in its new place`);
    },
    async move({ title, to, reason }) {
      const one = card(title);
      one.focus();
      press(one, 'm');
      (await until(() => find(`dialog [data-to="${to}"]`), 'the stages')).click();
      const moved = () => stageOf(card(title)) === to;
      await until(() => moved() || find('dialog .gate__reason, dialog .reason'), 'the gate');
      if (!moved()) {
        const asked = find('dialog .gate__reason textarea');
        type(asked ?? find('dialog .reason textarea'), reason);
        find(asked ? 'dialog .dialog__foot .btn--primary' : 'dialog .reason__body button').click();
        await until(() => moved(), `${title} in ${to}`);
      }
      await until(() => !find('dialog[open]'), 'the dialog to close');
    },
    async retitle({ title, text, stay }) {
      await open(title);
      enter(titleField(), text, stay);
      await until(() => cards().some((one) => titleOf(one) === text), `card ${text}`);
    },
    async owner({ title, text, stay }) {
      await open(title);
      enter(labelled('担当者'), text, stay);
    },
    async purpose({ title, text, stay }) {
      await open(title);
      const toggle = find('[data-section="clarify"] h3 > button', panel());
      if (toggle.getAttribute('aria-expanded') === 'false') {
        toggle.click();
        await until(() => toggle.getAttribute('aria-expanded') === 'true', 'the section to open');
      }
      enter(labelled('依頼の目的'), text, stay);
    },
  };

  const saving = () => find('[data-save]').dataset.save;

  window.hands = {
    saving,
    until,
    task,
    edit: async (edit) => {
      await edits[edit.do](edit);
      await task();
    },
    /** Waits until the page says that everything is safe. */
    saved: () => until(() => saving() === 'saved', 'the page to say saved'),
    /**
     * Makes all edits, one after the other. Whenever the page says that all is safe it tells how many
     * edits are shown, and for an edit of one event how many milliseconds that took. Every edit
     * waits for it, except the `hasty`, which go on at once.
     */
    run: async (list, tell) => {
      let shown = 0;
      let told = 0;
      let since = null;
      const look = () => {
        if (saving() !== 'saved' || shown === told) return;
        told = shown;
        tell(shown, since === null ? null : performance.now() - since);
        since = null;
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, attributes: true, attributeFilter: ['data-save'] });
      for (const edit of list) {
        const before = told === shown && (edit.do === 'add' || edit.do === 'reorder') ? performance.now() : null;
        await window.hands.edit(edit);
        shown += 1;
        since = before;
        look();
        if (!edit.hasty) await window.hands.saved();
        look();
      }
      await window.hands.saved();
      look();
      observer.disconnect();
    },
    /** The columns as they are shown: the ids and titles of their cards from top to bottom. */
    columns: () =>
      Object.fromEntries(
        [...document.querySelectorAll('[data-stage]')].map((column) => [
          column.dataset.stage,
          [...column.querySelectorAll('[data-card]')].map((one) => ({ id: one.dataset.card, title: titleOf(one) })),
        ]),
      ),
  };
}
