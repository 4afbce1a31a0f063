{% load static %}// The worker between the pages and the network. The addresses are the server's; what it does with them lies in the scripts.
const AT = {
  day: "{% url 'my_day' %}",
  quick: "{% url 'quick_log' %}",
  newActivity: "{% url 'new_activity' %}",
  kit: "{% url 'offline_kit' %}",
  companies: "{% url 'companies' %}",
  ownCompanies: "{% url 'offline_companies' %}",
  companyChoices: "{% url 'company_choices' %}",
  contactChoices: "{% url 'contact_choices' %}",
  frame: "{% url 'offline_frame' %}",
  deeds: "{% url 'offline_deeds' %}",
  devices: "{% url 'devices' %}",
  logOut: "{% url 'account_logout' %}",
  icon: "{% static 'web/app-192.png' %}",
  badge: "{% static 'web/badge-96.png' %}",
};
importScripts(
  "{% static 'web/waiting.js' %}",
  "{% static 'web/worker_pages.js' %}",
  "{% static 'web/worker_kit.js' %}",
  "{% static 'web/worker_companies.js' %}",
  "{% static 'web/worker_deeds.js' %}",
  "{% static 'web/worker_push.js' %}",
);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && kindOf(pathname)) event.respondWith(deed(event));
  else if (request.method !== "GET") {
    if (pathname === AT.logOut) event.waitUntil(forget());
  } else if (pathname.startsWith("/static/")) event.respondWith(file(event));
  else if (request.mode === "navigate") event.respondWith(page(event));
  else if (request.headers.get("HX-Request") === "true") event.respondWith(part(event));
});

self.addEventListener("message", (event) => {
  if (event.data?.takeAlong) event.waitUntil(takeAlongOnce(event.data.takeAlong).catch(() => {}));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "waiting") event.waitUntil(sendAndTell());
});
