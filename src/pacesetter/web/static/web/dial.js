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
  const { afterCall, called } = link.dataset;
  if (link.classList.contains("is-dial") || afterCall) sessionStorage.setItem(KEPT, JSON.stringify({ id: link.id, afterCall, called, at: Date.now() }));
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
  if (passed > LONGEST) return;
  const spoken = Math.max(1, Math.round(passed / 60_000));
  if (call.afterCall) {
    ask(call, spoken);
    return;
  }
  const link = document.getElementById(call.id);
  // Nothing is asked where that to-do is gone, or its panel is open already.
  if (!link || document.querySelector(link.getAttribute("hx-target"))?.firstElementChild) return;
  minutes = spoken;
  htmx.trigger(link, "called");
  minutes = 0;
}

// A call that was no to-do is logged by the form, if at all.
function ask({ afterCall, called }, spoken) {
  const sheet = document.getElementById("after-call");
  if (!sheet || sheet.open) return;
  sheet.querySelector("h2").textContent = sheet.dataset.words.replace("…", called);
  // Without a network the form knows the name from here alone.
  sheet.querySelector("a").href = `${afterCall}&${new URLSearchParams({ minutes: spoken, called })}`;
  sheet.showModal();
  sheet.querySelector("a").focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-after-call-close]") || event.target.id === "after-call") document.getElementById("after-call").close();
});

document.addEventListener("visibilitychange", back);
// A telephone program at a desk takes the focus and leaves the page in sight.
window.addEventListener("focus", back);
// A phone may have thrown the page away meanwhile.
window.addEventListener("pageshow", back);
