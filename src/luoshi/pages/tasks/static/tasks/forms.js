// Forms of the tasks pages: lists to type in, suggested lead units, and the percentage that completion does not need.

export function chooseIn(root) {
  if (!window.TomSelect) return;
  for (const select of root.querySelectorAll("select[data-choose]:not(.tomselected)")) {
    if (select.disabled) continue;
    new window.TomSelect(select, { maxOptions: 500, plugins: select.multiple ? ["remove_button"] : [] });
  }
}

chooseIn(document);

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-suggest-unit]");
  const select = button?.form?.elements.lead_unit;
  if (!select) return;
  if (select.tomselect) select.tomselect.setValue(button.dataset.suggestUnit);
  else select.value = button.dataset.suggestUnit;
});

const report = document.querySelector("form[data-report]");
if (report) {
  const percent = report.elements.percent?.closest(".field");
  const follow = () => {
    if (percent) percent.hidden = report.elements.kind.value === "completion";
  };
  report.addEventListener("change", follow);
  follow();
}
