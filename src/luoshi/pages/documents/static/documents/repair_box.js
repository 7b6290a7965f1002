// The small window of one repair: what stood there, why it was changed, and undoing it.

export class RepairBox {
  constructor(box, source, address, change) {
    this.box = box;
    this.source = source;
    this.address = address;
    this.opener = null;
    box?.addEventListener("click", async (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const { repairAct, start, end } = button.dataset;
      if (repairAct) await change(start, end, repairAct);
      this.close();
    });
    document.addEventListener("click", (event) => {
      if (!box || box.hidden || box.contains(event.target)) return;
      if (!event.target.closest("[data-repair], [data-show-repair]")) box.hidden = true;
    });
  }

  async show(place, opener) {
    if (!this.box) return;
    const [start, end] = place.split("-");
    if (!this.source.pane.contains(opener)) await this.source.showPlace(Number(start), Number(end));
    const answer = await fetch(`${this.address}?start=${start}&end=${end}`);
    if (!answer.ok) return;
    this.box.innerHTML = await answer.text();
    this.box.hidden = false;
    this.opener = opener;
    this.stand(opener.getBoundingClientRect());
    this.box.querySelector("button")?.focus({ preventScroll: true });
  }

  // Below what it speaks of where there is room, else above it.
  stand(near) {
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const below = near.bottom + height + 8 < window.innerHeight;
    this.box.style.left = `${Math.max(12, Math.min(near.left, window.innerWidth - width - 12))}px`;
    this.box.style.top = `${below ? near.bottom + 6 : Math.max(8, near.top - height - 6)}px`;
  }

  close() {
    if (!this.box || this.box.hidden) return;
    this.box.hidden = true;
    this.opener?.focus?.();
  }
}
