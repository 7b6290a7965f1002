// Files dropped anywhere on the page, or chosen, are sent one by one; each says how far it is and what became of it.

const place = document.getElementById("receiving");
const receipts = document.getElementById("receipts");
const veil = document.getElementById("drop-veil");
const words = place.dataset;

function holdsFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

let depth = 0;
window.addEventListener("dragenter", (event) => {
  if (!holdsFiles(event)) return;
  depth += 1;
  veil.hidden = false;
});
window.addEventListener("dragover", (event) => {
  if (holdsFiles(event)) event.preventDefault();
});
window.addEventListener("dragleave", (event) => {
  if (!holdsFiles(event)) return;
  depth -= 1;
  if (depth <= 0) veil.hidden = true;
});
window.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  depth = 0;
  veil.hidden = true;
  send([...event.dataTransfer.files]);
});

const chosen = document.getElementById("receive-files");
const names = document.getElementById("receive-names");
const none = names?.textContent;
const tellNames = () => {
  names.textContent = [...chosen.files].map((file) => file.name).join("\u3001") || none;
};
chosen?.addEventListener("change", tellNames);
window.addEventListener("pageshow", () => chosen && tellNames());

async function send(files) {
  for (const file of files) await sendOne(file);
}

function line(name) {
  const item = document.createElement("li");
  const title = document.createElement("strong");
  title.textContent = name;
  const state = document.createElement("span");
  state.textContent = words.wordsSending;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `${words.wordsSending} ${name}`);
  item.append(title, state, bar);
  receipts.append(item);
  return { item, title, state, bar };
}

function sendOne(file) {
  const { item, title, state, bar } = line(file.name);
  const form = new FormData();
  form.append("files", file, file.name);
  const jurisdiction = document.getElementById("receive-jurisdiction")?.value ?? words.jurisdiction;
  if (jurisdiction) form.append("jurisdiction", jurisdiction);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const finish = (text, outcome) => {
      bar.remove();
      state.textContent = text;
      item.classList.add(outcome);
      done();
    };
    request.open("POST", words.address);
    request.setRequestHeader("Accept", "application/json");
    const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("error", () => finish(words.wordsFailed, "wrong"));
    request.addEventListener("load", () => {
      let answer;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        return finish(request.status === 413 || request.status === 400 ? words.wordsTooLarge : words.wordsFailed, "wrong");
      }
      if (answer.login) return location.assign(answer.login);
      const result = answer.results?.[0];
      if (!result || result.problem) return finish(result?.problem ?? answer.message ?? words.wordsFailed, "wrong");
      const link = document.createElement("a");
      link.href = result.address;
      link.textContent = words.wordsOpen;
      item.append(link);
      title.textContent = result.name;
      show(result);
      return finish(result.is_new ? words.wordsReceived : words.wordsHere, "done");
    });
    request.send(form);
  });
}

function show(result) {
  const table = document.getElementById("documents-table");
  if (!table) return;
  document.getElementById("documents-empty")?.remove();
  table.hidden = false;
  document.getElementById(`document-${result.id}`)?.remove();
  const holder = document.createElement("template");
  holder.innerHTML = result.row;
  const row = holder.content.firstElementChild;
  table.tBodies[0].prepend(row);
  window.htmx?.process(row);
}
