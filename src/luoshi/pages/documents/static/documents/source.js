// The source pane: chunks that come when they are wanted, marks, places, and what the reader selected.

const CHARACTERS_A_LINE = 36;
const LINE_PIXELS = 30;

function codePoints(text) {
  let count = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xdc00 && unit <= 0xdfff) count -= 1;
  }
  return count;
}

function units(text, points) {
  let i = 0;
  for (let left = points; left > 0 && i < text.length; left -= 1) i += text.codePointAt(i) > 0xffff ? 2 : 1;
  return i;
}

export class Source {
  constructor(pane, address, strip) {
    this.pane = pane;
    this.address = address;
    this.strip = strip;
    this.kept = null;
    document.addEventListener("selectionchange", () => this.keepSelection());
    this.chunks = [...pane.querySelectorAll(".chunk")];
    this.watcher = new IntersectionObserver(
      (entries) => entries.forEach((entry) => entry.isIntersecting && this.load(entry.target)),
      { root: getComputedStyle(pane).overflowY === "auto" ? pane : null, rootMargin: "1200px" },
    );
    for (const chunk of this.chunks) {
      if (!chunk.dataset.later) continue;
      const characters = chunk.dataset.to - chunk.dataset.from;
      chunk.style.minHeight = `${Math.ceil(characters / CHARACTERS_A_LINE) * LINE_PIXELS}px`;
      this.watcher.observe(chunk);
    }
  }

  chunkAt(place) {
    return this.chunks.find((chunk) => Number(chunk.dataset.from) <= place && place < Number(chunk.dataset.to));
  }

  async load(chunk, again = false) {
    if (!again && !chunk.dataset.later) return;
    delete chunk.dataset.later;
    this.watcher.unobserve(chunk);
    const answer = await fetch(`${this.address}?from=${chunk.dataset.from}&to=${chunk.dataset.to}`);
    if (!answer.ok) {
      chunk.dataset.later = "yes";
      return;
    }
    chunk.innerHTML = await answer.text();
    chunk.style.minHeight = "";
    this.pane.dispatchEvent(new CustomEvent("drawn"));
  }

  async redraw(spans) {
    const wanted = new Set();
    for (const [start, end] of spans) {
      for (const chunk of this.chunks) {
        const touches = Number(chunk.dataset.from) < Math.max(end, start + 1) && Number(chunk.dataset.to) > start;
        if (touches && !chunk.dataset.later) wanted.add(chunk);
      }
    }
    await Promise.all([...wanted].map((chunk) => this.load(chunk, true)));
  }

  pieces(id) {
    return this.pane.querySelectorAll(`[data-found~="${id}"]`);
  }

  choose(id) {
    for (const old of this.pane.querySelectorAll(".found.chosen")) {
      old.classList.remove("chosen", "chosen-first", "chosen-last");
    }
    this.strip?.querySelector(".chosen")?.classList.remove("chosen");
    const pieces = [...this.pieces(id)];
    for (const piece of pieces) piece.classList.add("chosen");
    pieces[0]?.classList.add("chosen-first");
    pieces.at(-1)?.classList.add("chosen-last");
    this.strip?.querySelector(`[data-found="${id}"]`)?.classList.add("chosen");
  }

  async show(id, start) {
    const chunk = this.chunkAt(start);
    if (chunk) await this.load(chunk);
    this.choose(id);
    const piece = [...this.pieces(id)].find((each) => each.getClientRects().length);
    if (piece) this.bring(piece.getBoundingClientRect());
  }

  bring(box) {
    if (getComputedStyle(this.pane).overflowY !== "auto") {
      window.scrollTo({ top: window.scrollY + box.top - window.innerHeight / 3 });
      return;
    }
    const frame = this.pane.getBoundingClientRect();
    if (box.top < frame.top + 40 || box.bottom > frame.bottom - 60) {
      this.pane.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }

  async showPlace(start, end) {
    const chunk = this.chunkAt(start);
    if (!chunk) return;
    await this.load(chunk);
    const range = this.range(chunk, start, end);
    if (!range) return;
    let box = range.getBoundingClientRect();
    if (!box.height) box = (range.startContainer.parentElement ?? chunk).getBoundingClientRect();
    this.bring(box);
    if (window.Highlight && CSS.highlights) CSS.highlights.set("place", new Highlight(range));
  }

  *texts(chunk) {
    const walker = document.createTreeWalker(chunk, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest("ins")) yield walker.currentNode;
    }
  }

  range(chunk, start, end) {
    const range = document.createRange();
    let place = Number(chunk.dataset.from);
    let begun = false;
    for (const node of this.texts(chunk)) {
      const length = codePoints(node.data);
      if (!begun && place + length > start) {
        range.setStart(node, units(node.data, start - place));
        begun = true;
      }
      if (begun && place + length >= end) {
        range.setEnd(node, units(node.data, end - place));
        return range;
      }
      place += length;
    }
    return begun ? range : null;
  }

  // The place in the source of a boundary of the selection; inside a repair, its own begin or end.
  place(node, offset, isEnd) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const chunk = element.closest(".chunk");
    if (!chunk || !this.pane.contains(chunk)) return null;
    const repair = element.closest("ins")?.parentElement.dataset.repair;
    if (repair) return Number(repair.split("-")[isEnd ? 1 : 0]);
    const until = document.createRange();
    until.setStart(chunk, 0);
    until.setEnd(node, offset);
    let place = Number(chunk.dataset.from);
    for (const text of this.texts(chunk)) {
      if (text === node) return place + codePoints(text.data.slice(0, offset));
      if (until.comparePoint(text, 0) > 0) return place;
      place += codePoints(text.data);
    }
    return place;
  }

  // A selection made before a form took the focus still counts.
  keepSelection() {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (this.pane.contains(range.commonAncestorContainer)) this.kept = { range: range.cloneRange(), text: selection.toString() };
  }

  selected() {
    const kept = this.kept;
    this.kept = null;
    if (!kept || kept.range.collapsed) return null;
    const { range, text } = kept;
    const start = this.place(range.startContainer, range.startOffset, false);
    const end = this.place(range.endContainer, range.endOffset, true);
    return start === null || end === null || start >= end ? null : { start, end, text };
  }
}
