// What waits on this device to be sent, and what was refused: shown at the top of every page, and sent when there is a
// network. The worker keeps it; see worker_deeds.js.
((place) => {
  // Browsers have a worker over https alone; without one everything works as long as there is a network.
  if (!place || !("serviceWorker" in navigator)) return;
  const words = (name) => place.dataset[name];
  const AGAIN = 60_000;
  function shownTime(moment) {
    const when = new Date(moment);
    const isToday = when.toDateString() === new Date().toDateString();
    return when.toLocaleString(document.documentElement.lang, { dateStyle: isToday ? undefined : "medium", timeStyle: "short" });
  }

  function paragraph(text, name = "") {
    const made = document.createElement("p");
    made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  function button(text, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "btn", textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  // Where the server could not say it: the to-do, or the form with what was written.
  function wayOn({ kind, fields }) {
    const given = new URLSearchParams(fields.filter(([name]) => name !== "form_key"));
    if (kind === "completion") return `/activities/${given.get("activity")}/`;
    return `${kind === "quick" ? "/quick-log/" : "/activities/new/"}?${given}`;
  }

  function line(deed) {
    const item = document.createElement("li");
    item.append(paragraph(`${deed.words} · ${shownTime(deed.made_at)}`));
    if (deed.state !== "conflict") return item;
    const link = document.createElement("a");
    // The worker drops this one once the form that opens is done.
    const way = new URL(deed.link ?? wayOn(deed), location.origin);
    if (deed.kind !== "completion") way.searchParams.set("deed", deed.key);
    Object.assign(link, { className: "btn", href: way.pathname + way.search, textContent: words("open") });
    const row = document.createElement("div");
    row.className = "button-row";
    row.append(link, button(words("again"), () => again(deed)), button(words("drop"), () => waiting.drop(deed.n).then(show)));
    item.append(paragraph(deed.message ?? words("failed").replace("…", deed.status), "offline-why"), row);
    return item;
  }

  async function again(deed) {
    await waiting.keep({ ...deed, state: "waiting", tries: 0 });
    await send();
  }

  async function show() {
    const deeds = (await waiting.all()).filter((deed) => deed.member === words("member"));
    const { asOf, notKept } = document.body.dataset;
    const parts = [];
    if (asOf) parts.push(paragraph(`${words("asOf")} ${shownTime(asOf)}`));
    if (notKept) parts.push(paragraph(words("notKept")));
    for (const [isThese, title] of [[(state) => state !== "conflict", words("waits")], [(state) => state === "conflict", words("conflicts")]]) {
      const those = deeds.filter((deed) => isThese(deed.state));
      if (!those.length) continue;
      const list = document.createElement("ul");
      list.append(...those.map(line));
      // What only waits leaves the page to what is done there.
      const isOpen = isThese("conflict") || those.length < 2 || place.querySelector("details[open]") !== null;
      const part = Object.assign(document.createElement("details"), { open: isOpen });
      const heading = document.createElement("summary");
      heading.textContent = `${title} (${those.length})`;
      part.append(heading, list);
      parts.push(part);
    }
    place.replaceChildren(...parts);
    place.hidden = !parts.length;
    for (const item of document.querySelectorAll(".to-do.is-waiting")) item.classList.remove("is-waiting");
    for (const deed of deeds.filter(({ state }) => state !== "conflict")) document.getElementById(`to-do-${deed.fields.find(([name]) => name === "activity")?.[1]}`)?.classList.add("is-waiting");
  }

  async function send() {
    await waiting.send().catch(() => {});
    await show();
  }

  // The worker has kept what a form of this page wanted to do.
  document.addEventListener("kept", async (event) => {
    event.target.closest(".to-do-panel")?.replaceChildren();
    await show();
    place.scrollIntoView({ block: "nearest" });
  });

  async function takeAlong() {
    if (!navigator.onLine || document.body.dataset.asOf) return;
    const worker = await navigator.serviceWorker.ready;
    worker.active.postMessage({ takeAlong: words("member") });
  }

  navigator.serviceWorker.register("/worker.js").then(takeAlong).catch(() => {});
  navigator.serviceWorker.addEventListener("message", show);
  // Nothing is taken out of somebody's hands: a form, an open panel.
  const isBusy = () => document.querySelector("dialog[open], .to-do-panel:not(:empty), .activity-form, .row-panel") !== null;

  window.addEventListener("online", async () => {
    await send();
    if (document.body.dataset.asOf && !isBusy()) location.reload();
  });
  // A network that is there by name alone does not say when it is there again.
  setInterval(() => {
    if (!document.hidden && !place.hidden) send();
  }, AGAIN);
  if (navigator.onLine) send();
  else show();
})(document.getElementById("offline"));
