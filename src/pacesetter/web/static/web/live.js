// Parts marked `data-live` are fetched anew when the server says that something has changed. One stream per window.
// All viewers hear it at the same moment, so each waits a little while of its own before it asks.
const SPREAD = 300;
const AGAIN = 1500;
const LATER = 5000;
let last = 0;
// What the server gave along with a part that many are shown (`data-live-shared`), so that it can give the next one
// from memory. Whoever only passes by needs none; the spread keeps apart those who lost their streams together.
const STAYS = 1000;
const TICKET_SPREAD = 4000;
const FRESH = 60_000;
let ticket = "";
let ticketFor = "";
let ticketAt = -Infinity;
let ticketDue;
let source;
let due;
let isWanted = false;
let refreshedAt = -Infinity;
const underWay = new Set();
let stale = false;

const part = () => document.querySelector("[data-live]");
const addressOf = (live) => live.dataset.liveSource || location.pathname + location.search;

// Nothing is taken out of somebody's hands: an open menu, a list being chosen from, a line being typed, an open panel.
const isBusy = (live) =>
  document.hidden ||
  underWay.size > 0 ||
  live.querySelector("details[data-menu][open], .to-do-panel:not(:empty)") !== null ||
  (live.contains(document.activeElement) &&
    document.activeElement.matches("input, select, textarea"));

// Whoever is at the keyboard stays on the link that they are on. One with an id is found again by htmx.
const WAYS = "a[href], button, summary";
const named = (way) => `${way.tagName} ${way.getAttribute("href")} ${way.getAttribute("aria-label") ?? way.textContent}`;
const focusedIn = (live) => {
  const way = document.activeElement;
  return live.contains(way) && way.matches(WAYS) && !way.id ? named(way) : undefined;
};

// A page that is made for one viewer alone says by `data-live-pause` how long it rests after it was refreshed: it hears
// of changes of everybody, and each asks for a page of its own.
function want() {
  isWanted = true;
  clearTimeout(due);
  const rest = refreshedAt + Number(part()?.dataset.livePause ?? 0) - performance.now();
  due = setTimeout(refresh, Math.max(0, rest) + Math.random() * SPREAD);
}

function refresh() {
  const live = part();
  if (!live || !isWanted) return;
  if (isBusy(live)) {
    if (!document.hidden) due = setTimeout(refresh, AGAIN);
    return;
  }
  isWanted = false;
  stale = false;
  refreshedAt = performance.now();
  const places = [...live.querySelectorAll("[data-keep-scroll]")].map((one) => [one.scrollLeft, one.scrollTop]);
  const open = [...live.querySelectorAll("details:not([data-menu])")].map((one) => one.open);
  const focused = focusedIn(live);
  const headers = { Live: String(last) };
  // Where it would come out the same, nothing is sent.
  if (live.dataset.liveSign) headers["Live-Sign"] = live.dataset.liveSign;
  const address = addressOf(live);
  if (ticket && ticketFor === address) headers["Live-Ticket"] = ticket;
  htmx.ajax("GET", address, { target: `#${live.id}`, swap: "outerHTML show:none", headers }).then(() => {
    const fresh = part();
    if (!fresh || stale || fresh === live) return;
    if (focused && !fresh.contains(document.activeElement)) {
      [...fresh.querySelectorAll(WAYS)].find((way) => named(way) === focused)?.focus({ preventScroll: true });
    }
    for (const [index, one] of fresh.querySelectorAll("[data-keep-scroll]").entries()) {
      if (places[index]) [one.scrollLeft, one.scrollTop] = places[index];
    }
    for (const [index, one] of fresh.querySelectorAll("details:not([data-menu])").entries()) one.open = open[index];
  }, () => {});
}

function keep(given, address) {
  if (given) [ticket, ticketFor, ticketAt] = [given, address, performance.now()];
}

// Streams last less than tickets do, and begin again by themselves.
function askForTicket() {
  ticketDue ??= setTimeout(async () => {
    ticketDue = undefined;
    const live = part();
    if (!live || live.dataset.liveShared === undefined) return;
    const address = addressOf(live);
    if (ticketFor === address && performance.now() - ticketAt < FRESH) return;
    const headers = { Live: String(last), "HX-Request": "true" };
    try {
      keep((await fetch(address, { method: "HEAD", headers, redirect: "error" })).headers.get("Live-Ticket"), address);
    } catch {
      // Without one it goes the usual way.
    }
  }, STAYS + Math.random() * TICKET_SPREAD);
}

function connect() {
  const live = part();
  if (!live || source) return;
  const address = live.dataset.liveAddress || "/live/";
  source = new EventSource(last ? `${address}?last=${last}` : address);
  source.addEventListener("open", askForTicket);
  source.addEventListener("changed", (event) => {
    last = Number(event.lastEventId) || last;
    want();
  });
}

// What somebody asks for goes before what refreshes by itself: an answer that was on its way when they asked shows the
// page as it was before, so it is thrown away, and asked for anew once theirs is there.
const isOwn = (event) => event.detail.requestConfig?.headers.Live === undefined;

document.addEventListener("htmx:beforeSend", (event) => {
  if (!isOwn(event)) return;
  underWay.add(event.detail.xhr);
  stale = true;
});
document.addEventListener("htmx:afterRequest", (event) => {
  const { xhr, pathInfo } = event.detail;
  underWay.delete(xhr);
  keep(xhr.getResponseHeader("Live-Ticket"), pathInfo.finalRequestPath);
  // A server that was just starting again must not cost anybody the last change.
  if (!isOwn(event) && (xhr.status === 0 || xhr.status >= 500)) {
    isWanted = true;
    clearTimeout(due);
    due = setTimeout(refresh, LATER + Math.random() * SPREAD);
  }
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (isOwn(event)) return;
  // Somebody may have opened a menu since it was asked for.
  const live = part();
  if (!stale && !(live && isBusy(live))) return;
  event.detail.shouldSwap = false;
  want();
});

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
