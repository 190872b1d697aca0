// A question that nobody heard: words marked in the customer's message are offered when one opens "Add a question".
let marked = "";

const theirs = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest(".said-theirs .said-text");

document.addEventListener("selectionchange", () => {
  const chosen = getSelection();
  const words = chosen.toString().replace(/\s+/g, " ").trim();
  if (words && theirs(chosen.anchorNode) && theirs(chosen.focusNode)) marked = words;
});

document.addEventListener("toggle", ({ target }) => {
  if (target.id !== "ask-more" || !target.open) return;
  const field = target.querySelector("input");
  if (marked) field.value = marked;
  marked = "";
  field.select();
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.target.id !== "asks-words") return;
  event.preventDefault();
  event.target.closest("details").querySelector("button").click();
});

document.addEventListener("coach:settled", () => {
  const [more, field] = [document.getElementById("ask-more"), document.getElementById("asks-words")];
  const words = field?.value.trim().toLowerCase();
  const heard = [...document.querySelectorAll("#coach-questions summary")].some((one) => words && one.textContent.toLowerCase().includes(words));
  if (!heard) return;
  field.value = "";
  more.open = false;
});
