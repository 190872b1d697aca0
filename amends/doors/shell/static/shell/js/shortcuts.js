// Single keys: j k in lists, g and a letter for the rail, and the key that a control names in data-key. Can be switched off.
const on = document.body.dataset.shortcuts === "on";
let leader = 0;

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const stops = () => {
  const rows = [...document.querySelectorAll("[data-row]")].map((row) => row.querySelector("a")).filter(Boolean);
  return rows.length ? rows : [...document.querySelectorAll("[data-said]")];
};
const current = () => document.activeElement?.closest("[data-row]")?.querySelector("a") ?? document.querySelector("[data-at]");

function step(by) {
  const all = stops();
  if (!all.length) return;
  const at = all.findIndex((stop) => stop === document.activeElement || stop.hasAttribute("data-at"));
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  for (const stop of all) stop.toggleAttribute("data-at", stop === next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

async function take(link) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const answer = await fetch(`${link.pathname}owner/`, { method: "POST", headers: { "X-CSRFToken": token, "HX-Request": "true" } });
  if (answer.ok) document.dispatchEvent(new CustomEvent("live:wanted"));
}

/** On a list, r, n and t work on the row one stands on. */
function onRow(key) {
  const link = current();
  if (!link) return false;
  if (key === "r") location.assign(`${link.pathname}?tab=reply#composer`);
  else if (key === "n") location.assign(`${link.pathname}?tab=note#composer`);
  else if (key === "t") take(link);
  else if (key === "o") link.click();
  else return false;
  return true;
}

function find() {
  const field = document.querySelector("[data-find]");
  if (field) field.select();
  else location.assign("/search/");
}

function press(key) {
  const named = document.querySelector(`main [data-key="${CSS.escape(key)}"]`);
  if (named) named.click();
  return named !== null;
}

function act(key) {
  if (leader && Date.now() - leader < 1500) {
    leader = 0;
    document.querySelector(`.rail [data-key="${CSS.escape(key)}"]`)?.click();
    return true;
  }
  leader = 0;
  switch (key) {
    case "g":
      leader = Date.now();
      return true;
    case "j":
      step(1);
      return true;
    case "k":
      step(-1);
      return true;
    case "/":
      find();
      return true;
    case "?":
      document.querySelector("[data-cheatsheet]")?.click();
      return true;
    case "w":
      if (!press(key)) location.assign("/new/");
      return true;
    case "u":
      document.querySelector("main [data-back]")?.click();
      return true;
    default:
      return press(key) || onRow(key);
  }
}

document.addEventListener("keydown", (event) => {
  if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]") || event.key.length !== 1) return;
  if (act(event.key)) event.preventDefault();
});
