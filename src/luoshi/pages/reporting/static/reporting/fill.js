// Filling a return: measures how long the form is in use (coarse, by unit, never by person), and puts what
// "unchanged" says into the fields.

const IDLE = 30_000; // milliseconds without a movement after which nobody is at work
let last = 0;
let active = 0;

function moved() {
  const now = Date.now();
  if (last && now - last < IDLE) active += now - last;
  last = now;
}

for (const kind of ["input", "keydown", "pointerdown", "scroll"]) {
  document.addEventListener(kind, moved, { passive: true, capture: true });
}

document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.closest(".line-form")) {
    moved();
    event.detail.parameters.seconds = Math.round(active / 1000);
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.closest(".line-form") && event.detail.successful) active = 0;
});

// Plain forms of the page (submit, all unchanged) carry the time too.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.classList.contains("line-form")) return;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "seconds";
  field.value = Math.round(active / 1000);
  form.append(field);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const told = event.target.querySelector?.("template[data-fill]");
  if (!told) return;
  const form = event.target.closest("form");
  for (const [name, value] of Object.entries(JSON.parse(told.dataset.fill))) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
  told.remove();
});
