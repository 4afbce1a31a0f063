// Whoever adds one line after the other types on while the last one is still on its way: what was typed into the empty
// line meanwhile is taken over into the new one, and sent where it was sent off already.
const FORM = ".setup-form";
const fields = () => document.querySelectorAll("#line-new input:not([type=checkbox], [type=hidden]), #line-new select");
const held = () => new Map([...fields()].map((field) => [field.id, field.value]));

let sent = null;
let later = null;
let again = false;

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.matches?.(FORM)) return;
  sent = held();
  again = false;
  // What is typed next is the next line, and not the end of this one.
  if (document.activeElement.closest?.("#line-new")) document.activeElement.select?.();
});

document.addEventListener(
  "submit",
  (event) => {
    if (!event.target.matches(`${FORM}.htmx-request`)) return;
    again = true;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("htmx:beforeSwap", (event) => {
  later = null;
  // What was refused comes back as it was typed.
  if (sent && event.detail.xhr.status === 200) {
    const typed = [...held()].filter(([id, value]) => value !== sent.get(id));
    if (typed.length) later = new Map(typed);
  }
  sent = null;
});

document.addEventListener("htmx:afterSettle", () => {
  if (!later) return;
  for (const field of fields()) if (later.has(field.id)) field.value = later.get(field.id);
  later = null;
  if (again) document.getElementById("add").click();
});
