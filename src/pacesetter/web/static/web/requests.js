// What htmx could not do is said in words; a request that fails in silence looks like one that was saved.
const say = (id) => {
  const place = document.getElementById("messages");
  place.replaceChildren(document.getElementById(id).content.cloneNode(true));
  place.scrollIntoView({ block: "nearest" });
};

// What refreshes by itself tries again by itself.
const sayOf = (event, id) => {
  if (event.detail.requestConfig?.headers.Live === undefined) say(id);
};

document.addEventListener("htmx:sendError", (event) => sayOf(event, "not-reached"));
document.addEventListener("htmx:timeout", (event) => sayOf(event, "not-reached"));
// Only our own answer knows that nothing was saved and nothing is wrong with the page.
document.addEventListener("htmx:responseError", (event) => sayOf(event, event.detail.xhr.getResponseHeader("Pacesetter-Kept") === "nothing" ? "busy" : "went-wrong"));

// A message goes away when it is closed, and the focus goes back to the page.
document.addEventListener("click", (event) => {
  const close = event.target.closest?.("[data-close-message]");
  if (!close) return;
  close.closest(".alert").remove();
  document.getElementById("main").focus({ preventScroll: true });
});
