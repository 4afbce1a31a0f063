{% load static %}// The worker keeps pages that were seen, for the one member who is logged in, to be read without a network.
importScripts("{% static 'web/waiting.js' %}");

const FILES = "files";
const pagesOf = (member) => `pages-${member}`;
const keptPages = async () => (await caches.keys()).filter((name) => name.startsWith("pages-"));

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// Whoever logs in sees nothing of whoever was here before.
async function forget(exceptFor) {
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

async function keepPage(address, answer) {
  const member = answer.headers.get("Pacesetter-Member");
  if (member) await fallSilentFor(answer.headers.get("Pacesetter-User"));
  if (!member || !answer.ok || answer.redirected || !answer.headers.get("Content-Type")?.startsWith("text/html")) return;
  await forget(pagesOf(member));
  const text = (await answer.text()).replace("<body ", `<body data-as-of="${new Date().toISOString()}" `);
  const kept = new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": answer.headers.get("Content-Security-Policy") ?? "default-src 'self'" } });
  await (await caches.open(pagesOf(member))).put(address, kept);
}

async function page(event) {
  try {
    const answer = await fetch(event.request);
    // Where the log-in is asked for, or has ended, nothing of it may stay behind.
    if (new URL(answer.url || event.request.url).pathname.startsWith("/accounts/log")) await forget();
    else event.waitUntil(keepPage(event.request.url, answer.clone()));
    return answer;
  } catch (error) {
    for (const name of await keptPages()) {
      const cache = await caches.open(name);
      const kept = (await cache.match(event.request.url)) ?? (await cache.match(event.request.url, { ignoreSearch: true })) ?? (await cache.match("{% url 'my_day' %}"));
      if (kept) return kept;
    }
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

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (address.origin !== location.origin) return;
  if (event.request.method !== "GET") {
    if (address.pathname === "{% url 'account_logout' %}") event.waitUntil(forget());
    return;
  }
  if (address.pathname.startsWith("/static/")) event.respondWith(file(event));
  else if (event.request.mode === "navigate") event.respondWith(page(event));
});

// Pages that are kept before anybody looks at them, so that a phone has them when it loses the network.
async function takeAlong(addresses) {
  for (const address of addresses) {
    const full = new URL(address, location.origin).href;
    await keepPage(full, await fetch(full, { headers: { Accept: "text/html", "Take-Along": "yes" } }));
  }
}

self.addEventListener("message", (event) => {
  if (event.data?.takeAlong) event.waitUntil(takeAlong(event.data.takeAlong).catch(() => {}));
});

async function sendAndTell() {
  try {
    await waiting.send();
  } finally {
    for (const client of await self.clients.matchAll()) client.postMessage("sent");
  }
}

self.addEventListener("sync", (event) => {
  if (event.tag === "waiting") event.waitUntil(sendAndTell());
});

// What is told while nobody looks. Browsers take the notification away from whoever shows none, so there is always one.
self.addEventListener("push", (event) => {
  const told = event.data?.json() ?? { title: "Pacesetter", body: "", path: "{% url 'my_day' %}" };
  const shown = { body: told.body, tag: told.tag, icon: "{% static 'web/app-192.png' %}", badge: "{% static 'web/badge-96.png' %}", data: { path: told.path } };
  event.waitUntil(self.registration.showNotification(told.title, shown));
});

async function openPage(path) {
  const address = new URL(path ?? "{% url 'my_day' %}", location.origin);
  if (address.origin !== location.origin) return;
  for (const client of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) {
    if (client.url === address.href) return client.focus();
  }
  return self.clients.openWindow(address.href);
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openPage(event.notification.data?.path));
});

// The browser has changed the subscription by itself; only a page that is logged in can say so, which the kit tells.
async function subscribeAnew(event) {
  const key = event.oldSubscription?.options?.applicationServerKey;
  if (!key) return;
  const made = event.newSubscription ?? (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  const answer = await fetch("{% url 'offline_kit' %}", { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const { token } = await answer.json();
  const { endpoint, keys } = made.toJSON();
  await fetch("{% url 'devices' %}", { method: "POST", body: new URLSearchParams({ endpoint, ...keys }), headers: { "X-CSRFToken": token } });
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAnew(event)));
