// Phone links: at a desk they are dialled the way that was chosen, and after a call from a to-do its outcome is asked.

const how = document.currentScript.dataset.dial || "tel";
// A phone dials by itself, whatever a desk is set to.
const isPhone = navigator.userAgentData?.mobile || matchMedia("(hover: none) and (pointer: coarse)").matches;

// Shorter than this nobody was called; longer, and it is no longer known how long the call was.
const SHORTEST = 3_000;
const LONGEST = 4 * 3_600_000;
const KEPT = "pacesetter.call";

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link) return;
  if (link.classList.contains("is-dial")) sessionStorage.setItem(KEPT, JSON.stringify({ id: link.id, at: Date.now() }));
  if (isPhone || how === "tel" || !link.getAttribute("href").startsWith("tel:")) return;
  event.preventDefault();
  const number = link.getAttribute("href").slice(4);
  if (how.startsWith("https:")) window.open(how.replace("{number}", encodeURIComponent(number)), "_blank", "noopener");
  else window.location.assign(`${how}:${number}`);
});

// What the panel is asked for with: the minutes that have passed.
let minutes = 0;

document.addEventListener("htmx:configRequest", (event) => {
  if (minutes && event.target.matches?.(".is-dial")) event.detail.parameters.minutes = minutes;
});

function back() {
  const kept = sessionStorage.getItem(KEPT);
  if (!kept || document.visibilityState !== "visible") return;
  const call = JSON.parse(kept);
  const passed = Date.now() - call.at;
  if (passed < SHORTEST) return;
  sessionStorage.removeItem(KEPT);
  const link = document.getElementById(call.id);
  // Nothing is asked where that to-do is gone, or its panel is open already.
  if (passed > LONGEST || !link || document.querySelector(link.getAttribute("hx-target"))?.firstElementChild) return;
  minutes = Math.max(1, Math.round(passed / 60_000));
  htmx.trigger(link, "called");
  minutes = 0;
}

document.addEventListener("visibilitychange", back);
// A telephone program at a desk takes the focus and leaves the page in sight.
window.addEventListener("focus", back);
// A phone may have thrown the page away meanwhile.
window.addEventListener("pageshow", back);
