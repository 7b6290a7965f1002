// Lists of supervision steps: one box in the head of a list chooses all its steps.

function refresh(table) {
  const all = table.querySelector("[data-select-all]");
  if (!all) return;
  const boxes = [...table.querySelectorAll('input[name="step"]')];
  const chosen = boxes.filter((box) => box.checked).length;
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
}

document.addEventListener("change", (event) => {
  const table = event.target.closest("[data-steps]");
  if (!table) return;
  if (event.target.matches("[data-select-all]")) {
    for (const box of table.querySelectorAll('input[name="step"]')) box.checked = event.target.checked;
  }
  refresh(table);
});

window.addEventListener("pageshow", () => document.querySelectorAll("[data-steps]").forEach(refresh));
