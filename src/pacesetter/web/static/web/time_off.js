// On a narrow screen a month is wider than the page: it begins with today, not with the days that are over.
(() => {
  "use strict";

  const today = document.querySelector(".off-today");
  const scroller = today?.closest(".table-scroll");
  const name = scroller?.querySelector("th");
  if (!(today instanceof HTMLElement) || !(name instanceof HTMLElement) || !scroller) return;
  // The names stay where they are, in front of the days.
  scroller.scrollLeft = today.offsetLeft - name.offsetWidth;
})();
