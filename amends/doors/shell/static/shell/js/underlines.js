// Paints the coach's underlines on a layer behind the text, and moves them along while one types elsewhere.
const painted = new WeakMap();

const places = (text) => {
  const units = [0];
  for (const point of text) units.push(units.at(-1) + point.length);
  return units;
};

function read(form, text) {
  const units = places(text);
  return [...form.querySelectorAll("[data-finding]")]
    .map(({ dataset }) => ({ start: units[dataset.start], end: units[dataset.end], level: dataset.level }))
    .filter(({ start, end }) => start < end)
    .sort((one, other) => one.start - other.start);
}

function paint(field, marks) {
  const layer = field.closest("form").querySelector("[data-under]");
  const text = field.value;
  const pieces = [];
  let at = 0;
  for (const { start, end, level } of marks) {
    if (start < at) continue;
    const mark = document.createElement("mark");
    mark.className = level;
    mark.textContent = text.slice(start, end);
    pieces.push(text.slice(at, start), mark);
    at = end;
  }
  layer.replaceChildren(...pieces, `${text.slice(at)}\n`);
  painted.set(field, { text, marks });
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

document.addEventListener("coach:said", ({ target, detail }) => {
  const marks = read(target.closest("form"), detail.text);
  paint(target, target.value === detail.text ? marks : move({ text: detail.text, marks }, target.value));
});

document.addEventListener("input", ({ target }) => {
  if (target.matches("[data-write]") && painted.has(target)) paint(target, move(painted.get(target), target.value));
});

for (const field of document.querySelectorAll("[data-write]")) paint(field, read(field.closest("form"), field.value));
