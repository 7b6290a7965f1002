// Filling a return: lines save themselves, what cannot be sent is kept on this device and sent later, and only the time
// in active use is counted (kept by unit, never by person).

const IDLE = 30_000; // milliseconds without a movement after which nobody is at work
const QUARTER = 15_000; // milliseconds: time is kept in quarters of a minute; what is left over waits for the next save
const RETRY = 8_000; // milliseconds between two attempts while the server does not answer
const account = JSON.parse(document.body.getAttribute("hx-headers"))["X-Form-Account"] ?? "";
const words = document.getElementById("filling-words").dataset;
const forms = [...document.querySelectorAll(".line-form")];
const unsaved = new Set(); // forms that hold more than the server is known to have
const sending = new Map(); // form → what is on its way
let last = 0;
const clock = `luoshi-active-${location.pathname}`;
let active = Number(sessionStorage.getItem(clock) ?? 0);
let counted = 0;
let retrying;

function moved() {
  const now = Date.now();
  if (last && now - last < IDLE) active += now - last;
  last = now;
}

for (const kind of ["input", "keydown", "pointerdown", "scroll"]) {
  document.addEventListener(kind, moved, { passive: true, capture: true });
}

window.addEventListener("pagehide", () => sessionStorage.setItem(clock, String(active)));

const wholeQuarters = () => Math.floor(active / QUARTER) * QUARTER;

const fieldsOf = (form) =>
  [...form.elements].filter((one) => one.name && /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName) && one.type !== "hidden");
const said = (form) => Object.fromEntries(fieldsOf(form).map((one) => [one.name, one.value]));
const keyOf = (form) => `luoshi-line-${account}-${new URL(form.action).pathname}`;

function keep(form) {
  const version = form.elements.version?.value;
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ version, values: said(form) }));
  } catch {
    // A full or forbidden store: the text still stands in the fields.
  }
}

function forget(form) {
  unsaved.delete(form);
  localStorage.removeItem(keyOf(form));
}

function tellUnsent(form) {
  const state = form.querySelector(".line-state");
  state.querySelector(".unsent")?.remove();
  const note = document.createElement("p");
  note.className = "unsent";
  note.setAttribute("role", "alert");
  note.textContent = words.unsent;
  state.prepend(note);
}

const send = (form) => form.dispatchEvent(new Event("change"));

function retryLater() {
  clearTimeout(retrying);
  if (unsaved.size) retrying = setTimeout(() => [...unsaved].filter((form) => form.dataset.unsent).forEach(send), RETRY);
}

for (const form of forms) {
  form.addEventListener("input", () => {
    unsaved.add(form);
    keep(form);
  });
  form.addEventListener("htmx:beforeRequest", () => sending.set(form, JSON.stringify(said(form))));
  form.addEventListener("htmx:afterRequest", (event) => {
    const sent = sending.get(form);
    sending.delete(form);
    const status = event.detail.xhr?.status ?? 0;
    if (!status || status >= 500) {
      form.dataset.unsent = "yes";
      unsaved.add(form);
      keep(form);
      tellUnsent(form);
      retryLater();
      return;
    }
    delete form.dataset.unsent;
    // Where the login has ended the answer leads there; the text is kept until it was really taken.
    if (status >= 400 || event.detail.xhr.getResponseHeader("HX-Redirect")) return;
    active -= counted;
    counted = 0;
    if (sent === JSON.stringify(said(form))) forget(form);
  });
  // The frame tells of failures on top of the page and scrolls there: here they are told at the line.
  for (const kind of ["htmx:sendError", "htmx:timeout"]) form.addEventListener(kind, (event) => event.stopPropagation());
  form.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status >= 500) event.stopPropagation();
  });
}

document.addEventListener("htmx:configRequest", (event) => {
  if (!event.target.matches(".line-form, .line-unchanged")) return;
  moved();
  counted = wholeQuarters();
  event.detail.parameters.seconds = counted / 1000;
});

// "Unchanged" speaks for the whole line: what was typed in it is given up.
document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.target.matches(".line-unchanged") || !event.detail.xhr || event.detail.xhr.status !== 200) return;
  active -= counted;
  counted = 0;
  forget(event.target.closest(".line").querySelector(".line-form"));
});

window.addEventListener("online", () => [...unsaved].filter((form) => form.dataset.unsent).forEach(send));

// What was kept and never sent comes back; where a colleague saved the line meanwhile, both texts are shown.
function putBack() {
  for (const form of forms) {
    const stored = localStorage.getItem(keyOf(form));
    if (!stored) continue;
    const { version, values } = JSON.parse(stored);
    if (JSON.stringify(values) === JSON.stringify(said(form))) {
      forget(form);
      continue;
    }
    for (const one of fieldsOf(form)) if (one.name in values) one.value = values[one.name];
    if (form.elements.version && version) form.elements.version.value = version;
    unsaved.add(form);
    send(form);
  }
}

// Handing in waits for lines that are still on their way; one that cannot be saved is shown instead.
async function settled() {
  [...unsaved].forEach(send);
  const until = Date.now() + 15_000;
  while ((sending.size || unsaved.size) && Date.now() < until) {
    await new Promise((done) => setTimeout(done, 100));
    if (!sending.size && [...unsaved].some((form) => form.dataset.unsent || form.querySelector(".line-state .error"))) break;
  }
  return !unsaved.size;
}

window.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches(".line-form, .line-unchanged")) return;
    if (unsaved.size) {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (await settled()) form.requestSubmit(event.submitter ?? undefined);
      else {
        const open = [...unsaved][0];
        document.querySelector("dialog[open]")?.close();
        open.closest(".line").scrollIntoView({ block: "center" });
        fieldsOf(open)[0]?.focus();
      }
      return;
    }
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "seconds";
    field.value = wholeQuarters() / 1000;
    active -= wholeQuarters();
    form.append(field);
  },
  { capture: true },
);

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

// htmx takes up the forms when the document is ready; what is put back is sent after that.
if (document.readyState === "complete") putBack();
else document.addEventListener("DOMContentLoaded", () => setTimeout(putBack));
