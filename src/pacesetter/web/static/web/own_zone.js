// Chooses the browser's own time zone where none is chosen yet.
for (const field of document.querySelectorAll("select[data-own-zone]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!field.value && [...field.options].some((option) => option.value === zone)) field.value = zone;
}
