// A chosen period shows at once.
const period = document.getElementById("period");
period?.addEventListener("change", () => period.form.requestSubmit());
