// Forms of the tasks pages: lists to type in, and the percentage that completion does not need.

export function chooseIn(root) {
  if (!window.TomSelect) return;
  for (const select of root.querySelectorAll("select[data-choose]:not(.tomselected)")) {
    if (select.disabled) continue;
    new window.TomSelect(select, { maxOptions: 500, plugins: select.multiple ? ["remove_button"] : [] });
  }
}

chooseIn(document);

const report = document.querySelector("form[data-report]");
if (report) {
  const percent = report.elements.percent?.closest(".field");
  const follow = () => {
    if (percent) percent.hidden = report.elements.kind.value === "completion";
  };
  report.addEventListener("change", follow);
  follow();
}
