// Puts what the coach says into the margin once the writer rests: notes keep their order, place and focus, and nothing jumps.
const REST = 700;
const ALOUD = 1000;
const MOST = 1; // height of the window that the margin keeps
const timers = new WeakMap();
const aloud = { timer: 0, said: "" };
let typedAt = 0;

const margin = (form) => form.querySelector("[data-coach-margin]");
const isUsed = (note) => note.contains(document.activeElement) || note.querySelector("details[open]") !== null;

function say(place, words) {
  if (place && place.textContent.trim() !== words.trim()) place.textContent = words.trim();
}

/** Take over the notes of a list by their keys: those that are still there stay as they are. */
function merge(list, fresh) {
  const known = new Map([...list.children].map((note) => [note.dataset.keyedBy, note]));
  let before = null;
  for (const note of [...fresh.children]) {
    const old = known.get(note.dataset.keyedBy);
    known.delete(note.dataset.keyedBy);
    let here = document.adoptNode(note);
    if (old && (isUsed(old) || old.innerHTML === here.innerHTML)) {
      for (const { name, value } of here.attributes) if (name !== "id") old.setAttribute(name, value);
      here = old;
    } else if (old) old.replaceWith(here);
    const next = before ? before.nextElementSibling : list.firstElementChild;
    if (here !== next) list.insertBefore(here, next);
    before = here;
  }
  for (const gone of known.values()) gone.remove();
}

function takeOver(part, fresh) {
  const [list, other] = [part.querySelector("[data-keyed]"), fresh.querySelector("[data-keyed]")];
  if (list && other) merge(list, other);
  else if (!part.isEqualNode(fresh) && !part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes);
}

/** What holds a reply is said at the send line; a reason goes with it only as long as it is held. */
function hold(form, held) {
  const place = form.querySelector("[data-held]");
  if (!place || !held) return;
  say(place.querySelector("[data-held-why]"), held.textContent);
  place.hidden = !held.textContent.trim();
  const reason = place.querySelector("[data-held-anyway]");
  if ("asksWhy" in held.dataset) return;
  reason.hidden = true;
  if (place.hidden) reason.querySelector("input").value = "";
}

/** Say how many are to mend, when it is another number and the writer has stopped. */
function announce(form) {
  const held = form.querySelector("[data-held]:not([hidden]) [data-held-why]")?.textContent;
  const count = margin(form).querySelectorAll('[data-level="must"]').length;
  const words = held ? `Can't leave like that: ${held}` : count ? `${count} to mend` : "Nothing left to mend";
  clearTimeout(aloud.timer);
  if (words === aloud.said) return;
  aloud.timer = setTimeout(() => {
    aloud.said = words;
    document.querySelector("[data-said-aloud]").textContent = words;
  }, ALOUD);
}

function settle(form, page) {
  const place = margin(form);
  const notes = [...place.querySelectorAll("[data-finding]")];
  const at = notes.findIndex((note) => note.contains(document.activeElement));
  if (form.contains(document.activeElement)) place.style.minHeight = `${Math.min(place.offsetHeight, innerHeight * MOST)}px`;
  for (const part of place.querySelectorAll("[data-part]")) {
    const fresh = page.getElementById(part.id);
    if (fresh) takeOver(part, fresh);
  }
  hold(form, page.querySelector("[data-held-now]"));
  announce(form);
  const field = form.querySelector("[data-write]");
  if (at >= 0 && !notes[at].isConnected) (place.querySelectorAll("[data-finding]")[at] ?? field).focus({ preventScroll: true });
  field.dispatchEvent(new CustomEvent("coach:settled", { bubbles: true }));
}

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form[data-coach]");
  if (!form) return;
  typedAt = Date.now();
  clearTimeout(timers.get(form));
});

document.addEventListener("coach:said", ({ target, detail }) => {
  const form = target.closest("form");
  clearTimeout(timers.get(form));
  if (!detail.page) return;
  say(form.querySelector("[data-coach-line]"), detail.page.querySelector("[data-line]").textContent);
  timers.set(form, setTimeout(settle, Math.max(0, typedAt + REST - Date.now()), form, detail.page));
});

// Who walks the notes hears about each of them, and not how many there are.
document.addEventListener("keydown", ({ key }) => key === "F8" && clearTimeout(aloud.timer));

// The margin gives its height back when one leaves the composer.
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const form = target.closest("form[data-coach]");
  if (form && !form.contains(relatedTarget)) margin(form).style.minHeight = "";
});

// What posts from within the margin is told without leaving the page.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-coach-margin] button[formaction]");
  if (!button) return;
  event.preventDefault();
  const more = button.name ? { [button.name]: button.value } : {};
  button.dispatchEvent(new CustomEvent("coach:told", { bubbles: true, detail: { url: button.getAttribute("formaction"), more } }));
});
