// Ticking a proposed goal ticks what it hangs under; unticking it unticks what hangs below.

for (const control of document.querySelectorAll("[data-sends]")) {
  control.addEventListener("change", () => control.form.requestSubmit());
}

const form = document.getElementById("proposal");

form?.addEventListener("change", (event) => {
  if (event.target.name !== "node") return;
  const section = event.target.closest("[data-key]");
  const tick = (part, on) => {
    const box = part.querySelector("input[name=node]");
    if (box) box.checked = on;
  };
  if (event.target.checked) {
    let above = section.dataset.above;
    while (above) {
      const part = form.querySelector(`[data-key="${CSS.escape(above)}"]`);
      if (!part) break;
      tick(part, true);
      above = part.dataset.above;
    }
    return;
  }
  const waiting = [section.dataset.key];
  while (waiting.length) {
    const key = waiting.pop();
    for (const part of form.querySelectorAll(`[data-above="${CSS.escape(key)}"]`)) {
      tick(part, false);
      waiting.push(part.dataset.key);
    }
  }
});
