// Chooses the browser's own time zone where none is chosen yet, and the country that the zone lies in until somebody
// chooses one themselves.
for (const field of document.querySelectorAll("select[data-own-zone]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!field.value && [...field.options].some((option) => option.value === zone)) field.value = zone;
  const country = field.form?.elements.namedItem("country");
  if (!(country instanceof HTMLSelectElement) || !field.querySelector("option[data-country]")) continue;
  let isChosen = country.value !== "";
  let isGuessing = false;
  country.addEventListener("change", () => {
    if (!isGuessing) isChosen = true;
  });
  const guess = () => {
    const found = field.selectedOptions[0]?.dataset.country;
    if (isChosen || !found) return;
    country.value = found;
    // The regions of the country are fetched when it changes.
    isGuessing = true;
    country.dispatchEvent(new Event("change", { bubbles: true }));
    isGuessing = false;
  };
  field.addEventListener("change", guess);
  window.addEventListener("load", guess);
}
