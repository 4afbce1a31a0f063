"""Phones of somebody on the road: a small screen, a thumb, and a network that comes and goes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

from playwright.sync_api import Browser, Error, Page, expect

from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.browser import PATIENCE
from pacesetter.web.tests.in_browser.conftest import log_in_by_form

_HAS_TAKEN_ALONG = """async () => {
  for (const name of await caches.keys()) {
    const kit = name.startsWith("pages-") && (await (await caches.open(name)).match("/offline-kit/"));
    if (kit && (await kit.json()).formsAt) return true;
  }
  return false;
}"""


@contextmanager
def phones_of(chromium: Browser, address: str) -> Iterator[Any]:
    """`opened(member)` is one more phone, logged in and with all that it takes along. What the browser says of the
    network does not count, which is taken away on purpose; a script that fails does."""
    complaints: list[str] = []
    with ExitStack() as left:

        def opened(member: Member) -> Page:
            context = chromium.new_context(
                base_url=address,
                viewport={"width": 360, "height": 740},
                has_touch=True,
                is_mobile=True,
                reduced_motion="reduce",
            )
            left.callback(context.close)
            context.set_default_timeout(PATIENCE)
            page: Page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error.message} {error.stack}"))
            log_in_by_form(page, member)
            page.goto("/day/")
            until(page, _HAS_TAKEN_ALONG)
            # A page that was there before the worker may be none of its own.
            page.reload()
            return page

        yield opened
    assert not complaints, complaints


def until(page: Page, question: str) -> Any:
    """Wait until the browser answers with something, which is the answer. (`wait_for_function` does not wait for what
    an asynchronous function finds out.)"""
    for _ in range(400):
        answer = None
        # The page may just be leaving.
        with suppress(Error):
            answer = page.evaluate(question)
        if answer:
            return answer
        page.wait_for_timeout(100)
    raise AssertionError(f"It did not come true: {question}")


def lose_network(page: Page) -> None:
    """Flight mode."""
    page.context.set_offline(True)
    page.wait_for_function("navigator.onLine === false")


def find_network(page: Page) -> None:
    """Out of it again, and nothing waits any more."""
    page.context.set_offline(False)
    expect(page.locator("#offline")).not_to_contain_text("Waiting to be sent")


def waits(page: Page, number: int) -> None:
    """So many deeds are shown as waiting."""
    expect(page.locator("#offline")).to_contain_text(f"Waiting to be sent ({number})")


def come_back_from_call(page: Page, minutes: int) -> None:
    """What a phone does while one speaks, in no time."""
    page.evaluate(
        """(passed) => {
          const call = JSON.parse(sessionStorage.getItem("pacesetter.call"));
          sessionStorage.setItem("pacesetter.call", JSON.stringify({ ...call, at: call.at - passed }));
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        minutes * 60_000,
    )
