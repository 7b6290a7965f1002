// What is chosen shows at once.
for (const choice of document.querySelectorAll("#period, [data-shows-at-once]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}
