// A to-do can be dragged to another day. The form behind its link does the same without a mouse.
let dragged = null;

const cellOf = (event) => event.target.closest?.(".day-cell");

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-due]");
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  const cell = cellOf(event);
  if (!dragged || !cell) return;
  event.preventDefault();
  for (const other of document.querySelectorAll(".is-target")) other.classList.toggle("is-target", other === cell);
  cell.classList.add("is-target");
});

document.addEventListener("dragend", () => {
  dragged = null;
  for (const cell of document.querySelectorAll(".is-target")) cell.classList.remove("is-target");
});

document.addEventListener("drop", (event) => {
  const cell = cellOf(event);
  if (!dragged || !cell) return;
  event.preventDefault();
  const { token, next } = document.getElementById("calendar").dataset;
  if (!cell.contains(dragged)) {
    htmx.ajax("POST", dragged.dataset.due, {
      target: "#calendar",
      swap: "outerHTML",
      values: { csrfmiddlewaretoken: token, next, to_day: cell.dataset.day },
    });
  }
});
