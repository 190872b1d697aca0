// Says what the case may be about while a note, the notes of a call or a new message is being typed; nothing is kept.
const PAUSE = 150;
let timer = 0;
let running = null;

async function ask(form) {
  const place = document.getElementById("likely");
  if (!place) return;
  running?.abort();
  running = new AbortController();
  const body = new FormData(form);
  body.delete("files");
  try {
    const answer = await fetch(place.dataset.likely, { method: "POST", body, signal: running.signal, headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!place.contains(document.activeElement)) place.replaceChildren(...page.body.childNodes);
  } catch {
    // A newer word took over, or the desk is out of reach: the last guess stays.
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest('[data-panel="note"], [data-panel="call"]');
  if (!form || event.target.name !== "text") return;
  clearTimeout(timer);
  timer = setTimeout(() => ask(form), PAUSE);
});
