// Says on which line of a text one is, and goes to the line that a fault names.
const field = document.querySelector("textarea[data-lines]");
const place = document.querySelector("[data-at-line]");

const startOf = (text, line) => text.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
const endOf = (text, start) => (text.indexOf("\n", start) < 0 ? text.length : text.indexOf("\n", start));

function say() {
  place.textContent = `· line ${field.value.slice(0, field.selectionStart).split("\n").length}`;
}

/** How far down a place in the text stands: lines wrap, so a copy of the field is asked. */
function heightAt(end) {
  const copy = field.cloneNode();
  for (const name of [...copy.getAttributeNames()]) if (name !== "spellcheck") copy.removeAttribute(name);
  copy.className = "editor-measure";
  copy.value = field.value.slice(0, end);
  field.after(copy);
  const height = copy.scrollHeight;
  copy.remove();
  return height;
}

/** Select a line, a third of the field below its upper edge. */
function goTo(line) {
  const start = startOf(field.value, line);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, endOf(field.value, start));
  field.scrollTop = heightAt(start) - field.clientHeight / 3;
  field.scrollIntoView({ block: "nearest" });
  say();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-line]");
  if (button) goTo(Number(button.dataset.line));
});
document.addEventListener("selectionchange", () => document.activeElement === field && say());
