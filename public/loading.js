// What the loading page shows of the app on its way. Trunk's script calls it.
export default function loading() {
  const boot = document.querySelector(".boot");
  const line = boot?.querySelector('[role="progressbar"]');
  const percent = boot?.querySelector(".boot__percent");

  return {
    onProgress({ current, total }) {
      window.dispatchEvent(new Event("irai-progress"));
      if (!line) return;
      // Where the size that was told does not hold, nobody knows how much is left.
      const known = total > 0 && current <= total;
      const done = Math.floor((100 * current) / total);
      if (known) line.setAttribute("aria-valuenow", done);
      else line.removeAttribute("aria-valuenow");
      line.style.setProperty("--done", known ? `${done}%` : null);
      percent.textContent = known ? `${done}%` : "";
    },
    onSuccess() {
      boot?.setAttribute("data-loaded", "");
    },
    onFailure(reason) {
      window.dispatchEvent(new CustomEvent("irai-unstarted", { detail: reason }));
    },
  };
}
