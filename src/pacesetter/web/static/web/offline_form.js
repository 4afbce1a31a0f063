// A form that was taken along knows nothing of what its address says: who it is with, how long it took. That is put in here.
if (document.body.dataset.asOf) {
  const asked = new URLSearchParams(location.search);
  // The kind is chosen first; what was asked for goes along.
  for (const link of document.querySelectorAll(".type-link")) {
    const type = new URL(link.href).searchParams.get("type");
    link.href = `?${new URLSearchParams([...[...asked].filter(([name]) => name !== "type"), ["type", type]])}`;
  }
  const form = document.querySelector(".activity-form");
  for (const [name, value] of form ? asked : []) {
    const [field] = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((one) => one.type !== "radio" || one.value === value);
    if (name === "contacts") addContact(value);
    else if (field?.type === "radio") field.checked = true;
    else if (field && field.type !== "checkbox") field.value = value;
  }
  if (form && asked.get("planned") && !asked.get("state")) form.querySelector("[name=state][value=planned]").checked = true;

  function addContact(value) {
    const place = form.querySelector("[data-picker-chosen]");
    if (!place || place.querySelector(`input[value="${CSS.escape(value)}"]`)) return;
    const chip = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "contacts", value, checked: true });
    chip.className = "chip";
    chip.append(box, ` ${asked.get("called") ?? `#${value}`}`);
    place.append(chip);
  }
}
