// Source and findings scroll together: whichever the reader moves, the other follows.

function firstVisible(elements, frame) {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elements[middle].getBoundingClientRect().bottom < frame.top + 50) low = middle + 1;
    else high = middle;
  }
  return elements[low];
}

export function scrollTogether(source, list) {
  let driver = null; // the pane that the reader moves
  let isAsked = false;

  function follow() {
    if (!driver || getComputedStyle(source.pane).overflowY !== "auto") return;
    if (driver === source.pane) {
      const orders = [...source.pane.querySelectorAll(".found.is-commitment")];
      const piece = firstVisible(orders, source.pane.getBoundingClientRect());
      const item = piece && list.item(piece.dataset.found.split(" ")[0]);
      if (item && !item.hidden && item.closest("details")?.open !== false) {
        list.pane.scrollTop += item.getBoundingClientRect().top - list.pane.getBoundingClientRect().top - 44;
      }
    } else {
      const item = firstVisible(list.shown(), list.pane.getBoundingClientRect());
      const piece = item && [...source.pieces(item.dataset.id)].find((each) => each.getClientRects().length);
      if (piece) source.pane.scrollTop += piece.getBoundingClientRect().top - source.pane.getBoundingClientRect().top - 60;
    }
  }

  document.addEventListener("keydown", () => { driver = null; });
  for (const pane of [source.pane, list.pane]) {
    for (const kind of ["wheel", "touchmove", "pointerdown"]) {
      pane.addEventListener(kind, () => { driver = pane; }, { passive: true });
    }
    pane.addEventListener("scroll", () => {
      if (driver !== pane || isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => {
        isAsked = false;
        follow();
      });
    }, { passive: true });
  }
}
