// What was typed is back after a new log-in, where the old one had ended before the form was sent. The server had to
// refuse it, and knows no more who had typed it. It is kept for this tab alone, and for nobody but who typed it.
(() => {
  const KEY = "pacesetter-typed";
  const LONGEST = 12 * 60 * 60 * 1000; // milliseconds
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "next", "_method", "shown", "confirmed"]);
  const NO_FIELDS = new Set(["password", "file", "submit", "button", "reset", "image"]);
  const TEXTS = new Set(["text", "textarea", "search", "email", "tel", "url", "number"]);
  // Pages that refuse a form (the log-in, and the one that says that it was open for too long) are nobody's.
  const { member } = document.currentScript.dataset;
  const here = () => location.pathname + location.search;

  function read() {
    try {
      const typed = JSON.parse(sessionStorage.getItem(KEY));
      return typed && Date.now() - typed.at < LONGEST ? typed : null;
    } catch {
      return null;
    }
  }

  function keep(typed) {
    try {
      if (typed) sessionStorage.setItem(KEY, JSON.stringify(typed));
      else sessionStorage.removeItem(KEY);
    } catch {
      // Full, or not allowed: then it is as it is without script.
    }
  }

  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const valuesOf = (field) => (field.selectedOptions ? [...field.selectedOptions].map((one) => one.value) : [field.value]);

  function fieldsOf(form) {
    return [...form.elements]
      .filter((field) => field.name && !NOT_KEPT.has(field.name) && !NO_FIELDS.has(field.type))
      .filter((field) => !isChoice(field) || field.checked)
      .flatMap((field) =>
        valuesOf(field).map((value) => ({
          name: field.name,
          type: field.type,
          value,
          label: field.labels?.[0]?.textContent.trim() ?? "",
        })),
      );
  }

  function remember(form) {
    if (member === undefined || form?.method !== "post") return;
    const fields = fieldsOf(form);
    // Buttons lose nothing.
    if (!fields.some((field) => field.type !== "hidden")) return;
    keep({ member, at: Date.now(), page: here(), action: form.getAttribute("action") ?? "", fields });
  }

  document.addEventListener("submit", (event) => remember(event.target), true);
  document.addEventListener("htmx:beforeRequest", (event) => remember(event.detail.elt.closest("form")));
  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, xhr, elt } = event.detail;
    if (successful && elt.closest("form") && !xhr.getResponseHeader("HX-Redirect")) keep(null);
  });

  function put(form, field, used) {
    const fitting = [...form.elements].filter((one) => one.name === field.name && !used.has(one));
    const found = isChoice(field)
      ? fitting.find((one) => one.value === field.value)
      : fitting.find((one) => !isChoice(one) && !NO_FIELDS.has(one.type));
    if (!found) return false;
    used.add(found);
    if (isChoice(found)) found.checked = true;
    else found.value = field.value;
    for (const details of document.querySelectorAll("details")) if (details.contains(found)) details.open = true;
    found.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  function again({ action, fields }) {
    const form = [...document.forms].find(
      (one) => (one.getAttribute("action") ?? "") === action && fields.some(({ name }) => one.elements.namedItem(name)),
    );
    const used = new Set();
    for (const box of form?.querySelectorAll("input[type=checkbox]") ?? []) box.checked = false;
    // What has no place on the page now, such as the note of a panel that is closed, is shown to be copied.
    const left = fields.filter((field) => !(form && put(form, field, used)));
    const said = document.getElementById("typed-again").content.cloneNode(true);
    for (const { label, value } of left.filter((field) => TEXTS.has(field.type) && field.value.trim())) {
      const words = document.createElement("p");
      words.className = "typed-text";
      words.textContent = label ? `${label}: ${value}` : value;
      said.querySelector("[role=status]").append(words);
    }
    document.getElementById("messages").append(said);
    const box = form?.closest("dialog");
    if (!box) return;
    box.showModal();
    for (const field of used) field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const typed = read();
  if (!typed) keep(null);
  else if (member === undefined) {
    keep({ ...typed, wasRefused: true });
    const back = document.querySelector("[data-typed-back]");
    if (back) {
      back.href = typed.page;
      back.hidden = false;
    }
  } else if (!typed.wasRefused || typed.member !== member) keep(null);
  else if (typed.page === here()) {
    keep(null);
    // When what looks things up for a field listens to it.
    document.addEventListener("DOMContentLoaded", () => again(typed));
  }
})();
