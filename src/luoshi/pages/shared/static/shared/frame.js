// The frame's few movements: the search key, menus, dialogs, double sends, errors of htmx, and kept text.

const words = document.body.dataset;

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    const search = document.getElementById("search-all");
    if (search && search.offsetParent !== null) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  }
  if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
});

// A second click on a button that is already sending does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  if (form.hasAttribute("hx-post") || form.closest("[hx-boost='true']")) return;
  form.dataset.sending = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  // A download leaves the page standing: allow another send after a while.
  setTimeout(() => release(form), 8000);
});

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sending]")) release(form);
});

// Fields of class sends-itself send their form when they change.
document.addEventListener("change", (event) => {
  if (event.target.matches(".sends-itself")) event.target.form.requestSubmit();
});

function tell(text) {
  const place = document.getElementById("page-messages");
  if (!place) return;
  const notice = document.createElement("div");
  notice.className = "notice notice-error";
  notice.setAttribute("role", "alert");
  notice.textContent = text;
  place.replaceChildren(notice);
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:responseError", () => tell(words.wordsFailed));
document.addEventListener("htmx:sendError", () => tell(words.wordsOffline));

// After the sum of errors appears, the reader stands at it.
document.querySelector(".error-summary")?.focus();

function fill(form, pairs) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  let filled = 0;
  for (const element of form.elements) {
    const kept = values.get(element.name);
    if (!element.name || element.type === "file" || element.type === "password") continue;
    if (element.type === "checkbox" || element.type === "radio") {
      if (kept) element.checked = kept.includes(element.value);
      else if (element.type === "checkbox") element.checked = false;
    } else if (element.tagName === "SELECT") {
      if (kept) for (const option of element.options) option.selected = kept.includes(option.value);
    } else if (kept?.length && element.name !== "csrfmiddlewaretoken" && element.name !== "form_account") {
      element.value = kept.shift();
    }
    if (kept) {
      filled += 1;
      element.dispatchEvent(new Event("input", { bubbles: true }));
      element.dispatchEvent(new Event("change", { bubbles: false }));
    }
  }
  return filled;
}

function putBackKeptText() {
  const notice = document.getElementById("kept-form");
  const stored = document.getElementById("kept-fields");
  if (!notice || !stored) return;
  const pairs = JSON.parse(stored.textContent);
  const restore = () => {
    for (const form of document.forms) {
      const target = form.getAttribute("hx-post") || form.getAttribute("action") || location.pathname;
      if (form.dataset.restored || form.getAttribute("method")?.toLowerCase() === "get" || notice.contains(form)) continue;
      if (new URL(target, location.href).pathname !== notice.dataset.action) continue;
      form.dataset.restored = "yes";
      if (!fill(form, pairs)) continue;
      const folded = form.closest("details:not([open])");
      if (folded) folded.open = true;
      const dialog = form.closest("dialog:not([open])");
      if (dialog) dialog.showModal();
    }
  };
  restore();
  document.addEventListener("htmx:afterSettle", restore);
}

putBackKeptText();
