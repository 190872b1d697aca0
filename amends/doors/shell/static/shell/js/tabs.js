// The composer's tabs change in place; without script they are links that the desk answers.
function show(name) {
  for (const panel of document.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
  for (const tab of document.querySelectorAll("[data-tab]")) {
    if (tab.dataset.tab === name) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  const field = document.querySelector(`[data-panel="${name}"] textarea`);
  field.dispatchEvent(new CustomEvent("composer:shown", { bubbles: true }));
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  document.querySelector("[data-composer]").scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-tab]");
  if (!tab) return;
  event.preventDefault();
  show(tab.dataset.tab);
});

// The browser goes to the fragment itself when the page has loaded, and takes the focus with it: so after that.
addEventListener("load", () => {
  const chosen = document.querySelector("[data-tab][aria-current]");
  if (location.hash === "#composer" && chosen) setTimeout(show, 0, chosen.dataset.tab);
});
