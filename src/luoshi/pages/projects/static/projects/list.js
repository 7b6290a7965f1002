// The library's list: the bar of what can be done with the selection.

function refresh() {
  const bar = document.querySelector("[data-selection]");
  const boxes = [...document.querySelectorAll('input[name="project"]')];
  const chosen = boxes.filter((box) => box.checked);
  for (const box of boxes) box.closest("tr").setAttribute("aria-selected", String(box.checked));
  const all = document.querySelector("[data-select-all]");
  if (all) {
    all.checked = boxes.length > 0 && chosen.length === boxes.length;
    all.indeterminate = chosen.length > 0 && chosen.length < boxes.length;
  }
  if (!bar) return;
  bar.hidden = chosen.length === 0;
  const count = bar.querySelector("[data-count]");
  count.textContent = `${chosen.length} ${count.dataset.words}`;
  const deed = bar.querySelector("#do").value;
  for (const part of bar.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(deed);
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select-all]")) {
    for (const box of document.querySelectorAll('input[name="project"]')) box.checked = event.target.checked;
  }
  if (event.target.matches('[data-select-all], input[name="project"], #do')) refresh();
});

document.addEventListener("htmx:afterSettle", refresh);
window.addEventListener("pageshow", refresh);
refresh();
