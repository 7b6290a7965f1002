// The findings pane: which are shown, which is chosen, what is selected, and keeping the list as the server says it is.

const FILTERS = {
  undecided: (item) => item.dataset.state === "undecided",
  actionable: (item) => item.dataset.level === "actionable",
  directive: (item) => item.dataset.level === "directive",
  number: (item) => "number" in item.dataset,
  deadline: (item) => "deadline" in item.dataset,
};
const LEVELS = ["actionable", "directive"];

export class FindingList {
  constructor(pane, acts) {
    this.pane = pane;
    this.acts = acts;
    this.chosen = null;
    this.filters = new Set();
  }

  all() {
    return [...this.pane.querySelectorAll(".finding")];
  }

  shown() {
    return this.all().filter((item) => !item.hidden && !item.closest("details:not([open])"));
  }

  item(id) {
    return document.getElementById(`finding-${id}`);
  }

  fits(item) {
    const levels = LEVELS.filter((name) => this.filters.has(name));
    if (levels.length && !levels.some((name) => FILTERS[name](item))) return false;
    return [...this.filters].every((name) => LEVELS.includes(name) || FILTERS[name](item));
  }

  filter() {
    let some = false;
    for (const item of this.all()) {
      item.hidden = !this.fits(item) && item !== this.chosen;
      if (item.hidden) item.querySelector(".choice").checked = false;
      some ||= !item.hidden;
    }
    for (const heading of this.pane.querySelectorAll(".under")) {
      let next = heading.nextElementSibling;
      while (next && next.hidden) next = next.nextElementSibling;
      heading.hidden = !next?.classList.contains("finding");
    }
    const empty = document.getElementById("no-match");
    if (empty) empty.hidden = some || !this.all().length;
    this.count();
  }

  count() {
    const items = this.all();
    for (const chip of document.querySelectorAll("[data-filter]")) {
      chip.setAttribute("aria-pressed", String(this.filters.has(chip.dataset.filter)));
      chip.querySelector(".count").textContent = String(items.filter(FILTERS[chip.dataset.filter]).length);
    }
    this.tellSelection();
  }

  choose(item, focus = true) {
    if (this.chosen && this.chosen !== item) {
      this.chosen.classList.remove("chosen");
      this.chosen.querySelector(".words").removeAttribute("aria-current");
    }
    this.chosen = item;
    item.classList.add("chosen");
    item.hidden = false;
    const group = item.closest("details");
    if (group) group.open = true;
    item.querySelector(".words").setAttribute("aria-current", "true");
    if (this.acts) item.querySelector(".traits").after(this.acts);
    // An answer that comes late must not take the focus out of a form opened meanwhile.
    const isWriting = document.activeElement?.closest("form.work");
    if (focus && !isWriting) item.querySelector(".words").focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
  }

  // The next or previous one; ``open`` passes over what is decided.
  beside(step, open = false) {
    const items = this.shown();
    const at = items.indexOf(this.chosen);
    if (at < 0) return items[step > 0 ? 0 : items.length - 1] ?? null;
    for (let i = at + step; i >= 0 && i < items.length; i += step) {
      if (!open || items[i].dataset.state === "undecided") return items[i];
    }
    return null;
  }

  place(entry) {
    const holder = document.createElement("template");
    holder.innerHTML = entry.html;
    const fresh = holder.content.querySelector(".finding");
    const old = this.item(entry.id);
    const wasChosen = old && old === this.chosen;
    const hadFocus = old?.contains(document.activeElement);
    if (old) old.replaceWith(fresh);
    else this.insert(fresh);
    if (wasChosen) {
      this.chosen = null;
      this.choose(fresh, hadFocus);
    }
    return fresh;
  }

  insert(fresh) {
    const list = this.pane.querySelector(`.finding-list[data-kind="${fresh.dataset.kind}"]`);
    const after = [...list.querySelectorAll(".finding")].find(
      (item) => Number(item.dataset.start) > Number(fresh.dataset.start),
    );
    if (after) {
      const before = after.previousElementSibling;
      (before?.classList.contains("under") && before.previousElementSibling ? before : after).before(fresh);
    } else {
      const more = list.querySelector(".more");
      if (more) more.before(fresh);
      else list.append(fresh);
    }
  }

  remove(id) {
    const item = this.item(id);
    if (!item) return;
    if (item === this.chosen) this.chosen = null;
    item.remove();
  }

  selection() {
    return this.shown().filter((item) => item.querySelector(".choice").checked && item.dataset.state === "undecided");
  }

  tellSelection() {
    const count = document.getElementById("chosen-count");
    if (!count) return;
    const chosen = this.selection().length;
    count.textContent = chosen ? `${count.dataset.words} ${chosen}` : "";
    for (const button of document.querySelectorAll("[data-many]")) button.disabled = !chosen;
    const open = this.shown().filter((item) => item.dataset.state === "undecided" && !("apart" in item.dataset)).length;
    const all = document.getElementById("choose-all");
    all.checked = open > 0 && chosen >= open;
    all.indeterminate = chosen > 0 && chosen < open;
  }

  selectAll(yes) {
    for (const item of this.shown()) {
      // What a language model suggested or doubts is looked at one by one (F15).
      if (item.dataset.state === "undecided" && !("apart" in item.dataset && yes)) item.querySelector(".choice").checked = yes;
    }
    this.tellSelection();
  }

  notice(item, text) {
    item.querySelector(".finding-notice")?.remove();
    const notice = document.createElement("p");
    notice.className = "finding-notice";
    notice.setAttribute("role", "alert");
    notice.textContent = text;
    item.append(notice);
  }

  async loadMore() {
    for (const more of [...this.pane.querySelectorAll("[data-more]")]) {
      const answer = await fetch(more.dataset.more);
      if (!answer.ok) return;
      more.insertAdjacentHTML("beforebegin", await answer.text());
      more.remove();
      this.filter();
      await this.loadMore();
    }
  }
}
