// What is told while nobody looks. Browsers take the notification away from whoever shows none, so there is always one.
self.addEventListener("push", (event) => {
  const told = event.data?.json() ?? { title: "Pacesetter", body: "", path: AT.day };
  const shown = { body: told.body, tag: told.tag, icon: AT.icon, badge: AT.badge, data: { path: told.path } };
  event.waitUntil(self.registration.showNotification(told.title, shown));
});

async function openPage(path) {
  const asked = new URL(path ?? AT.day, location.origin);
  if (asked.origin !== location.origin) return;
  const address = await plain(asked.href);
  for (const client of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) {
    if (client.url === address) return client.focus();
  }
  return self.clients.openWindow(address);
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
  await tellServer(made, event.oldSubscription.endpoint);
}

async function tellServer(subscription, before) {
  const answer = await fetch(AT.deeds, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const { token } = await answer.json();
  const { endpoint, keys } = subscription.toJSON();
  await fetch(AT.devices, { method: "POST", body: new URLSearchParams({ endpoint, ...keys, instead_of: before }), headers: { "X-CSRFToken": token } });
}

const inWords = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const inBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

// An installation with another key reaches nobody who subscribed with the last one, and a log-in that is not the one that
// turned notifications on has to say that it is there. What was turned off elsewhere is not turned on again.
async function keepSubscription({ push }) {
  const { pushManager } = self.registration;
  const last = await pushManager?.getSubscription();
  if (!last || !push.known.includes(last.endpoint)) return;
  const isOurs = inWords(last.options.applicationServerKey) === push.key;
  if (isOurs && push.linked.includes(last.endpoint)) return;
  if (!isOurs) await last.unsubscribe();
  const now = isOurs ? last : await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: inBytes(push.key) });
  await tellServer(now, last.endpoint);
}

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(subscribeAnew(event)));
