// Shows the draft to the coach while it is being written, and puts what the coach says into the margin. "Use" replaces the words.
const PAUSE = 250;
const running = new WeakMap();
const timers = new WeakMap();

const margin = (form) => form.querySelector("[data-coach-margin]");
const written = (form) => form.querySelector("[data-write]");

/** Turn a count of code points into a count of the browser's units. */
const unitsAt = (text, points) => [...text].slice(0, points).join("").length;

function show(form, page, text) {
  const line = form.querySelector("[data-coach-line]");
  const words = page.querySelector("[data-line]");
  if (words && line.textContent !== words.textContent) line.textContent = words.textContent;
  const place = margin(form);
  if (!place.contains(document.activeElement)) place.replaceChildren(...page.body.childNodes);
  written(form).dispatchEvent(new CustomEvent("coach:said", { bubbles: true, detail: { text } }));
}

async function ask(form) {
  running.get(form)?.abort();
  const stop = new AbortController();
  running.set(form, stop);
  const body = new FormData(form);
  body.delete("files");
  const text = written(form).value;
  try {
    const answer = await fetch(form.dataset.coach, { method: "POST", body, signal: stop.signal, headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return;
    show(form, new DOMParser().parseFromString(await answer.text(), "text/html"), text);
  } catch {
    // A newer draft took over, or the desk is out of reach: the last advice stays.
  }
}

function soon(form) {
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => ask(form), PAUSE));
}

/** A whole sentence takes the place of the sentence that the finding is about, other words only of the words. */
function placeOf(finding, text, words) {
  const start = unitsAt(text, Number(finding.dataset.start));
  const end = unitsAt(text, Number(finding.dataset.end));
  if (!/^\p{Lu}.*[.!?]$/su.test(words)) return [start, end];
  const before = text.slice(0, start).search(/[^.!?\n]*$/u);
  const rest = text.slice(end).search(/[.!?](?=\s|$)|\n/u);
  const last = rest < 0 ? text.length : end + rest;
  return [before + text.slice(before).search(/\S/u), text[last] && text[last] !== "\n" ? last + 1 : last];
}

/** Put the words of the coach where the finding points, so that the browser's own undo can take it back. */
function use(button) {
  const form = button.closest("form");
  const finding = button.closest("[data-finding]");
  const field = written(form);
  const [start, end] = placeOf(finding, field.value, button.dataset.use);
  field.focus();
  field.setSelectionRange(start, end);
  const put = document.execCommand("insertText", false, button.dataset.use);
  if (!put) field.setRangeText(button.dataset.use, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-coach]");
  if (form) soon(form);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-use]");
  if (button) use(button);
});

// Something was said, or a reply has left: what is still to be answered may be something else now.
document.addEventListener("live:swapped", (event) => {
  if (event.target.id === "said") document.querySelectorAll("form[data-coach]").forEach(soon);
});

for (const form of document.querySelectorAll("form[data-coach]")) {
  const field = written(form);
  field.dispatchEvent(new CustomEvent("coach:said", { bubbles: true, detail: { text: field.value } }));
}
