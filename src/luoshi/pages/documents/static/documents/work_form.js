// The form that opens under a finding: to edit it, to split it, to write its task, to choose between it and a near twin.

export function openWork(item, html) {
  closeWork(item);
  item.insertAdjacentHTML("beforeend", html);
  const work = item.querySelector(".work");
  chooseIn(work);
  work.querySelector(".error-summary, textarea, input:not([type=hidden]), button")?.focus({ preventScroll: true });
  work.scrollIntoView({ block: "nearest" });
  document.dispatchEvent(new Event("htmx:afterSettle")); // text kept over a login goes back into the form
}

// The lists of units become lists to type in; what does that is fetched when the first one is shown.
let chooser = null;

async function chooseIn(work) {
  const selects = [...work.querySelectorAll("select[data-choose]")];
  if (!selects.length) return;
  chooser ??= new Promise((ready) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = document.getElementById("reading").dataset.chooserStyle;
    const script = document.createElement("script");
    script.src = document.getElementById("reading").dataset.chooserScript;
    script.addEventListener("load", ready);
    document.head.append(style, script);
  });
  await chooser;
  for (const select of selects) {
    new window.TomSelect(select, { maxOptions: 500, plugins: select.multiple ? ["remove_button"] : [] });
  }
}

export function suggestUnit(button) {
  const select = button.closest("form").elements.lead_unit;
  if (select.tomselect) select.tomselect.setValue(button.dataset.suggestUnit);
  else select.value = button.dataset.suggestUnit;
}

export function closeWork(item) {
  item.querySelector(".work")?.remove();
  item.querySelector(".finding-notice")?.remove();
}

// Puts a selection of the source into the form; false where there is none.
export function fillSelection(form, selected) {
  if (!selected) return false;
  form.elements.start.value = selected.start;
  form.elements.end.value = selected.end;
  form.elements.quote.value = selected.text;
  return true;
}

// Typing words anew takes the selection back.
document.addEventListener("input", (event) => {
  const fields = event.target.form?.elements;
  if (event.target.name !== "quote" || !fields?.start) return;
  fields.start.value = "";
  fields.end.value = "";
});
