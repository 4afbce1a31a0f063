// Choosing several to-dos: boxes appear with the panel that says what to do with them.
const bulkPanel = () => document.querySelector("[data-bulk]");
const boxes = () => [...document.querySelectorAll(".to-do-choose input")];

function tell() {
  const count = document.querySelector("[data-bulk-count]");
  const chosen = boxes().filter((box) => box.checked).length;
  if (count) count.textContent = chosen ? ` (${chosen})` : "";
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-bulk-all]")) for (const box of boxes()) box.checked = event.target.checked;
  if (event.target.matches?.("#bulk input[name=due_on]")) document.getElementById("bulk-to").value = "";
  tell();
});

// "toggle" does not bubble, but it can be captured.
document.addEventListener("toggle", (event) => {
  if (event.target === bulkPanel()) document.getElementById("to-dos").classList.toggle("is-choosing", event.target.open);
}, true);
