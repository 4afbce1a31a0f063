// Parts marked `data-live` are fetched anew when the server says that something has changed. One stream per window.
// All viewers hear it at the same moment, so each waits a little while of its own before it asks. Where many are shown the
// same (`data-live-shared`), the stream at the part's own address says what has changed, and nothing is fetched.
const SPREAD = 300;
const AGAIN = 1500;
const LATER = 5000;
let last = "";
// What the server gave along with such a part, so that it can give the next one from memory.
let ticket = "";
let ticketFor = "";
let source;
let sourceFor;
// Whether the part came by another way than the stream, which then doesn't know what is shown.
let isAnother = false;
// What the stream has told and is not shown yet: `whole`, `pieces` by their keys, `order`.
let news;
// Whether the stream has told more than what is being fetched may show.
let isOvertaken = false;
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

// Whoever is at the keyboard stays on the link that they are on, even where it reads otherwise now. One with an id is found
// again by htmx.
const WAYS = "a[href], button, summary";
const named = (way) => `${way.tagName} ${way.getAttribute("href")} ${way.getAttribute("aria-label") ?? way.textContent}`;
const focusedIn = (live) => {
  const way = document.activeElement;
  return live.contains(way) && way.matches(WAYS) && !way.id ? { name: named(way), leadsTo: way.getAttribute("href") } : undefined;
};
const foundAgain = (fresh, { name, leadsTo }) => {
  const ways = [...fresh.querySelectorAll(WAYS)];
  return ways.find((way) => named(way) === name) ?? ways.find((way) => leadsTo && way.getAttribute("href") === leadsTo);
};

// A page that is made for one viewer alone says by `data-live-pause` how long it rests after it was refreshed: it hears
// of changes of everybody, and each asks for a page of its own.
function want() {
  isWanted = true;
  clearTimeout(due);
  const rest = refreshedAt + Number(part()?.dataset.livePause ?? 0) - performance.now();
  due = setTimeout(refresh, Math.max(0, rest) + Math.random() * SPREAD);
}

// What is to be as it was once the part, or some of it, has been put in anew.
function placesIn(live) {
  const scrolled = [...live.querySelectorAll("[data-keep-scroll]")].map((one) => [one.scrollLeft, one.scrollTop]);
  const open = [...live.querySelectorAll("details:not([data-menu])")].map((one) => one.open);
  const focused = focusedIn(live);
  return (fresh) => {
    if (focused && !fresh.contains(document.activeElement)) {
      foundAgain(fresh, focused)?.focus({ preventScroll: true });
    }
    if (fresh === live) return;
    for (const [index, one] of fresh.querySelectorAll("[data-keep-scroll]").entries()) {
      if (scrolled[index]) [one.scrollLeft, one.scrollTop] = scrolled[index];
    }
    for (const [index, one] of fresh.querySelectorAll("details:not([data-menu])").entries()) one.open = open[index];
  };
}

function refresh() {
  const live = part();
  if (!live || !(isWanted || news)) return;
  if (isBusy(live)) {
    clearTimeout(due);
    if (!document.hidden) due = setTimeout(refresh, AGAIN);
    return;
  }
  if (isWanted) fetchAnew(live);
  else put(live);
}

function fetchAnew(live) {
  isWanted = stale = isOvertaken = false;
  news = undefined;
  refreshedAt = performance.now();
  const restore = placesIn(live);
  const headers = { Live: last || "0" };
  // Where it would come out the same, nothing is sent.
  if (live.dataset.liveSign) headers["Live-Sign"] = live.dataset.liveSign;
  const address = addressOf(live);
  if (ticket && ticketFor === address) headers["Live-Ticket"] = ticket;
  htmx.ajax("GET", address, { target: `#${live.id}`, swap: "outerHTML show:none", headers }).then(() => {
    const fresh = part();
    if (fresh && !stale && fresh !== live) restore(fresh);
  }, () => {});
}

// Nothing is fetched any more that was to be, and what is on its way is older than this.
function hear({ whole, pieces, order }) {
  isWanted = false;
  isOvertaken = true;
  if (whole !== undefined) news = { whole, pieces: {} };
  else news = { ...news, pieces: { ...news?.pieces, ...pieces }, order: order ?? news?.order };
  refresh();
}

function put(live) {
  const { whole, pieces, order } = news;
  news = undefined;
  const restore = placesIn(live);
  if (whole !== undefined) htmx.swap(live, whole, { swapStyle: "outerHTML" });
  const fresh = part();
  const there = new Map([...fresh.querySelectorAll("[data-live-piece]")].map((one) => [one.dataset.livePiece, one]));
  // What is shown is something else than the stream thinks.
  if (Object.keys(pieces).some((key) => !there.has(key))) want();
  for (const [key, drawn] of Object.entries(pieces).filter(([key]) => there.has(key))) {
    const made = document.createElement("template");
    made.innerHTML = drawn;
    const [piece] = made.content.children;
    there.get(key).replaceWith(piece);
    there.set(key, piece);
    htmx.process(piece);
  }
  for (const key of order ?? []) there.get(key)?.parentNode.append(there.get(key));
  document.dispatchEvent(new CustomEvent("live:put"));
  restore(fresh);
}

function keep(given, address) {
  if (given) [ticket, ticketFor] = [given, address];
}

function disconnect() {
  source?.close();
  source = sourceFor = news = undefined;
}

function connect() {
  const live = part();
  const isShared = live?.dataset.liveShared !== undefined;
  const address = isShared ? addressOf(live) : live && (live.dataset.liveAddress || "/live/");
  if (source && (address !== sourceFor || (isShared && isAnother))) disconnect();
  isAnother = false;
  if (!live || source) return;
  sourceFor = address;
  // The address of a part is that of its ticket, and it comes whole where something was missed.
  source = new EventSource(last && !isShared ? `${address}?last=${last}` : address);
  source.addEventListener("ticket", (event) => keep(event.data, address));
  source.addEventListener("part", (event) => {
    last = event.lastEventId || last;
    if (part() && addressOf(part()) === address) hear(JSON.parse(event.data));
  });
  source.addEventListener("changed", (event) => {
    last = event.lastEventId || last;
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
  const live = part();
  if (isOwn(event)) {
    isAnother ||= live !== null && event.detail.shouldSwap && event.detail.target.contains(live);
    return;
  }
  // Somebody may have opened a menu since it was asked for.
  if (!isOvertaken && !stale && !(live && isBusy(live))) return;
  event.detail.shouldSwap = false;
  if (!isOvertaken) want();
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});
// A page kept for the way back has lost its stream.
window.addEventListener("pagehide", disconnect);
window.addEventListener("pageshow", (event) => {
  connect();
  if (event.persisted) want();
});
document.addEventListener("htmx:afterSettle", connect);
document.addEventListener("htmx:historyRestore", () => {
  isAnother = true;
  connect();
  want();
});
connect();
