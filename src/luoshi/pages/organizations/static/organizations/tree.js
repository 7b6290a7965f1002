// Narrowing the tree by name: a unit that fits stays together with everything above it.

const field = document.getElementById("narrow");
const count = document.getElementById("narrowed");
const rows = [...document.querySelectorAll(".tree tbody tr")];

field?.addEventListener("input", () => {
  const words = field.value.trim().toLowerCase();
  let shown = 0;
  let pending = 0; // the depth whose parent is still to be met, reading upward
  for (const row of [...rows].reverse()) {
    const depth = Number(row.dataset.depth);
    const fits = !words || row.dataset.name.toLowerCase().includes(words);
    const isAbove = depth < pending;
    row.hidden = !(fits || isAbove);
    if (fits) shown += 1;
    if (fits || isAbove) pending = depth;
  }
  count.textContent = count.dataset.words.replace("{shown}", shown).replace("{all}", rows.length);
});
