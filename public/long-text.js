// A text without an end must not stop the page: a browser that breaks lines between phrases takes seconds for
// some thousand letters in one run. Such a text is broken as any other, before it is laid out.
(() => {
  const LETTERS_MAX = 300;

  const look = (text) => {
    if (text.length > LETTERS_MAX && text.parentElement) {
      text.parentElement.style.wordBreak = "normal";
      text.parentElement.style.textWrap = "wrap";
    }
  };
  const lookIn = (node) => {
    if (node.nodeType === Node.TEXT_NODE) look(node);
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) look(texts.currentNode);
  };

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") look(target);
      else addedNodes.forEach(lookIn);
    }
  }).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
})();
