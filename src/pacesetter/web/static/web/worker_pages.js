// The worker's pages: kept as they were seen, for the one member who is logged in, and read again without a network.
const FILES = "files";
const pagesOf = (member) => `pages-${member}`;
const keptPages = async () => (await caches.keys()).filter((name) => name.startsWith("pages-"));
// Opening a cache that somebody's leaving has just taken away would make it anew; asking for what is in it does not.
const keptIn = (name, address, how = {}) => caches.match(address, { ...how, cacheName: name });
// More than anybody opens in a week, and than two versions have; the oldest go.
const MOST_PAGES = 300;
const MOST_FILES = 400;
// Whoever waits for so long is better served with what was seen last.
const PATIENCE = 10_000;

const within = (time, promise) => Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error("nothing came")), time))]);

// So many times somebody has left. What was asked for before that and comes after it is not kept any more.
let departures = 0;

// Whoever logs in sees nothing of whoever was here before.
async function forget(exceptFor) {
  if (!exceptFor) departures += 1;
  for (const name of await keptPages()) if (name !== exceptFor) await caches.delete(name);
}

// Nor is told anything on this device that is meant for them.
async function fallSilentFor(user) {
  const cache = await caches.open("user");
  const last = await (await cache.match("/user"))?.text();
  if (last === user) return;
  await cache.put("/user", new Response(user));
  if (last) await (await self.registration.pushManager?.getSubscription())?.unsubscribe();
}

async function keepAtMost(most, cache) {
  const kept = (await cache.keys()).filter(({ url }) => !new URL(url).pathname.startsWith(AT.kit));
  for (const old of kept.slice(0, Math.max(0, kept.length - most))) await cache.delete(old);
}

// Keep something for a member who was here `since` it was asked for.
async function keepFor(member, since, address, response) {
  if (since !== departures) return undefined;
  const cache = await caches.open(pagesOf(member));
  await cache.put(address, response);
  if (since === departures) return cache;
  await caches.delete(pagesOf(member));
  return undefined;
}

// What a page looks like and does, where the page itself was never opened.
async function keepFilesOf(text) {
  const cache = await caches.open(FILES);
  for (const [, address] of text.matchAll(/ (?:src|href)="(\/static\/[^"#]+)"/g)) {
    if (await cache.match(address)) continue;
    const answer = await fetch(address);
    if (answer.ok) await cache.put(address, answer);
  }
  await keepAtMost(MOST_FILES, cache);
}

async function keepPage(address, answer, since) {
  const member = answer.headers.get("Pacesetter-Member");
  if (member) await fallSilentFor(answer.headers.get("Pacesetter-User"));
  if (!member || !answer.ok || answer.redirected || !answer.headers.get("Content-Type")?.startsWith("text/html")) return;
  await forget(pagesOf(member));
  const text = (await answer.text()).replace("<body ", `<body data-as-of="${new Date().toISOString()}" `);
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": answer.headers.get("Content-Security-Policy") ?? "default-src 'self'" };
  const cache = await keepFor(member, since, address, new Response(text, { headers }));
  if (!cache) return;
  await keepAtMost(MOST_PAGES, cache);
  await keepFilesOf(text);
}

// A form that is opened twice is two forms, so each time it has another key.
async function opened(kept, more = "") {
  const text = (await kept.text()).replace(/(name="form_key" value=")[^"]*/g, () => `name="form_key" value="${crypto.randomUUID()}`);
  return new Response(text.replace("<body ", `<body ${more}`), { headers: kept.headers });
}

// Notifications and mails name the organisation of a page, which is known here without the server where it is this one.
async function plain(address) {
  const whole = new URL(address);
  const [, organisation, path] = whole.pathname.match(/^\/in\/(\d+)(\/.*)$/) ?? [];
  return path && (await kitNow())?.organisation === organisation ? new URL(path + whole.search, whole).href : whole.href;
}

// The page as it was seen; of a form for a new activity that of its kind, which the page fills from its address.
async function keptPage(asked) {
  const address = await plain(asked);
  const { pathname, searchParams } = new URL(address);
  const type = searchParams.get("type");
  for (const name of await keptPages()) {
    const form = pathname === AT.newActivity && (await keptIn(name, type ? `${pathname}?type=${type}` : pathname));
    const kept = (await keptIn(name, address)) ?? form ?? undefined;
    const like = kept || pathname === AT.newActivity ? kept : await keptIn(name, address, { ignoreSearch: true });
    if (like) return opened(like);
    const day = await keptIn(name, AT.day);
    if (day) return opened(day, 'data-not-kept="yes" ');
  }
  return undefined;
}

// An export may take its time; a page that can be shown from here need not.
async function canBeShown(address) {
  const { pathname } = new URL(address);
  const names = await keptPages();
  if (COMPLETION.test(pathname) || pathname === AT.newActivity) return names.length > 0;
  for (const name of names) if (await keptIn(name, address)) return true;
  return false;
}

async function page(event) {
  const { request } = event;
  const since = departures;
  const asks = fetch(request);
  try {
    const answer = await ((await canBeShown(request.url)) ? within(PATIENCE, asks) : asks);
    // Where the log-in is asked for, or has ended, nothing of it may stay behind.
    const isLogIn = new URL(answer.url || request.url).pathname.startsWith("/accounts/log");
    if (answer.type !== "opaqueredirect") await settle(!isLogIn).catch(() => {});
    if (isLogIn) await forget();
    else event.waitUntil(keepPage(request.url, answer.clone(), since));
    return answer;
  } catch (error) {
    asks.catch(() => {});
    const kept = (await formWithoutNetwork(request)) ?? (await keptPage(request.url));
    if (kept) return kept;
    throw error;
  }
}

async function file(event) {
  const cache = await caches.open(FILES);
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(cache.put(event.request, answer.clone()));
    return answer;
  } catch (error) {
    const kept = await cache.match(event.request);
    if (kept) return kept;
    throw error;
  }
}
