// Counts down the seconds in which a reply can be taken back, then looks until it has arrived; the desk decides, this only shows.
const SHORTEST = 1000;
const LONGEST = 60000;
const ends = new Map();
let pause = SHORTEST;
let looking = 0;

const look = () => document.dispatchEvent(new CustomEvent("live:wanted"));

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
      form.toggleAttribute("data-on-its-way", true);
    }
  }
  follow();
}

/** Look after a second, then ever more rarely: a server that takes a mail later is asked for hours. */
function follow() {
  if (!document.querySelector("[data-on-its-way]")) {
    pause = SHORTEST;
  } else if (!looking) {
    looking = setTimeout(() => {
      looking = 0;
      look();
    }, pause);
    pause = Math.min(pause * 1.5, LONGEST);
  }
}

setInterval(tick, 250);
