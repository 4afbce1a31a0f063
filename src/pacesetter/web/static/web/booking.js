// The visitor's own time zone is chosen where the address names none, and a choice shows at once.
const form = document.querySelector("[data-zone-form]");
if (form) {
  const zone = form.querySelector("[name=zone]");
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // A form that is posted keeps what a visitor has typed, in the zone that was chosen before.
  const isNamed = form.method === "post" || new URLSearchParams(location.search).has("zone");
  if (!isNamed && own !== zone.value && [...zone.options].some((one) => one.value === own)) {
    zone.value = own;
    form.requestSubmit();
  }
  form.addEventListener("change", () => form.requestSubmit());
}
