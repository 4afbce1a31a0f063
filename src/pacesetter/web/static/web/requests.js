// What htmx could not do is said in words; a request that fails in silence looks like one that was saved.
const say = (id) => {
  const place = document.getElementById("messages");
  place.replaceChildren(document.getElementById(id).content.cloneNode(true));
  place.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:sendError", () => say("not-reached"));
document.addEventListener("htmx:timeout", () => say("not-reached"));
document.addEventListener("htmx:responseError", () => say("went-wrong"));

// A message goes away when it is closed, and the focus goes back to the page.
document.addEventListener("click", (event) => {
  const close = event.target.closest?.("[data-close-message]");
  if (!close) return;
  close.closest(".alert").remove();
  document.getElementById("main").focus({ preventScroll: true });
});
