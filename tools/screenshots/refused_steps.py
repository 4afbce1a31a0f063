"""What is shown instead of a page: where something broke, a form is too old, or there is no network."""

import re

from playwright.sync_api import Page, Route

from tools.boot.places import ROOT

_BROKEN = ROOT / "src" / "pacesetter" / "web" / "templates" / "500.html"
_TAKEN_ALONG = """async () => {
  for (const name of await caches.keys()) {
    const kit = name.startsWith("pages-") && (await (await caches.open(name)).match("/offline-kit/"));
    if (kit && (await kit.json()).formsAt) return true;
  }
  return false;
}"""


def form_too_old(page: Page) -> None:
    """Sent without the cookie that was set with it."""
    page.context.clear_cookies()
    page.locator("main form [type=submit]").first.click()


def broken(page: Page) -> None:
    """Nothing breaks on demand, so its page is put into another one's place, with the other one's headers."""

    # Comments of the template are all that is not sent as it stands there.
    body = re.sub(r"{#.*?#}\n", "", _BROKEN.read_text(encoding="utf-8"))

    def answer(route: Route) -> None:
        route.fulfill(response=route.fetch(), body=body)

    page.route("**/demo/", answer)
    page.reload()
    page.unroute("**/demo/")


def without_network(page: Page) -> None:
    """What was taken along, as it was seen last. The network is back for the next picture."""
    _lose_network(page)
    page.reload()
    page.context.set_offline(False)


def never_opened(page: Page) -> None:
    _lose_network(page)
    page.goto("/profile/calendar-feed/")
    page.context.set_offline(False)


def _lose_network(page: Page) -> None:
    _take_along(page)
    page.context.set_offline(True)
    page.wait_for_function("navigator.onLine === false")


def _take_along(page: Page) -> None:
    for _ in range(300):
        if page.evaluate(_TAKEN_ALONG):
            # A page that was there before the worker may be none of its own.
            page.reload()
            return
        page.wait_for_timeout(200)
    raise AssertionError("the browser took no pages along within a minute")
