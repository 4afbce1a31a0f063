// Without a network pages are read as they were last seen; what is done then waits on this device, and is sent later.
((place) => {
  // Browsers have a worker over https alone; without one everything works as long as there is a network.
  if (!place || !("serviceWorker" in navigator)) return;
  const words = (name) => place.dataset[name];
  const KIT = "pacesetter-kit";
  const kitNow = () => JSON.parse(localStorage.getItem(KIT) ?? "{}");

  function button(text, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "btn", textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  function line(deed) {
    const item = document.createElement("li");
    const when = new Date(deed.made_at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    const what = document.createElement("p");
    what.textContent = `${deed.words} · ${when}`;
    item.append(what);
    if (deed.state !== "conflict") return item;
    const why = document.createElement("p");
    why.className = "offline-why";
    why.textContent = deed.message;
    const link = document.createElement("a");
    Object.assign(link, { className: "btn", href: deed.link, textContent: words("open") });
    const row = document.createElement("div");
    row.className = "button-row";
    row.append(link, button(words("again"), () => again(deed)), button(words("drop"), () => waiting.drop(deed.n).then(show)));
    item.append(why, row);
    return item;
  }

  async function again(deed) {
    await waiting.keep({ ...deed, state: "waiting" });
    await send();
  }

  async function show() {
    const deeds = (await waiting.all()).filter((deed) => deed.member === words("member"));
    const asOf = document.body.dataset.asOf;
    const parts = [];
    if (asOf) {
      const when = new Date(asOf).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
      const said = document.createElement("p");
      said.textContent = `${words("asOf")} ${when}`;
      parts.push(said);
    }
    for (const [state, title] of [["waiting", words("waits")], ["conflict", words("conflicts")]]) {
      const those = deeds.filter((deed) => deed.state === state);
      if (!those.length) continue;
      const heading = document.createElement("h2");
      heading.textContent = `${title} (${those.length})`;
      const list = document.createElement("ul");
      list.append(...those.map(line));
      parts.push(heading, list);
    }
    place.replaceChildren(...parts);
    place.hidden = !parts.length;
    for (const deed of deeds) document.getElementById(`to-do-${deed.fields.find(([name]) => name === "activity")?.[1]}`)?.classList.add("is-waiting");
  }

  async function send() {
    await waiting.send().catch(() => {});
    await show();
  }

  // Kept before anything else happens: a phone that is put away now still has it.
  async function wait(kind, fields, said) {
    await waiting.keep({ key: crypto.randomUUID(), member: words("member"), kind, made_at: new Date().toISOString(), fields, words: said, state: "waiting" });
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.sync?.register("waiting").catch(() => {});
    await show();
    place.scrollIntoView({ block: "nearest" });
  }

  const titleOf = (id) => document.querySelector(`#to-do-${id} .to-do-title`)?.textContent.trim() ?? document.querySelector("h1")?.textContent.trim() ?? "";

  function kindOf(form) {
    const address = new URL(form.action).pathname;
    const completion = address.match(/^\/activities\/(\d+)\/completion\/$/);
    if (completion) return ["completion", completion[1]];
    if (address === "/quick-log/") return ["quick"];
    return address === "/activities/new/" ? ["activity"] : [];
  }

  async function keepForm(form, submitter) {
    const [kind, id] = kindOf(form);
    const fields = [...new FormData(form, submitter)].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "next", "shown", "look", "form_key"].includes(name));
    if (id) fields.push(["activity", id]);
    const said = id ? titleOf(id) : form.elements.line?.value || form.elements.subject?.value || document.querySelector("h1")?.textContent.trim() || "";
    await wait(kind, fields, said);
    if (kind === "quick") {
      form.reset();
      form.closest("dialog")?.close();
    }
  }

  document.addEventListener(
    "submit",
    (event) => {
      const [kind] = kindOf(event.target);
      const isDeed = kind && event.target.method === "post" && event.target.elements._method?.value !== "DELETE";
      if (navigator.onLine || !isDeed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      keepForm(event.target, event.submitter);
    },
    true,
  );

  // A network that is there by name alone: the completion may have arrived, which the server finds out.
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target.closest?.("form");
    if (navigator.onLine && form && kindOf(form)[0] === "completion" && form.method === "post") keepForm(form, event.detail.requestConfig?.triggeringEvent?.submitter);
  });

  // How it ended is asked from what the phone took along.
  document.addEventListener(
    "click",
    (event) => {
      const check = event.target.closest?.("a.to-do-check");
      if (navigator.onLine || !check) return;
      const id = check.id.replace("check-", "");
      const kit = kitNow();
      const type = kit.member === words("member") ? kit.types?.[kit.to_dos?.[id]] : undefined;
      if (!type) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const choices = type.needs_outcome ? type.outcomes : [...type.outcomes, ["", words("done")]];
      const row = document.createElement("div");
      row.className = "outcome-buttons";
      row.append(
        ...choices.map(([outcome, name]) =>
          button(name, async () => {
            document.getElementById(`panel-${id}`).replaceChildren();
            await wait("completion", [["activity", id], ["outcome", String(outcome)]], `${titleOf(id)} · ${name}`);
          }),
        ),
      );
      document.getElementById(`panel-${id}`).replaceChildren(row);
      row.querySelector("button").focus();
    },
    true,
  );

  async function takeAlong() {
    const last = kitNow();
    if (!navigator.onLine || document.body.dataset.asOf || (last.member === words("member") && Date.now() - last.at < 10 * 60_000)) return;
    const answer = await fetch("/offline-kit/", { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const { member, types, to_dos, pages } = await answer.json();
    localStorage.setItem(KIT, JSON.stringify({ member, types, to_dos, at: Date.now() }));
    const worker = await navigator.serviceWorker.ready;
    worker.active.postMessage({ takeAlong: [location.pathname, ...pages] });
  }

  navigator.serviceWorker.register("/worker.js").then(takeAlong).catch(() => {});
  navigator.serviceWorker.addEventListener("message", show);
  window.addEventListener("online", send);
  if (navigator.onLine) send();
  else show();
})(document.getElementById("offline"));
