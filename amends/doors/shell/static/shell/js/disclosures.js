// Menus close when one looks elsewhere; the cheat sheet opens; "back" goes back to the list one came from.
document.documentElement.dataset.script = "on";

const openMenus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;

  if (event.target.closest("[data-cheatsheet]")) document.getElementById("cheatsheet").showModal();

  const back = event.target.closest("[data-back]");
  if (back && history.length > 1 && document.referrer.startsWith(location.origin)) {
    event.preventDefault();
    history.back();
  }
});

document.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.matches?.("details") || !event.target.open) return;
    event.target.querySelector("input:not([type=hidden]), textarea, select")?.focus({ preventScroll: true });
  },
  true,
);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const [menu] = openMenus();
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (event.target.matches("textarea, input")) {
    event.target.blur();
  }
});
