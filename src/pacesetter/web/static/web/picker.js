// Pickers of companies and contacts: the text field becomes a combobox over what the server offers (the pattern of the
// ARIA practices with a list that is filtered). Without script the form asks after it was sent.

function prepare(picker) {
  const input = picker.querySelector("input[hx-get]");
  const list = picker.querySelector(".picker-list");
  const isMany = picker.hasAttribute("data-many");
  if (!input || !list || input.getAttribute("role") === "combobox") return;
  list.setAttribute("role", "listbox");
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  const options = () => [...list.children];
  const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  const show = (isOpen) => {
    const open = isOpen && list.children.length > 0;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  };

  function mark(place) {
    options().forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
    const option = options()[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  // The hidden field that carries the id; choices that the server had offered give way to it.
  function valueField() {
    let field = picker.querySelector("[data-picker-value]");
    if (!field) {
      picker.querySelector(".picker-choices")?.remove();
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "company" });
      field.setAttribute("data-picker-value", "");
      picker.append(field);
    }
    return field;
  }

  function addChip(value, text) {
    const place = picker.querySelector("[data-picker-chosen]");
    for (const box of place.querySelectorAll("input")) if (box.value === value) return;
    const chip = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "contacts", value, checked: true });
    chip.className = "chip";
    chip.append(box, ` ${text}`);
    place.append(chip);
  }

  function choose(option) {
    const { value, text } = option.dataset;
    if (isMany) {
      addChip(value, text);
      // A new contact is made by the name that stands in the field.
      input.value = value === "new" ? text : "";
      picker.querySelector(".picker-choices")?.remove();
    } else {
      valueField().value = value;
      input.value = text;
    }
    show(false);
  }

  list.addEventListener("htmx:afterSwap", () => {
    mark(-1);
    show(document.activeElement === input);
  });
  // The press must not take the focus from the field, or the list would close under it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("input", () => {
    if (!isMany) valueField().value = "";
  });
  input.addEventListener("blur", () => show(false));
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = chosen() + step;
      mark(next > last ? 0 : next < 0 ? last : next);
    } else if (event.key === "Enter" && !list.hidden && chosen() >= 0) {
      event.preventDefault();
      choose(options()[chosen()]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      show(false);
    }
  });
}

const prepareAll = () => document.querySelectorAll("[data-picker]").forEach(prepare);
document.addEventListener("htmx:afterSwap", prepareAll);
prepareAll();
