// A text field grows with its text.
function fit(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

const fitAll = () => document.querySelectorAll("textarea[data-autosize]").forEach((field) => field.offsetParent && fit(field));

document.addEventListener("input", ({ target }) => target.matches("textarea[data-autosize]") && fit(target));
for (const name of ["composer:shown", "live:swapped", "htmx:after:swap"]) document.addEventListener(name, fitAll);
document.addEventListener("toggle", fitAll, true);
addEventListener("resize", fitAll);
document.fonts.ready.then(fitAll);
fitAll();
