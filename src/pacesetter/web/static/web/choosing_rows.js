// Choosing rows of a table: boxes appear with the panel that says what to do with them.
const boxesOf = (form) => [...form.querySelectorAll("input[name=chosen]")];

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("[data-choosing]");
  if (!form) return;
  if (event.target.matches("[data-choose-all]")) for (const box of boxesOf(form)) box.checked = event.target.checked;
  const chosen = boxesOf(form).filter((box) => box.checked).length;
  form.querySelector("[data-chosen-count]").textContent = chosen ? ` (${chosen})` : "";
});

// "toggle" does not bubble, but it can be captured.
document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("[data-choosing-panel]")) {
    event.target.closest("[data-choosing]").classList.toggle("is-choosing", event.target.open);
  }
}, true);
