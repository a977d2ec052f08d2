// Stands apart from the app: when the app stops, this still offers the stored data and a reload.
(() => {
  const section = document.querySelector(".rescue");
  if (!section) return;

  const show = () => {
    section.hidden = false;
    section.querySelector("button").focus();
  };

  // The app marks the page when it panics.
  new MutationObserver(() => {
    if (document.documentElement.hasAttribute("data-crashed")) show();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-crashed"] });

  section.addEventListener("click", (event) => {
    const action = event.target.dataset.rescue;
    if (action === "reload") location.reload();
    if (action === "download") {
      const data = {};
      for (let index = 0; index < localStorage.length; index += 1) {
        const key = localStorage.key(index);
        if (key.startsWith("irai-board")) data[key] = localStorage.getItem(key);
      }
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
      link.download = "irai-board-raw.json";
      link.click();
    }
  });
})();
