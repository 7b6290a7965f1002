// The reading page: keys, clicks, and the deeds that are sent to the server without leaving the page.

import { FindingList } from "./finding_list.js";
import { RepairBox } from "./repair_box.js";
import { scrollTogether } from "./scrolling.js";
import { Source } from "./source.js";
import { closeWork, fillSelection, openWork, suggestUnit } from "./work_form.js";

const page = document.getElementById("reading");
const words = page.dataset;
const mayDecide = "mayDecide" in words;
const acts = document.getElementById("acts-template")?.content.firstElementChild.cloneNode(true) ?? null;
const source = new Source(document.getElementById("source"), words.source, document.getElementById("strip"));
const list = new FindingList(document.getElementById("findings"), acts);
const said = document.getElementById("announce");
const undoStack = [];
const AT_ONCE = 20;
const KEYS_OFF = "luoshi-keys-off";

function say(text, isWrong = false) {
  if (!said) return;
  said.textContent = text;
  said.classList.toggle("wrong", isWrong);
}

// ── choosing ───────────────────────────────────────

function choose(item, { focus = true, show = true } = {}) {
  if (!item) return say(words.wordsNoNext);
  list.choose(item, focus);
  remember();
  if (show) source.show(item.dataset.id, Number(item.dataset.start));
  else source.choose(item.dataset.id);
}

function tab(name) {
  page.dataset.tab = name;
  for (const button of document.querySelectorAll("[data-tab][aria-pressed]")) {
    button.setAttribute("aria-pressed", String(button.dataset.tab === name));
  }
}

function view(name) {
  source.pane.classList.toggle("shows-repaired", name === "repaired");
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
  }
  if (list.chosen) source.show(list.chosen.dataset.id, Number(list.chosen.dataset.start));
  remember();
}

function remember() {
  const address = new URL(location.href);
  const set = (name, value) => (value ? address.searchParams.set(name, value) : address.searchParams.delete(name));
  set("show", [...list.filters].join("."));
  set("view", source.pane.classList.contains("shows-repaired") ? "repaired" : "");
  set("finding", list.chosen?.dataset.id);
  history.replaceState(null, "", address);
}

// ── sending ────────────────────────────────────────

async function send(address, fields) {
  const headers = { Accept: "application/json", ...JSON.parse(document.body.getAttribute("hx-headers") ?? "{}") };
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  let answer;
  try {
    answer = await fetch(address, { method: "POST", headers, body });
  } catch {
    say(words.wordsFailed, true);
    return null;
  }
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (!isJson) return { form: answer.status === 422 ? await answer.text() : null, failed: answer.status !== 422 };
  const result = await answer.json();
  if (result.login) location.assign(result.login);
  return answer.ok ? result : { message: result.message ?? words.wordsFailed };
}

// The source is drawn anew while the keys already work on the list.
let drawing = Promise.resolve();

function apply(result, item) {
  if (!result) return false;
  if (result.failed) {
    say(words.wordsFailed, true);
    return false;
  }
  if (result.message) {
    say(result.message, true);
    if (item) list.notice(item, result.message);
    return false;
  }
  for (const entry of result.items) paint(entry, list.place(entry));
  // What takes the place of the chosen one is chosen at once, so that the next key finds it.
  const isChosenGone = result.gone.some((id) => String(id) === list.chosen?.dataset.id);
  if (isChosenGone && result.items.length) list.choose(list.item(result.items[0].id));
  for (const id of result.gone) list.remove(id);
  for (const refusal of result.refused) {
    const place = list.item(refusal.id);
    if (place) list.notice(place, refusal.message);
  }
  for (const held of result.held) {
    const place = list.item(held.id);
    if (place) openWork(place, held.html);
  }
  document.getElementById("counter-words").textContent = result.counter;
  const bar = document.querySelector("#counter progress");
  bar.max = result.total || 1;
  bar.value = result.decided;
  const wrong = result.refused.length > 0;
  say(wrong ? result.refused.map((refusal) => refusal.message).join(" ") : result.announce, wrong);
  if (result.redraw.length) drawing = source.redraw(result.redraw);
  list.filter();
  return true;
}

function paint(entry, item) {
  const state = (id) => list.item(id)?.dataset.state ?? "undecided";
  for (const piece of source.pieces(entry.id)) {
    const decided = piece.dataset.found.split(" ").every((id) => state(id) !== "undecided");
    piece.classList.toggle("decided", decided);
  }
  document.querySelector(`#strip [data-found="${entry.id}"]`)?.classList.toggle("decided", entry.is_decided);
  item.classList.remove("busy");
}

// ── deeds ──────────────────────────────────────────

async function decide(act, item, more = {}) {
  if (item.dataset.state !== "undecided" && act !== "undo") return;
  if (item.classList.contains("busy")) return;
  closeWork(item);
  item.classList.add("busy");
  const id = item.dataset.id;
  const next = act === "undo" ? null : list.beside(1, true);
  const result = await send(words.decide, { act, findings: id, ...more });
  item.classList.remove("busy");
  const isDone = apply(result, item);
  if (isDone && act !== "undo" && !result.refused.length && !result.held.length) {
    undoStack.push([id]);
    const following = next && list.item(next.dataset.id);
    if (following && list.chosen?.dataset.id === id) choose(following);
    list.filter();
  }
  if (isDone && act === "undo" && result.items.length) {
    await drawing;
    if (list.item(result.items[0].id)) choose(list.item(result.items[0].id));
  }
}

async function decideMany(act) {
  const ids = list.selection().map((item) => item.dataset.id);
  const bar = document.getElementById("many-progress");
  bar.max = ids.length;
  bar.value = 0;
  bar.hidden = false;
  const done = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const slice = ids.slice(at, at + AT_ONCE);
    const result = await send(words.decide, { act, findings: slice.join(",") });
    if (!apply(result)) break;
    const apart = new Set([...result.held, ...result.refused].map((entry) => String(entry.id)));
    done.push(...slice.filter((id) => !apart.has(id)));
    bar.value = Math.min(at + AT_ONCE, ids.length);
    bar.title = `${words.wordsProgress} ${ids.length - bar.value}`;
  }
  bar.hidden = true;
  if (done.length) undoStack.push(done);
  if (ids.length > AT_ONCE) say(words.wordsMany.replace("{done}", done.length).replace("{left}", ids.length - done.length));
  document.querySelector(".near-twin")?.scrollIntoView({ block: "center" });
}

async function undo() {
  const chosen = list.chosen;
  if (chosen && chosen.dataset.state !== "undecided") {
    undoStack.splice(0, undoStack.length, ...undoStack.map((ids) => ids.filter((id) => id !== chosen.dataset.id)));
    return decide("undo", chosen);
  }
  while (undoStack.length && !undoStack.at(-1).length) undoStack.pop();
  const last = undoStack.pop();
  if (last) {
    for (const id of last) {
      const item = list.item(id);
      if (item) await decide("undo", item);
    }
    return undefined;
  }
  if (chosen && "derived" in chosen.dataset) return decide("undo", chosen);
  return say(words.wordsNothingUndo);
}

async function open(act, item) {
  if (item.dataset.state !== "undecided") return say(words.wordsNoMerge, true);
  const answer = await fetch(`${words.base}findings/${item.dataset.id}/${act}/`);
  if (answer.ok) openWork(item, await answer.text());
  else say(words.wordsFailed, true);
  return undefined;
}

async function merge(item) {
  if (item.dataset.state !== "undecided") return say(words.wordsNoMerge, true);
  const result = await send(`${words.base}findings/${item.dataset.id}/merge/`, {});
  return afterReshaping(result, item);
}

async function afterReshaping(result, item) {
  if (!apply(result, item) || !result.items.length) return;
  undoStack.push([String(result.items[0].id)]);
  await drawing;
  if (list.item(result.items[0].id)) choose(list.item(result.items[0].id));
}

function act(name) {
  const item = list.chosen;
  if (name === "undo") return undo();
  if (!item) return say(words.wordsNothingChosen, true);
  if (name === "accept" || name === "reject") return decide(name, item);
  if (name === "merge") return merge(item);
  if (name === "task" && item.dataset.kind !== "commitment") return decide("accept", item);
  return open(name, item);
}

list.pane.addEventListener("submit", async (event) => {
  const form = event.target.closest("form.work");
  if (!form) return;
  event.preventDefault();
  event.stopPropagation();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  const item = form.closest(".finding");
  const next = list.beside(1, true);
  const result = await send(form.action, new FormData(form));
  delete form.dataset.sending;
  if (result?.form) {
    openWork(item, result.form);
  } else if (form.dataset.work === "task") {
    if (!apply(result, item)) return;
    undoStack.push([item.dataset.id]);
    if (next) choose(list.item(next.dataset.id));
  } else {
    await afterReshaping(result, item);
  }
}, true);

// ── clicks ─────────────────────────────────────────

list.pane.addEventListener("click", async (event) => {
  const item = event.target.closest(".finding");
  const button = event.target.closest("button");
  if (!item || !button) {
    if (button?.dataset.goto) {
      tab("source");
      source.showPlace(Number(button.dataset.goto), Number(button.dataset.gotoEnd));
    }
    if (button?.dataset.showRepair) repairs.show(button.dataset.showRepair, button);
    return;
  }
  if (button.classList.contains("words")) choose(item);
  else if (button.dataset.act === "show") {
    tab("source");
    source.show(item.dataset.id, Number(item.dataset.start));
  } else if (button.dataset.act) act(button.dataset.act);
  else if ("workClose" in button.dataset) {
    closeWork(item);
    item.querySelector(".words").focus();
  } else if (button.dataset.cite) {
    const result = await send(button.dataset.address, { task: button.dataset.cite });
    if (apply(result, item)) undoStack.push([item.dataset.id]);
  } else if (button.dataset.acceptAnyway) decide("accept", item, { despite_similar: "yes" });
  else if (button.dataset.suggestUnit) suggestUnit(button);
  else if ("takeSelection" in button.dataset) takeSelection(button.closest("form"));
});

function takeSelection(form) {
  if (!fillSelection(form, source.selected())) say(words.wordsNothingSelected, true);
}

// A press on a button must not clear what is selected in the source.
list.pane.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-take-selection]")) event.preventDefault();
});

list.pane.addEventListener("change", (event) => {
  if (event.target.classList.contains("choice")) list.tellSelection();
});

source.pane.addEventListener("click", (event) => {
  if (!window.getSelection().isCollapsed) return;
  const repair = event.target.closest("[data-repair]");
  if (repair) repairs.show(repair.dataset.repair, repair);
  const piece = event.target.closest("[data-found]");
  if (!piece) return;
  const ids = piece.dataset.found.split(" ");
  const at = ids.indexOf(list.chosen?.dataset.id);
  const item = list.item(ids[(at + 1) % ids.length]);
  if (item) {
    tab("findings");
    choose(item, { focus: false, show: false });
  }
});

source.strip?.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-found]");
  const item = mark && list.item(mark.dataset.found);
  if (item) return choose(item);
  const share = event.offsetY / source.strip.getBoundingClientRect().height;
  source.pane.scrollTop = share * source.pane.scrollHeight - source.pane.clientHeight / 2;
  return undefined;
});

for (const button of document.querySelectorAll("[data-tab][aria-pressed]")) button.addEventListener("click", () => tab(button.dataset.tab));
for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => view(button.dataset.view));
for (const chip of document.querySelectorAll("[data-filter]")) {
  chip.addEventListener("click", () => {
    const name = chip.dataset.filter;
    if (!list.filters.delete(name)) list.filters.add(name);
    list.filter();
    remember();
  });
}
for (const button of document.querySelectorAll("[data-many]")) button.addEventListener("click", () => decideMany(button.dataset.many));
document.getElementById("choose-all")?.addEventListener("change", (event) => list.selectAll(event.target.checked));

// ── repairs ────────────────────────────────────────

const repairs = new RepairBox(document.getElementById("repair-box"), source, words.repair, async (start, end, deed) => {
  const result = await send(words.repair, { act: deed, start, end });
  if (result?.items) {
    document.querySelector(`[data-show-repair="${start}-${end}"]`)?.classList.toggle("undone", deed === "undo");
  }
  apply(result);
});

// ── keys ───────────────────────────────────────────

const DEEDS = { a: "accept", A: "task", x: "reject", e: "edit", m: "merge", s: "split", z: "undo" };
const keysSwitch = document.getElementById("keys-on");
if (keysSwitch) {
  keysSwitch.checked = !localStorage.getItem(KEYS_OFF);
  keysSwitch.addEventListener("change", () => {
    if (keysSwitch.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "yes");
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    repairs.close();
    const work = list.chosen?.querySelector(".work");
    if (work) {
      closeWork(list.chosen);
      list.chosen.querySelector(".words").focus();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  const target = event.target;
  const isTyping = target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
    (target.tagName === "INPUT" && !["checkbox", "button"].includes(target.type));
  if (isTyping || (event.key !== "?" && localStorage.getItem(KEYS_OFF))) return;
  if (event.key === "j" || event.key === "k") choose(list.beside(event.key === "j" ? 1 : -1));
  else if (event.key === "r") view(source.pane.classList.contains("shows-repaired") ? "source" : "repaired");
  else if (event.key === "?") document.getElementById("keys")?.showModal();
  else if (mayDecide && event.key === "v" && list.chosen) {
    const choice = list.chosen.querySelector(".choice");
    choice.checked = !choice.checked;
    list.tellSelection();
  } else if (mayDecide && DEEDS[event.key]) {
    if (event.repeat) return;
    act(DEEDS[event.key]);
  } else return;
  event.preventDefault();
});

// ── the beginning ──────────────────────────────────

scrollTogether(source, list);
const asked = new URLSearchParams(location.search);
for (const name of (asked.get("show") ?? "").split(".")) {
  if (document.querySelector(`[data-filter="${CSS.escape(name)}"]`)) list.filters.add(name);
}
if (asked.get("view") === "repaired") view("repaired");
if (document.querySelector("[data-filter]")) list.filter();
source.pane.addEventListener("drawn", () => list.chosen && source.choose(list.chosen.dataset.id));
list.loadMore().then(() => {
  const wanted = words.chosen && list.item(words.chosen);
  if (wanted && wanted !== list.chosen) choose(wanted, { focus: false });
});
const first = (words.chosen && list.item(words.chosen)) || null;
if (first) choose(first, { focus: false });
// A form that was being filled when the login ended is opened again; the frame puts its text back.
const kept = document.getElementById("kept-form")?.dataset.action.match(/findings\/(\d+)\/(edit|task)\/$/);
if (kept && list.item(kept[1])) {
  choose(list.item(kept[1]));
  open(kept[2], list.chosen);
}
page.dataset.ready = "yes";
