// Logging out erases what this device keeps. What was done without a network and still waits is not erased unasked.
(() => {
  const kept = () => waiting.all().catch(() => []);
  const place = document.querySelector("[data-left-behind]");
  const isOwn = (form, deed) => deed.member === form.dataset.member;

  function add(form, name, value) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }

  async function show() {
    const own = (await kept()).filter((deed) => isOwn(place.form, deed));
    place.hidden = !own.length;
    const items = own.map((deed) => Object.assign(document.createElement("li"), { textContent: deed.words }));
    place.querySelector("ul").replaceChildren(...items);
  }

  async function leave(form) {
    const deeds = await kept();
    const own = deeds.filter((deed) => isOwn(form, deed));
    if (own.length && !place) {
      location.href = form.action;
      return;
    }
    const keeps = own.length > 0 && place.querySelector("input:checked").value === "yes";
    if (!keeps) for (const deed of own) await waiting.drop(deed.n);
    const registration = await navigator.serviceWorker?.getRegistration();
    const subscription = await registration?.pushManager?.getSubscription();
    if (subscription) {
      add(form, "endpoint", subscription.endpoint);
      await subscription.unsubscribe();
    }
    // Those of others who share the device are not this one's to erase.
    if (keeps || deeds.length > own.length) add(form, "keep", "yes");
    form.submit();
  }

  document.addEventListener(
    "submit",
    (event) => {
      if (!event.target.matches("form[data-log-out]")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      leave(event.target).catch(() => event.target.submit());
    },
    true,
  );
  if (place) show();
})();
