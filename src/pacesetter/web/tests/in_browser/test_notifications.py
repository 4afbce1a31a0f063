"""Notifications in a real browser: turned on by a press, decrypted, shown by the worker; and a log-out that erases."""

import json
import threading
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from pacesetter import jobs
from pacesetter.core.push.tests.reading import Browser
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.tests.push_service import running_push_service
from pacesetter.notifications.verbs import subscribe
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.browser import PATIENCE
from pacesetter.web.tests.in_browser.conftest import log_in_by_form
from pacesetter.web.tests.in_browser.phones import until
from pacesetter.web.views.mobile import offline_kit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# A closed network has no push service of the browser's makers, so the browser is given ours. The rest is its own.
_OURS = """
([endpoint, p256dh, auth]) => {
  let made = null;
  const asked = [];
  window.asked = asked;
  PushManager.prototype.getSubscription = async () => made;
  PushManager.prototype.subscribe = async (options) => {
    asked.push(options);
    made = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh, auth } }), unsubscribe: async () => (made = null) };
    return made;
  };
  Notification.requestPermission = async () => { asked.push("permission"); return "granted"; };
  Object.defineProperty(Notification, "permission", { get: () => (asked.length ? "granted" : "default") });
}
"""


@pytest.fixture
def phone(whole_chromium: Chromium, live_server: Any) -> Any:
    context = whole_chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        permissions=["notifications"],
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def give(page: Page, told: dict[str, str]) -> None:
    """Let the worker have a message, as the browser hands it over once it has decrypted it."""
    session = page.context.new_cdp_session(page)
    found: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.ready")
    origin = page.evaluate("location.origin")
    session.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": found[0]["registrationId"], "data": json.dumps(told)},
    )


def test_it_is_asked_after_a_press_and_what_comes_is_shown(phone: Page, rita: Member, settings: Any) -> None:
    with running_push_service() as service:
        settings.PUSH_RULES = service.rules
        browser = Browser.new()
        keys = json.dumps([f"{service.address}/send", browser.public, browser.auth])
        phone.add_init_script(f"({_OURS})({keys})")
        log_in_by_form(phone, rita)
        phone.goto("/profile/notifications/")
        expect(phone.get_by_text("This device gets no notifications.")).to_be_visible()
        assert phone.evaluate("window.asked") == []
        phone.get_by_role("button", name="Turn notifications on here").click()
        expect(phone.locator(".push-devices li")).to_have_count(1)
        assert PushSubscription.objects.get().member == rita
        phone.get_by_role("button", name="Send one to try").click()
        expect(phone.get_by_text("on its way to your devices")).to_be_visible()
        jobs.run_due()
        (came,) = service.received
        give(phone, came.read_by(browser))
    shown = until(
        phone,
        """async () => {
          const shown = await (await navigator.serviceWorker.ready).getNotifications();
          return shown.length ? shown.map((one) => [one.title, one.body, one.data.path]) : null;
        }""",
    )
    path = f"/in/{rita.organisation_id}/profile/notifications/"
    assert shown == [["Pacesetter", "Notifications arrive on this device.", path]]
    worker = phone.context.service_workers[0]
    until(phone, "async () => Boolean(await caches.match('/offline-kit/'))")
    assert worker.evaluate(_PRESS) == [["open", "/profile/notifications/"], ["close", ""]]
    # A window that is open there is taken, and the notification is gone.
    phone.goto("/profile/notifications/")
    assert worker.evaluate(_PRESS) is None


# What a press does in the worker: windows and focus need a real one.
_PRESS = """async () => {
  const [notification] = await self.registration.getNotifications();
  if (!notification) return null;
  const done = [];
  self.clients.openWindow = async (address) => done.push(["open", new URL(address).pathname]);
  self.clients.matchAll = async () => [];
  const left = [];
  const waitUntil = (work) => left.push(work);
  self.dispatchEvent(Object.assign(new Event("notificationclick"), { notification, waitUntil }));
  await Promise.all(left);
  if (!(await self.registration.getNotifications()).length) done.push(["close", ""]);
  return done;
}"""

# The browser's own service is out of reach here: what it would give out.
_OTHER_SERVICE = """([endpoint, p256dh, auth, key]) => {
  const made = (endpoint, key) => ({
    endpoint,
    options: { applicationServerKey: key.buffer ?? key },
    toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
    unsubscribe: async () => (self.held = null),
  });
  self.held = made(endpoint, inBytes(key));
  PushManager.prototype.getSubscription = async () => self.held;
  PushManager.prototype.subscribe = async (given) => (self.held = made(`${endpoint}2`, given.applicationServerKey));
}"""
_CHANGE = """async (endpoint) => {
  const left = [];
  const given = { oldSubscription: self.held, newSubscription: null, waitUntil: (work) => left.push(work) };
  self.dispatchEvent(Object.assign(new Event("pushsubscriptionchange"), given));
  await Promise.all(left);
}"""


def test_a_browser_keeps_its_subscription_in_step_with_the_server(phone: Page, rita: Member, settings: Any) -> None:
    browser, endpoint = Browser.new(), "https://push.example/send"
    keys = {"public": browser.public, "auth": browser.auth}
    log_in_by_form(phone, rita)
    phone.goto("/day/")
    until(phone, "async () => (await caches.keys()).some((name) => name.startsWith('pages-'))")
    (worker,) = phone.context.service_workers
    # The key of an installation that was set up anew.
    other = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    worker.evaluate(_OTHER_SERVICE, [endpoint, browser.public, browser.auth, other])
    look = "async () => takeAlong('nobody')"
    worker.evaluate(look)
    assert not PushSubscription.objects.exists()
    subscribe(rita, by=rita, endpoint=endpoint, **keys)
    worker.evaluate(look)
    row = PushSubscription.objects.get()
    assert (row.endpoint, row.member, bool(row.session_key)) == (f"{endpoint}2", rita, True)
    assert worker.evaluate("inWords(self.held.options.applicationServerKey)") == settings.PUSH_KEY.public
    # The browser's maker gives out another address.
    before = row.endpoint
    PushSubscription.objects.filter(pk=row.pk).update(endpoint=f"{before}-old")
    worker.evaluate("(endpoint) => { self.held = { ...self.held, endpoint }; }", f"{before}-old")
    worker.evaluate(_CHANGE)
    assert PushSubscription.objects.get().endpoint == before


WAITING = """
(id) => waiting.keep({ key: crypto.randomUUID(), member: document.getElementById("offline").dataset.member,
  kind: "completion", made_at: new Date().toISOString(), state: "conflict", words: "Renewal", message: "",
  link: "/day/", fields: [["activity", "1"], ["outcome", ""]] })
"""
LEFT = """
() => new Promise((done) => {
  const script = document.createElement("script");
  Object.assign(script, { src: "/static/web/waiting.js", onload: async () => done((await waiting.all()).length) });
  document.head.append(script);
})
"""


def test_logging_out_asks_for_what_waits_and_erases_the_rest(phone: Page, rita: Member) -> None:
    for answer, left in (("Keep it here", 1), ("Erase it", 0)):
        log_in_by_form(phone, rita)
        phone.goto("/day/")
        until(phone, "async () => (await caches.keys()).some((name) => name.startsWith('pages-'))")
        phone.evaluate(WAITING)
        phone.locator(".account-menu summary").click()
        phone.get_by_role("button", name="Log out").click()
        expect(phone.get_by_text("Renewal").first).to_be_visible()
        phone.get_by_label(answer).check()
        phone.get_by_role("button", name="Log out").click()
        phone.wait_for_url("**/accounts/login/**")
        kept = phone.evaluate(LEFT)
        assert (answer, kept) == (answer, left)
        until(phone, "async () => !(await caches.keys()).some((name) => name.startsWith('pages-'))")


def test_nothing_comes_back_that_was_on_its_way_while_somebody_logged_out(
    phone: Page, rita: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, goes_on, answered = threading.Event(), threading.Event(), threading.Event()

    push = offline_kit._push

    def slow(request: Any) -> Any:
        asked.set()
        goes_on.wait(30)
        answered.set()
        return push(request)

    monkeypatch.setattr(offline_kit, "_push", slow)
    log_in_by_form(phone, rita)
    phone.goto("/day/")
    for _ in range(600):
        if asked.is_set():
            break
        phone.wait_for_timeout(50)
    phone.locator(".account-menu summary").click()
    phone.get_by_role("button", name="Log out").click()
    phone.wait_for_url("**/accounts/login/**")
    nothing = "async () => !(await caches.keys()).some((name) => name.startsWith('pages-'))"
    until(phone, nothing)
    goes_on.set()
    assert answered.wait(30)
    phone.wait_for_timeout(1500)
    assert phone.evaluate(nothing)
