// The outline as a tree: fold and unfold by mouse and keys, remembered for each plan; choices of the head send at once.

for (const control of document.querySelectorAll("[data-sends]")) {
  control.addEventListener("change", () => {
    if (control.checkValidity() && control.value) control.form.requestSubmit();
  });
}

const table = document.querySelector("table.outline");

if (table) {
  const rows = [...table.tBodies[0].rows];
  const key = `luoshi.outline.${table.dataset.plan}`;
  const depth = (row) => Number(row.dataset.depth);
  const isOpen = (row) => row.getAttribute("aria-expanded") === "true";
  const canOpen = (row) => row.hasAttribute("aria-expanded");

  const show = () => {
    let closedAt = Infinity;
    for (const row of rows) {
      if (depth(row) <= closedAt) closedAt = Infinity;
      row.hidden = closedAt !== Infinity;
      if (!row.hidden && canOpen(row) && !isOpen(row)) closedAt = depth(row);
    }
  };
  const keep = () => {
    const open = rows.filter((row) => canOpen(row) && isOpen(row)).map((row) => row.id);
    try {
      sessionStorage.setItem(key, JSON.stringify(open));
    } catch {
      // A browser that keeps nothing folds anew on each page.
    }
  };
  const set = (row, open) => {
    if (!canOpen(row)) return;
    row.setAttribute("aria-expanded", String(open));
    show();
    keep();
  };
  const above = (row) => {
    for (let place = rows.indexOf(row) - 1; place >= 0; place -= 1) {
      if (depth(rows[place]) < depth(row)) return rows[place];
    }
    return null;
  };
  const reveal = (row) => {
    for (let up = above(row); up; up = above(up)) up.setAttribute("aria-expanded", "true");
    show();
    keep();
  };
  const focus = (row) => {
    if (!row) return;
    for (const other of rows) other.tabIndex = other === row ? 0 : -1;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  };

  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (kept) {
      for (const row of rows) if (canOpen(row)) row.setAttribute("aria-expanded", String(kept.includes(row.id)));
    }
  } catch {
    // Nothing kept that can be read: as the page came.
  }
  show();

  table.addEventListener("click", (event) => {
    const fold = event.target.closest("button.fold");
    const goto = event.target.closest("[data-goto]");
    if (fold) set(fold.closest("tr"), !isOpen(fold.closest("tr")));
    if (goto) {
      const row = document.getElementById(goto.dataset.goto);
      if (row) {
        event.preventDefault();
        reveal(row);
        focus(row);
      }
    }
  });

  table.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = rows.filter((each) => !each.hidden);
    const place = shown.indexOf(row);
    const moves = {
      ArrowDown: () => focus(shown[place + 1]),
      ArrowUp: () => focus(shown[place - 1]),
      Home: () => focus(shown[0]),
      End: () => focus(shown.at(-1)),
      ArrowRight: () => (canOpen(row) && !isOpen(row) ? set(row, true) : focus(shown[place + 1])),
      ArrowLeft: () => (canOpen(row) && isOpen(row) ? set(row, false) : focus(above(row))),
      Enter: () => event.target === row && row.querySelector("a").click(),
    };
    if (event.key in moves) {
      if (event.key !== "Enter" || event.target === row) event.preventDefault();
      moves[event.key]();
    }
  });

  for (const button of document.querySelectorAll("[data-fold]")) {
    button.addEventListener("click", () => {
      for (const row of rows) {
        if (canOpen(row)) row.setAttribute("aria-expanded", String(button.dataset.fold === "open"));
      }
      show();
      keep();
    });
  }

  if (location.hash.startsWith("#goal-")) {
    const row = document.getElementById(location.hash.slice(1));
    if (row) {
      reveal(row);
      focus(row);
    }
  }

  table.dataset.ready = "yes";
}
