// "Use" puts the advice of a note into the text, in place of its words or where it is missing; the browser's undo takes it back.
const SENTENCE = /^\p{Lu}.*[.!?]$/su;

/** A whole sentence takes the place of the sentence that the note is about, other words only of the words. */
function widened([start, end], text, words) {
  if (!SENTENCE.test(words)) return [start, end];
  const before = text.slice(0, start).search(/[^.!?\n]*$/u);
  const rest = text.slice(end).search(/[.!?](?=\s|$)|\n/u);
  const last = rest < 0 ? text.length : end + rest;
  return [before + text.slice(before).search(/\S/u), text[last] && text[last] !== "\n" ? last + 1 : last];
}

/** What is missing goes to the end of the line one stands in; a greeting goes before all else. */
function addition(field, words) {
  const text = field.value;
  if (words.endsWith(",")) return { at: 0, put: text.trim() ? `${words}\n\n` : words };
  const ends = text.indexOf("\n", field.selectionStart);
  const at = ends < 0 ? text.length : ends;
  return { at, put: !at || /\s/.test(text[at - 1]) ? words : ` ${words}` };
}

function put(field, words, start, end) {
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, words)) {
    field.setRangeText(words, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.dispatchEvent(new CustomEvent("coach:used", { bubbles: true, detail: { start, end: start + words.length } }));
}

function use(button) {
  const field = button.closest("form").querySelector("[data-write]");
  const { from, to, start, end } = button.closest("[data-finding]").dataset;
  const { use: words, tell, taken } = button.dataset;
  const isMissing = start === end;
  if (!isMissing && !to) return; // its words were changed meanwhile
  if (tell) button.dispatchEvent(new CustomEvent("coach:told", { bubbles: true, detail: { url: tell, more: { finding: taken }, beside: true } }));
  if (isMissing) {
    const { at, put: whole } = addition(field, words);
    put(field, whole, at, at);
  } else put(field, words, ...widened([Number(from), Number(to)], field.value, words));
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-use]");
  if (button) use(button);
});
