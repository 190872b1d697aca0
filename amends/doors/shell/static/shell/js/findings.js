// Through the coach's notes by keyboard: F8 goes from words to words, Alt+Enter to their note, Enter takes its advice.
const notesOf = (form) => [...form.querySelectorAll("[data-finding]")];
const fieldOf = (form) => form.querySelector("[data-write]");
const placeOf = ({ dataset }) => (dataset.to ? [Number(dataset.from), Number(dataset.to)] : null);

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
  } else if (button && (event.key === "u" || (event.key === "Enter" && event.target === note))) button.click();
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
