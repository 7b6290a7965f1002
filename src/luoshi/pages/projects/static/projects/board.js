// The board: a card is dragged to the next stage; the form on the card does the same by keyboard.

let dragged = null;

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.(".board-card[draggable]");
  if (!card) return;
  dragged = card;
  card.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.id);
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  dragged = null;
  for (const column of document.querySelectorAll(".board-column.is-target")) column.classList.remove("is-target");
});

document.addEventListener("dragover", (event) => {
  const column = event.target.closest?.(".board-column");
  if (!dragged || !column || column.contains(dragged)) return;
  event.preventDefault();
  for (const other of document.querySelectorAll(".board-column.is-target")) {
    if (other !== column) other.classList.remove("is-target");
  }
  column.classList.add("is-target");
});

document.addEventListener("drop", (event) => {
  const column = event.target.closest?.(".board-column");
  const form = dragged?.querySelector("form");
  if (!form || !column || column.contains(dragged)) return;
  event.preventDefault();
  form.elements.stage.value = column.dataset.stage;
  form.requestSubmit();
});
