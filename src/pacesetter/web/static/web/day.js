// Lists of to-dos: panels close again, and the focus stays where the work goes on.

// A panel that is closed gives the focus back to what opened it.
function closePanel(panel) {
  const opener = panel.closest(".to-do")?.querySelector(`[hx-target="#${panel.id}"][data-open]`);
  panel.replaceChildren();
  opener?.removeAttribute("data-open");
  opener?.focus();
}

document.addEventListener("click", (event) => {
  const panel = event.target.closest?.("[data-close-panel]")?.closest(".to-do-panel");
  if (panel) closePanel(panel);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const panel = event.target.closest?.(".to-do-panel");
  if (panel?.firstElementChild) closePanel(panel);
});

// The place of the to-do that is being dealt with, counted over the page.
let place = -1;

document.addEventListener("htmx:beforeRequest", (event) => {
  const item = event.target.closest?.(".to-do");
  if (!item) return;
  const target = event.detail.target;
  if (target.classList.contains("to-do-panel")) {
    for (const open of document.querySelectorAll(".to-do-panel:not(:empty)")) if (open !== target) open.replaceChildren();
    event.target.setAttribute("data-open", "");
  } else {
    place = [...document.querySelectorAll(".to-do-check[id]")].findIndex((check) => item.contains(check));
  }
});

// What was completed is gone from the list: go on with the one that took its place.
document.addEventListener("htmx:afterSettle", () => {
  if (place < 0 || (document.activeElement && document.activeElement !== document.body)) return;
  const checks = document.querySelectorAll(".to-do-check[id]");
  (checks[Math.min(place, checks.length - 1)] ?? document.getElementById("main")).focus({ preventScroll: true });
  place = -1;
});
