// A target that somebody reaches while the screen is on is said in large letters for a while. What was reached before
// the page was loaded is no news.
const SHOWN_FOR = 12_000;
const reached = () => [...document.querySelectorAll("[data-reached]")];
const known = new Set(reached().map((one) => one.dataset.reached));
const waiting = [];
let isShowing = false;

function showNext() {
  const place = document.getElementById("celebration");
  const words = waiting.shift();
  isShowing = words !== undefined;
  place.textContent = words ?? "";
  place.classList.toggle("is-on", isShowing);
  if (isShowing) setTimeout(showNext, SHOWN_FOR);
}

document.addEventListener("htmx:afterSwap", () => {
  for (const one of reached()) {
    if (known.has(one.dataset.reached)) continue;
    known.add(one.dataset.reached);
    waiting.push(one.textContent);
  }
  if (!isShowing) showNext();
});
