// Long forms (form[data-keeps], the address as its value) are kept while they are typed, until they are sent.

const PAUSE = 1500; // milliseconds without a key

for (const form of document.querySelectorAll("form[data-keeps]")) {
  const note = form.querySelector("[data-kept-note]");
  let waiting;
  let isDirty = Boolean(document.querySelector(".error-summary"));

  const keep = async () => {
    clearTimeout(waiting);
    if (!isDirty || form.dataset.sending) return;
    isDirty = false;
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    try {
      const answer = await fetch(form.dataset.keeps, { method: "POST", body: fields, keepalive: true });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      if (note) {
        const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
        note.textContent = `${note.dataset.words} ${time}`;
      }
    } catch {
      isDirty = true;
    }
  };

  const changed = () => {
    isDirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  if (isDirty) keep();
}
