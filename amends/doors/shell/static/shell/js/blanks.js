// Blanks in square brackets, such as [day]: each is selected in turn, so that typing fills it; Tab goes to the next one.
const BLANK = /\[(?=[^\]\n]*\p{L})[^\][\n]{1,60}\](?!\()/gu;
let filling = null;

function blankFrom(field, at, end = field.value.length) {
  for (const found of field.value.matchAll(BLANK)) {
    if (found.index >= at && found.index + found[0].length <= end) return [found.index, found.index + found[0].length];
  }
  return null;
}

function select(field, [start, end]) {
  field.setSelectionRange(start, end);
  document.querySelector("[data-said-aloud]").textContent = `Fill in: ${field.value.slice(start + 1, end - 1)}`;
}

// Words were put in between two places.
document.addEventListener("coach:used", ({ target, detail }) => {
  const first = blankFrom(target, detail.start, detail.end);
  filling = first ? target : null;
  if (first) select(target, first);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Tab" || event.shiftKey || event.altKey || event.ctrlKey || event.target !== filling) return;
  const next = blankFrom(filling, filling.selectionEnd) ?? blankFrom(filling, 0);
  if (next && next[0] !== filling.selectionStart) {
    event.preventDefault();
    select(filling, next);
  } else filling = null;
});

document.addEventListener("focusout", ({ target }) => {
  if (target === filling) filling = null;
});
