// Verifying by keyboard: j and k move, v verifies, r writes the reason to send back, a verifies all without marks.

const rows = [...document.querySelectorAll(".verify-table tbody tr")];
const waiting = () => rows.filter((row) => row.dataset.state === "open");
let chosen = location.hash.startsWith("#line-") ? document.getElementById(location.hash.slice(1)) : null;

function choose(row) {
  chosen?.classList.remove("chosen");
  chosen = row;
  chosen.classList.add("chosen");
  chosen.scrollIntoView({ block: "nearest" });
  chosen.focus({ preventScroll: true });
}

function step(by) {
  if (!rows.length) return;
  const place = chosen ? rows.indexOf(chosen) + by : by > 0 ? 0 : rows.length - 1;
  choose(rows[Math.min(Math.max(place, 0), rows.length - 1)]);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "v") chosen?.querySelector("button[name=line]")?.click();
  else if (event.key === "r") chosen?.querySelector(".reason")?.focus();
  else if (event.key === "a") document.querySelector("input[name=do][value=unmarked]")?.form.requestSubmit();
  else return;
  event.preventDefault();
});

if (chosen) {
  const next = waiting().find((row) => rows.indexOf(row) > rows.indexOf(chosen));
  choose(next ?? chosen);
}

// What is typed on other lines outlives the answer to one of them.
const form = document.getElementById("verify");
const store = `luoshi-verify-${location.pathname}`;
const fields = [...(form?.querySelectorAll("input.verdict, textarea.reason") ?? [])];
const kept = JSON.parse(sessionStorage.getItem(store) ?? "{}");
for (const field of fields) if (!field.value && kept[field.name]) field.value = kept[field.name];

function keepTyped() {
  const typed = fields.filter((field) => field.value).map((field) => [field.name, field.value]);
  if (typed.length) sessionStorage.setItem(store, JSON.stringify(Object.fromEntries(typed)));
  else sessionStorage.removeItem(store);
}

form?.addEventListener("input", keepTyped);
form?.addEventListener("submit", (event) => {
  const isBack = event.submitter?.hasAttribute("formaction");
  const line = event.submitter?.name === "line" ? event.submitter.value : "";
  keepTyped();
  const rest = JSON.parse(sessionStorage.getItem(store) ?? "{}");
  for (const name of Object.keys(rest)) {
    if ((isBack && name.startsWith("reason-")) || (line && name.endsWith(`-${line}`))) delete rest[name];
  }
  sessionStorage.setItem(store, JSON.stringify(rest));
});
