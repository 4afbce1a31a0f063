// The quick log opens over the page; without script its button leads to a page of its own.
const box = document.getElementById("quick-box");

function openBox() {
  if (!box.open) box.showModal();
  box.querySelector("input[name=line]").select();
}

if (box) {
  document.addEventListener("click", (event) => {
    // With a key held, or by the middle button, a link opens where it always does.
    if (event.target.closest("[data-quick-open]") && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      openBox();
    } else if (event.target.closest("[data-quick-close]") || event.target === box) box.close();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openBox();
    }
  });
}
