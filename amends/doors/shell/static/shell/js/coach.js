// Shows the draft to the coach while it is being written, and tells the coach what its writer thinks of it; the last answer wins.
const PAUSE = 250;
const RETRY = 5000;
const AWAY = "Out of reach just now. This is the last advice.";
const turns = new WeakMap();
const running = new WeakMap();
const timers = new WeakMap();

const written = (form) => form.querySelector("[data-write]");

function away(form, words) {
  const place = form.querySelector("[data-coach-away]");
  place.textContent = words;
  place.hidden = !words;
}

function soon(form, pause = PAUSE) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => ask(form), pause));
}

/** Post the form with something more; null where nothing came back that could be shown. */
async function post(form, url, more, signal) {
  const body = new FormData(form);
  body.delete("files");
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  const answer = await fetch(url, { method: "POST", body, signal, headers: { "HX-Request": "true" } });
  if (answer.status === 422) {
    away(form, await answer.text());
    return null;
  }
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Show what the coach says of a text, unless the text is another one by now: then it is being asked again. */
async function exchange(form, url, more = {}, signal = undefined) {
  const turn = (turns.get(form) ?? 0) + 1;
  turns.set(form, turn);
  const text = written(form).value;
  const page = await post(form, url, more, signal);
  if (!page || turns.get(form) !== turn || written(form).value !== text) return;
  away(form, "");
  written(form).dispatchEvent(new CustomEvent("coach:said", { bubbles: true, detail: { text, page } }));
}

async function ask(form) {
  running.get(form)?.abort();
  const stop = new AbortController();
  running.set(form, stop);
  try {
    await exchange(form, form.dataset.coach, {}, stop.signal);
  } catch (problem) {
    if (problem.name === "AbortError") return; // a newer draft took over
    away(form, AWAY);
    soon(form, RETRY);
  }
}

/** What was told is kept, whatever is written meanwhile. */
async function tell(form, { url, more }) {
  clearTimeout(timers.get(form));
  running.get(form)?.abort();
  try {
    await exchange(form, url, more);
  } catch {
    away(form, "That could not be kept: the desk is out of reach. Please try again.");
  }
}

/** That advice was taken is told beside; nothing comes of it on the page. */
function mention(form, { url, more }) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  fetch(url, { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } }).catch(() => {});
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-coach]");
  if (form) soon(form);
});

document.addEventListener("coach:told", ({ target, detail }) => {
  const form = target.closest("form[data-coach]");
  if (detail.beside) mention(form, detail);
  else tell(form, detail);
});

// Something was said or promised, a reply has left, one was in another tab: what is to be said may be something else now.
const askAll = () => document.querySelectorAll("form[data-coach]").forEach((form) => soon(form));
document.addEventListener("live:swapped", ({ target }) => target.id === "said" && askAll());
document.addEventListener("htmx:after:swap", askAll);
document.addEventListener("visibilitychange", () => document.hidden || askAll());
addEventListener("online", askAll);
