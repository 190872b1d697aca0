// Notes which message the writer has really seen, so that a reply is stopped only by one that they have not.
const LONG_ENOUGH = 1000;
let timer = 0;

const observer = new IntersectionObserver((entries) => {
  clearTimeout(timer);
  const visible = entries.find((entry) => entry.isIntersecting);
  if (visible) timer = setTimeout(() => mark(visible.target), LONG_ENOUGH);
}, { threshold: 0.5 });

function mark(said) {
  const field = document.querySelector("[data-seen]");
  if (field && document.hasFocus()) field.value = said.dataset.said;
}

function watch() {
  observer.disconnect();
  const last = [...document.querySelectorAll("#said [data-said]")].at(-1);
  if (last) observer.observe(last);
}

for (const name of ["live:swapped", "htmx:after:swap"]) document.addEventListener(name, watch);
watch();
