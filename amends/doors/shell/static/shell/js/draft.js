// Keeps what is being written: a reply on the desk each second, and in this browser until the desk has it; notes and calls only here.
const EVERY = 1000;
const LONGEST_LOAD = 10000;
const changed = new Set();

const nameOf = (form) => `draft ${form.getAttribute("data-draft")} ${form.elements.kind.value}`;
const isKeptThere = (form) => form.elements.kind.value === "reply";
const plain = (text) => text.replace(/\s+/g, " ").trim();

function say(form, words) {
  const place = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
  if (place) place.textContent = words;
}

function fields(form) {
  const body = new FormData(form);
  body.delete("files");
  return body;
}

function keepHere(form, more = {}) {
  localStorage.setItem(nameOf(form), JSON.stringify({ text: form.elements.text.value, ...more }));
}

/** The desk has it. A page that was asked for before that, and comes only now, may still show what was there earlier. */
function letGo(form, text) {
  const kept = JSON.stringify({ text, savedAt: Date.now() });
  localStorage.setItem(nameOf(form), kept);
  setTimeout(() => localStorage.getItem(nameOf(form)) === kept && localStorage.removeItem(nameOf(form)), LONGEST_LOAD);
}

async function keepThere(form) {
  const text = form.elements.text.value;
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: fields(form) });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    if (form.elements.text.value === text) letGo(form, text);
    const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    say(form, `Draft kept ${now}`);
  } catch {
    say(form, "Draft kept in this browser only: log in again in another tab, or wait for the desk");
    changed.add(form);
  }
}

/** Whether a text that was being sent stands in the conversation by now. */
function hasArrived(text) {
  const start = plain(text).slice(0, 300);
  return [...document.querySelectorAll(".said-ours .said-text, .said-note .said-text, .said-call .said-text")]
    .slice(-5)
    .some((said) => plain(said.textContent).includes(start));
}

function bringBack(form) {
  const kept = JSON.parse(localStorage.getItem(nameOf(form)) ?? "null");
  if (!kept) return;
  const field = form.elements.text;
  const isThere = kept.savedAt < performance.timeOrigin;
  if (isThere || !kept.text.trim() || field.value === kept.text || (kept.sending && hasArrived(kept.text))) {
    localStorage.removeItem(nameOf(form));
    return;
  }
  if (kept.sending && !kept.onlyHere && field.value.trim()) return;
  field.value = kept.text;
  say(form, "Brought back from this browser");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form || event.target.type === "file") return;
  keepHere(form);
  if (isKeptThere(form)) changed.add(form);
  else say(form, "Draft kept in this browser");
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-draft]")) return;
  keepHere(form, { sending: true, onlyHere: changed.delete(form) });
});

setInterval(() => {
  const forms = [...changed];
  changed.clear();
  forms.forEach(keepThere);
}, EVERY);

addEventListener("pagehide", () => {
  for (const form of changed) navigator.sendBeacon(form.dataset.draft, fields(form));
});

document.querySelectorAll("form[data-draft]").forEach(bringBack);
