// A text field grows with its text, by rows, so that no style is written into the page.
const least = new WeakMap();

function fit(field) {
  if (!least.has(field)) least.set(field, field.rows);
  const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(field);
  field.rows = least.get(field);
  const room = field.scrollHeight - parseFloat(paddingTop) - parseFloat(paddingBottom);
  field.rows = Math.max(least.get(field), Math.round(room / parseFloat(lineHeight)));
}

const fitAll = () => document.querySelectorAll("textarea[data-autosize]").forEach((field) => field.offsetParent && fit(field));

document.addEventListener("input", ({ target }) => target.matches("textarea[data-autosize]") && fit(target));
for (const name of ["composer:shown", "live:swapped", "htmx:after:swap"]) document.addEventListener(name, fitAll);
document.addEventListener("toggle", fitAll, true);
addEventListener("resize", fitAll);
document.fonts.ready.then(fitAll);
fitAll();
