// Puts a text block, what we understood, an offer or the customer's copy of a policy into the reply where the cursor stands.
function insert(words) {
  document.querySelector('[data-tab="reply"]').click();
  const field = document.querySelector("[data-write]");
  const start = field.selectionStart;
  const gap = words.includes("\n") ? "\n\n" : " "; // what has several lines is a paragraph of its own
  const before = start && !field.value.slice(0, start).endsWith("\n") ? gap : "";
  field.focus();
  if (!document.execCommand("insertText", false, before + words)) field.setRangeText(before + words, start, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Fill the form of a promise with what the draft says, for one more look and a click. */
function record({ promise, amount, due }) {
  const form = document.getElementById("make-promise");
  form.open = true;
  form.querySelector("#promise-thing").value = promise;
  form.querySelector("#promise-amount").value = amount;
  if (due) form.querySelector("#promise-due").value = due;
  form.querySelector("button").focus();
  form.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const block = event.target.closest("[data-block]");
  if (block && !block.disabled) {
    event.preventDefault();
    block.closest("details").open = false;
    insert(block.dataset.block);
  }
  const source = event.target.closest("[data-into-reply]");
  if (source) {
    const place = document.getElementById(source.dataset.intoReply);
    insert((place.value ?? place.textContent).trim());
    const tick = document.querySelector(`[data-composer] [name="${source.dataset.ticks}"]`);
    if (tick) tick.checked = true;
  }
  const promise = event.target.closest("[data-promise]");
  if (promise) record(promise.dataset);
});
