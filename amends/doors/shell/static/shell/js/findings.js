// Through the coach's notes by keyboard: F8 goes from words to words, Alt+Enter to their note, Enter takes its advice.
const SENTENCE = /^\p{Lu}.*[.!?]$/su;
const notesOf = (form) => [...form.querySelectorAll("[data-finding]")];
const fieldOf = (form) => form.querySelector("[data-write]");
const placeOf = ({ dataset }) => (dataset.to ? [Number(dataset.from), Number(dataset.to)] : null);

/** A whole sentence takes the place of the sentence that the note is about, other words only of the words. */
function widened([start, end], text, words) {
  if (!SENTENCE.test(words)) return [start, end];
  const before = text.slice(0, start).search(/[^.!?\n]*$/u);
  const rest = text.slice(end).search(/[.!?](?=\s|$)|\n/u);
  const last = rest < 0 ? text.length : end + rest;
  return [before + text.slice(before).search(/\S/u), text[last] && text[last] !== "\n" ? last + 1 : last];
}

/** Put the words of the coach where the note points, so that the browser's own undo can take it back. */
function use(button) {
  const form = button.closest("form");
  const field = fieldOf(form);
  const place = placeOf(button.closest("[data-finding]"));
  if (!place) return; // the words were changed meanwhile
  const { use: words, tell, taken } = button.dataset;
  const [start, end] = widened(place, field.value, words);
  if (tell) button.dispatchEvent(new CustomEvent("coach:told", { bubbles: true, detail: { url: tell, more: { finding: taken }, beside: true } }));
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.dispatchEvent(new CustomEvent("coach:used", { bubbles: true, detail: { start, end: start + words.length } }));
}

/** Where one can stop: notes with words in the order of the text, then those about the whole of it. */
function stops(form) {
  const notes = notesOf(form).map((note) => ({ note, place: placeOf(note) }));
  const inText = notes.filter(({ place }) => place).sort((one, other) => one.place[0] - other.place[0]);
  return [...inText, ...notes.filter(({ note }) => note.dataset.start === note.dataset.end)];
}

/** The next stop from where one is, or the one before; round and round. */
function ahead(form, all, by) {
  const note = document.activeElement.closest("[data-finding]");
  const at = all.findIndex((stop) => stop.note === note);
  if (at >= 0) return (at + by + all.length) % all.length;
  const { selectionStart, selectionEnd } = fieldOf(form);
  const [begins, ends] = by > 0 ? [selectionStart, selectionEnd] : [selectionStart, selectionStart];
  const beyond = ({ place }) => (by > 0 ? !place || place[0] > begins || (place[0] === begins && place[1] > ends) : place && place[0] < begins);
  const found = by > 0 ? all.findIndex(beyond) : all.findLastIndex(beyond);
  return found >= 0 ? found : by > 0 ? 0 : all.length - 1;
}

function stand(form, { note, place }) {
  if (!place) {
    note.focus();
    return;
  }
  const field = fieldOf(form);
  field.focus({ preventScroll: true });
  field.setSelectionRange(...place);
  form.querySelector(`[data-under] mark[data-place="${place[0]}"]`)?.scrollIntoView({ block: "nearest" });
}

function walk(form, by) {
  const all = stops(form);
  if (!all.length) return;
  const at = ahead(form, all, by);
  stand(form, all[at]);
  const words = all[at].note.querySelector("h4").textContent;
  document.querySelector("[data-said-aloud]").textContent = `${at + 1} of ${all.length}. ${words}`;
}

/** Keys on a note itself, before the keys of the page. */
function onNote(event, note) {
  const button = note.querySelector("[data-use]");
  if (event.key === "Escape" && !note.querySelector("details[open]")) {
    fieldOf(note.closest("form")).focus({ preventScroll: true });
  } else if (button && (event.key === "u" || (event.key === "Enter" && event.target === note))) use(button);
  else if (event.key === "d" && note.querySelector(".not-this")) {
    note.querySelector(".not-this").open = true;
    note.querySelector(".not-this button").focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

document.addEventListener("keydown", (event) => {
  const form = document.querySelector("form[data-coach]:not([hidden])");
  if (!form || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  const note = event.target.closest("[data-finding]");
  if (event.key === "F8") {
    event.preventDefault();
    walk(form, event.shiftKey ? -1 : 1);
  } else if (event.key === "Enter" && event.altKey && event.target === fieldOf(form)) {
    event.preventDefault();
    form.querySelector("[data-finding][data-near]")?.focus();
  } else if (note && !event.altKey && !event.target.matches("input, textarea")) onNote(event, note);
}, true);

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-use]");
  if (button) use(button);
});
