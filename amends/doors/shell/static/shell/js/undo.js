// Counts down the seconds in which a reply can be taken back; the desk decides, this only shows.
const ends = new Map();

function tick() {
  for (const form of document.querySelectorAll("[data-countdown]")) {
    const seconds = form.querySelector("[data-seconds]");
    const name = form.dataset.leavesAt;
    if (!ends.has(name)) ends.set(name, performance.now() + Number(seconds.textContent) * 1000);
    const left = Math.ceil((ends.get(name) - performance.now()) / 1000);
    if (left > 0) {
      seconds.textContent = String(left);
    } else {
      form.replaceChildren("· leaving now");
      form.removeAttribute("data-countdown");
      setTimeout(() => document.dispatchEvent(new CustomEvent("live:wanted")), 1500);
    }
  }
}

setInterval(tick, 250);
