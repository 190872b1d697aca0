// Paints the coach's underlines on a layer behind the text and moves them along while one types; shows which words a note is about.
const GRAVER = ["must", "better", "hint", "answer"];
const painted = new WeakMap();
let pointed = "";

const places = (text) => {
  const units = [0];
  for (const point of text) units.push(units.at(-1) + point.length);
  return units;
};

/** Read the marks of a margin; it counts code points, browsers count other units. */
function read(margin, text) {
  const units = places(text);
  return [...margin.querySelectorAll("[data-start]")]
    .map(({ dataset }) => ({ key: dataset.keyedBy, level: dataset.level ?? "answer", start: units[dataset.start], end: units[dataset.end] }))
    .filter(({ start, end }) => start < end);
}

/** Cut the text where marks begin and end; each piece has the gravest of the marks over it. */
function pieces(text, marks) {
  const shown = marks.filter(({ key, level }) => level !== "answer" || key === pointed);
  const cuts = [...new Set([0, text.length, ...shown.flatMap(({ start, end }) => [start, end])])].sort((one, other) => one - other);
  return cuts.slice(0, -1).map((start, place) => {
    const words = text.slice(start, cuts[place + 1]);
    const over = shown.filter((mark) => mark.start <= start && start < mark.end);
    if (!over.length) return words;
    const piece = document.createElement("mark");
    piece.className = GRAVER.find((level) => over.some((mark) => mark.level === level));
    const lit = over.find(({ key }) => key === pointed);
    if (lit) piece.classList.add("lit", `lit-${lit.level}`);
    piece.dataset.place = start;
    piece.textContent = words;
    return piece;
  });
}

function paint(field, marks) {
  const text = field.value;
  field.closest("form").querySelector("[data-under]").replaceChildren(...pieces(text, marks), "\n");
  painted.set(field, { text, marks });
}

/** Write down at each note where its words stand now, in the units of the field; nowhere, once they were edited. */
function stamp(field) {
  const { marks } = painted.get(field);
  const found = new Map(marks.map((mark) => [mark.key, mark]));
  for (const note of field.closest("form").querySelectorAll("[data-start]")) {
    const mark = found.get(note.dataset.keyedBy);
    note.dataset.from = mark?.start ?? "";
    note.dataset.to = mark?.end ?? "";
  }
}

/** Keep the marks before and behind the place that was edited; one that was edited itself is gone until the coach speaks. */
function move({ text: before, marks }, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const shift = after.length - before.length;
  return marks.flatMap((mark) => {
    if (mark.end <= head) return [mark];
    if (mark.start < before.length - tail) return [];
    return [{ ...mark, start: mark.start + shift, end: mark.end + shift }];
  });
}

/** Show the words of the note that the mouse was moved to, else of the one that has the focus. */
function point(target) {
  const note = target?.closest?.("[data-keyed-by]") ?? document.activeElement?.closest("[data-keyed-by]");
  const key = note?.dataset.keyedBy ?? "";
  if (key === pointed) return;
  pointed = key;
  for (const field of document.querySelectorAll("[data-write]")) paint(field, painted.get(field).marks);
}

/** The note whose words one stands in is marked, so that eyes find it. */
function mark() {
  const field = document.activeElement;
  if (!field?.matches("[data-write]")) return;
  const at = field.selectionStart;
  for (const note of field.closest("form").querySelectorAll("[data-finding]")) {
    const { from, to } = note.dataset;
    note.toggleAttribute("data-near", Boolean(to) && Number(from) <= at && at <= Number(to));
  }
}

document.addEventListener("coach:said", ({ target, detail }) => {
  const marks = read(detail.page ?? target.closest("form"), detail.text);
  paint(target, target.value === detail.text ? marks : move({ text: detail.text, marks }, target.value));
  stamp(target);
});
document.addEventListener("coach:settled", ({ target }) => {
  stamp(target);
  mark();
});
document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-write]") || !painted.has(target)) return;
  paint(target, move(painted.get(target), target.value));
  stamp(target);
});
document.addEventListener("selectionchange", mark);
// A note that comes to lie under a mouse that rests isn't pointed at.
document.addEventListener("pointermove", (event) => (event.movementX || event.movementY) && point(event.target));
document.addEventListener("focusin", ({ target }) => point(target));

for (const field of document.querySelectorAll("[data-write]")) {
  paint(field, read(field.closest("form"), field.value));
  stamp(field);
}
