// Parts marked `data-live` are fetched anew when the server says that something has changed. One stream per window.
// All viewers hear it at the same moment, so each waits a little while of its own before it asks.
const SPREAD = 400;
const AGAIN = 1500;
let last = 0;
let source;
let due;
let isWanted = false;

const part = () => document.querySelector("[data-live]");

// Nothing is taken out of somebody's hands: an open menu, a list being chosen from, a line being typed.
const isBusy = (live) =>
  document.hidden ||
  live.querySelector("details[data-menu][open]") !== null ||
  (live.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"));

function want() {
  isWanted = true;
  clearTimeout(due);
  due = setTimeout(refresh, Math.random() * SPREAD);
}

function refresh() {
  const live = part();
  if (!live || !isWanted) return;
  if (isBusy(live)) {
    if (!document.hidden) due = setTimeout(refresh, AGAIN);
    return;
  }
  isWanted = false;
  const places = [...live.querySelectorAll("[data-keep-scroll]")].map((one) => [one.scrollLeft, one.scrollTop]);
  const open = [...live.querySelectorAll("details:not([data-menu])")].map((one) => one.open);
  const headers = { Live: String(last) };
  const address = live.dataset.liveSource || location.pathname + location.search;
  htmx.ajax("GET", address, { target: `#${live.id}`, swap: "outerHTML show:none", headers }).then(() => {
    const fresh = part();
    if (!fresh) return;
    for (const [index, one] of fresh.querySelectorAll("[data-keep-scroll]").entries()) {
      if (places[index]) [one.scrollLeft, one.scrollTop] = places[index];
    }
    for (const [index, one] of fresh.querySelectorAll("details:not([data-menu])").entries()) one.open = open[index];
  });
}

function connect() {
  const live = part();
  if (!live || source) return;
  const address = live.dataset.liveAddress || "/live/";
  source = new EventSource(last ? `${address}?last=${last}` : address);
  source.addEventListener("changed", (event) => {
    last = Number(event.lastEventId) || last;
    want();
  });
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && isWanted) refresh();
});
// A page kept for the way back has lost its stream.
window.addEventListener("pagehide", () => {
  source?.close();
  source = undefined;
});
window.addEventListener("pageshow", (event) => {
  connect();
  if (event.persisted) want();
});
document.addEventListener("htmx:afterSettle", connect);
connect();
