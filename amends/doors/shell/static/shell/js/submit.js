// Ctrl+Enter sends what one is writing, Enter alone where a field says so; a form that is on its way is not sent again.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey || event.target.matches("[data-sends]"))) return;
  const form = event.target.closest("form[data-submit-key]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".button-main"));
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-submit-key]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (event.submitter?.formAction && event.submitter.hasAttribute("formaction")) return;
  form.dataset.sent = "1";
  form.querySelector(".button-main").setAttribute("aria-disabled", "true");
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelector(".button-main").removeAttribute("aria-disabled");
  }
});
