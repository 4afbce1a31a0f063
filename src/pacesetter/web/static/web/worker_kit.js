// What a phone takes along beforehand, and the forms that the worker makes of it while there is no network.
const MINUTE = 60_000;
const KIT_LASTS = MINUTE;
const PAGES_LAST = 10 * MINUTE;
const FORMS_LAST = 24 * 60 * MINUTE;

const COMPLETION = /^\/activities\/(\d+)\/completion\/$/;

async function kitNow() {
  for (const name of await keptPages()) {
    const kept = await keptIn(name, AT.kit);
    if (kept) return kept.json();
  }
  return undefined;
}

async function keepKit(kit, since) {
  await keepFor(kit.member, since, AT.kit, Response.json(kit));
  return kit;
}

async function takePages(addresses, since) {
  for (const address of addresses) {
    const full = new URL(address, location.origin).href;
    await keepPage(full, await fetch(full, { headers: { Accept: "text/html", "Take-Along": "yes" } }), since);
  }
}

async function freshKit(member, since) {
  const known = await kitNow();
  const last = known?.member === member ? known : { at: 0, pagesAt: 0, formsAt: 0 };
  if (Date.now() - last.at < KIT_LASTS) return last;
  const answer = await fetch(AT.kit, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return undefined;
  const kit = await answer.json();
  await forget(pagesOf(kit.member));
  await keepSubscription(kit).catch(() => {});
  return keepKit({ ...kit, at: Date.now(), pagesAt: last.pagesAt, formsAt: kit.version === last.version ? last.formsAt : 0 }, since);
}

// The kit often, since it is small; pages now and then; forms when the settings have changed.
async function takeAlong(member) {
  const since = departures;
  let kit = await freshKit(member, since);
  if (!kit) return;
  if (Date.now() - kit.pagesAt > PAGES_LAST) {
    await takePages(kit.pages, since);
    await takeCompanies(kit.member, since);
    kit = await keepKit({ ...kit, pagesAt: Date.now() }, since);
  }
  if (Date.now() - kit.formsAt > FORMS_LAST) {
    await takePages(kit.newForms, since);
    await keepKit({ ...kit, formsAt: Date.now() }, since);
  }
}

let taking;
// What is being taken for somebody who has left comes to nothing.
function takeAlongOnce(member) {
  if (taking?.since === departures) return taking.all;
  const mine = { since: departures, all: takeAlong(member).finally(() => taking === mine && (taking = undefined)) };
  taking = mine;
  return mine.all;
}

const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const asHtml = (text) => new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });

// How it ended is asked by the same form as ever, filled in here.
async function formWithoutNetwork(request) {
  const { pathname, searchParams } = new URL(request.url);
  const isPart = request.headers.get("HX-Request") === "true";
  const kit = await kitNow();
  const id = pathname.match(COMPLETION)?.[1];
  if (id && kit?.to_dos[id]) {
    const { type, title, minutes } = kit.to_dos[id];
    const passed = searchParams.get("minutes") ?? "";
    const back = searchParams.get("next") ?? "";
    const words = { [kit.number]: id, __title__: title, __minutes__: /^\d{1,3}$/.test(passed) ? passed : minutes, __next__: /^\/(?!\/)/.test(back) ? back : AT.day };
    const filled = (text) => Object.entries(words).reduce((done, [place, word]) => done.replaceAll(place, escaped(word)), text);
    if (isPart) return asHtml(filled(kit.forms[type].part));
    const frame = await keptIn(pagesOf(kit.member), AT.frame);
    if (!frame) return undefined;
    const text = (await frame.text()).replace("__panel__", () => kit.forms[type].page);
    return new Response(filled(text), { headers: frame.headers });
  }
  // What refreshes itself stays as it is.
  if (request.headers.has("Live")) return new Response(null, { status: 204 });
  if (!isPart || !kit) return undefined;
  if (pathname === AT.quick) return asHtml(searchParams.get("line") ? kit.quick : "");
  return companiesWithoutNetwork(kit.member, pathname, searchParams);
}

async function part(event) {
  const asks = fetch(event.request);
  try {
    return await within(PATIENCE, asks);
  } catch (error) {
    asks.catch(() => {});
    const made = await formWithoutNetwork(event.request);
    if (made) return made;
    throw error;
  }
}
