// Tells the desk that this case is open here, and shows who else has it open.
const EVERY = 15000;
const form = document.querySelector("form[data-presence]");
let typed = 0;

function body(leaving = false) {
  const told = new FormData();
  told.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  if (Date.now() - typed < EVERY) told.set("writing", "1");
  if (leaving) told.set("leaving", "1");
  return told;
}

async function beat() {
  if (document.hidden) return;
  try {
    const answer = await fetch(form.dataset.presence, { method: "POST", body: body(), headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return;
    const here = document.querySelector("[data-here]");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (here && here.textContent.trim() !== page.body.textContent.trim()) here.replaceChildren(...page.body.childNodes);
  } catch {
    // Presence is a courtesy: the desk itself stops a reply that crosses another.
  }
}

if (form) {
  document.addEventListener("input", ({ target }) => {
    if (!target.closest("[data-composer]")) return;
    const isFirst = Date.now() - typed > EVERY;
    typed = Date.now();
    if (isFirst) beat();
  });
  addEventListener("pagehide", () => navigator.sendBeacon(form.dataset.presence, body(true)));
  document.addEventListener("visibilitychange", beat);
  setInterval(beat, EVERY);
  beat();
}
