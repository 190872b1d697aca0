// Keeps the page current: hears which cases changed, fetches the same page again and swaps the parts marked for it.
const { live, liveOf } = document.body.dataset;
const [POLL, RETRY, MINUTE] = [2000, 30000, 60000];
let [fetching, again] = [false, false];
let [source, polling, retrying] = [null, 0, 0];

/** Remember what the reader opened, typed or stands on, so that a swap takes nothing away. */
function remember(part) {
  const fields = [...part.querySelectorAll("input[id], textarea[id], select[id]")].filter(isChanged);
  const at = part.contains(document.activeElement) ? document.activeElement : null;
  return {
    open: [...part.querySelectorAll("details[id][open]")].map((details) => details.id),
    typed: fields.map((field) => [field.id, field.value, field.checked]),
    focus: at && (at.id || at.closest("[data-row]")?.id),
  };
}

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field instanceof HTMLSelectElement) return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

function restore({ open, typed, focus }) {
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, value, checked] of typed) {
    const field = document.getElementById(id);
    if (!field) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked;
    else field.value = value;
  }
  if (!focus) return;
  const element = document.getElementById(focus);
  (element?.querySelector(".row-link") ?? element)?.focus({ preventScroll: true });
}

function swap(part, fresh) {
  if (part.isEqualNode(fresh)) return;
  const kept = remember(part);
  const known = new Set([...part.querySelectorAll("[data-said]")].map((said) => said.dataset.said));
  part.replaceWith(fresh);
  window.htmx?.process(fresh);
  restore(kept);
  if (known.size) announce([...fresh.querySelectorAll("[data-said]")].filter((said) => !known.has(said.dataset.said)));
  fresh.dispatchEvent(new CustomEvent("live:swapped", { bubbles: true }));
}

function announce(arrived) {
  if (!arrived.length) return;
  document.querySelector("[data-said-aloud]").textContent = `New from ${arrived.at(-1).dataset.who}`;
  if (document.hidden && !document.title.startsWith("● ")) document.title = `● ${document.title}`;
}

/** Fetch this page as it is now and take over its marked parts; calls that come meanwhile make one more. */
async function refresh() {
  again = fetching;
  if (fetching) return;
  fetching = true;
  try {
    const answer = await fetch(location.href, { headers: { "X-Live": "1" } });
    if (answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-live-part]")) {
        const fresh = page.getElementById(part.id);
        // A part that names its state has things written in it, and is only swapped when that state is another.
        const stays = part.dataset.liveState && part.dataset.liveState === fresh?.dataset.liveState;
        if (fresh && !stays) swap(part, document.adoptNode(fresh));
      }
    }
  } catch {
    // Out of reach for now: the next event or poll tries again.
  } finally {
    fetching = false;
  }
  if (again) refresh();
}

/** Listen only while somebody looks: a browser opens six connections to a desk, and every tab would hold one. */
function listen() {
  if (source || document.hidden) return;
  clearTimeout(retrying);
  source = new EventSource(live);
  source.addEventListener("open", () => {
    clearInterval(polling);
    polling = 0;
  });
  source.addEventListener("changed", (event) => {
    const cases = event.data.split(" ");
    if (!liveOf || cases.includes(liveOf) || cases.includes("*")) refresh();
  });
  source.addEventListener("error", () => {
    if (!polling) polling = setInterval(() => document.hidden || refresh(), POLL);
    if (source?.readyState !== EventSource.CLOSED) return;
    source = null;
    retrying = setTimeout(listen, RETRY);
  });
}

function rest() {
  clearTimeout(retrying);
  clearInterval(polling);
  polling = 0;
  source?.close();
  source = null;
}

function wake() {
  document.title = document.title.replace(/^● /, "");
  listen();
  refresh();
}

if (live) {
  listen();
  setInterval(refresh, MINUTE); // the times left change by themselves, and a tab in the back marks what has come in
  addEventListener("pagehide", rest);
  addEventListener("pageshow", (event) => event.persisted && wake());
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : wake()));
}
document.addEventListener("live:wanted", refresh);
