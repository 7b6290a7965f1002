// The form of a scheme: own dates show for their rhythm only, and rows are added without asking the server.

const rhythm = document.getElementById("id_rhythm");
const table = document.querySelector(".own-dates tbody");

function follow() {
  const isOwn = rhythm.value === "own";
  for (const part of document.querySelectorAll("[data-for-rhythm]")) {
    part.hidden = (part.dataset.forRhythm === "own") !== isOwn;
  }
}

function addRow() {
  const last = table.rows[table.rows.length - 1];
  const place = Number(last.querySelector("input").name.split("-")[1]);
  const row = last.cloneNode(true);
  row.cells[0].textContent = String(table.rows.length + 1);
  for (const old of row.querySelectorAll("p")) old.remove();
  for (const input of row.querySelectorAll("input")) {
    input.value = "";
    input.readOnly = false;
    input.name = input.name.replace(`own-${place}-`, `own-${place + 1}-`);
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+$/, String(table.rows.length + 1)));
  }
  row.classList.remove("row-wrong");
  table.append(row);
  row.querySelector("input").focus();
}

rhythm.addEventListener("change", follow);
document.querySelector("[data-adds-row]").addEventListener("click", (event) => {
  event.preventDefault();
  addRow();
});
follow();
