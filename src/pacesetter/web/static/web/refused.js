// Who has to mend a form begins where it has to be mended: the first field that was refused has the focus.

const REFUSED = '[aria-invalid="true"], .has-error :is(input:not([type="hidden"]), select, textarea)';

function begin(where) {
  const field = [...where.querySelectorAll(REFUSED)].find((one) => !one.disabled);
  // A page that has said itself where to begin knows better.
  if (!field || where.querySelector("[autofocus]")) return;
  for (let folded = field.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  field.focus();
}

begin(document);

// Only after something was sent: a list that is narrowed or renewed leaves the focus where it is.
document.addEventListener("htmx:afterSettle", (event) => {
  if ((event.detail.requestConfig?.verb ?? "get") !== "get") begin(event.detail.elt);
});

// A refused form, and the question before a change, are answers to something that was sent: a browser that comes back to
// them would ask whether to send it again. Once they are sent, their place in the history is that of the page before.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  const from = form.dataset.cameFrom ?? (form.querySelector(REFUSED) && location.href);
  if (from) history.replaceState(history.state, "", from);
});
