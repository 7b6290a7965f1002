// Conditions of a call: when the field changes, the form is laid anew so that comparison and value fit it.

document.addEventListener("change", (event) => {
  const select = event.target.closest("select[name=criterion_field]");
  if (!select) return;
  const row = select.closest(".criterion");
  const value = row.querySelector("[name=criterion_value]");
  value.value = "";
  const button = document.querySelector("button[name=more]");
  select.form.requestSubmit(button);
});
