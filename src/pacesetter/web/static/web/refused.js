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
