"""The app on a phone: installed, without a network, and back again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import log_in

pytestmark = [pytest.mark.browser, pytest.mark.on_both, pytest.mark.django_db(transaction=True)]

OpenWindow = Callable[[], Page]


@pytest.fixture
def phone(chromium: Any, live_server: Any, rita: Member) -> Any:
    """Open one more phone of Rita's, which has taken along what it needs. Nothing complains of the network here, which
    is taken away on purpose."""
    contexts = []

    def opened() -> Page:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page: Page = context.new_page()
        log_in(page, rita)
        page.goto("/day/")
        page.wait_for_function(
            """async () => {
              const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
              return names.length === 1 && (await (await caches.open(names[0])).keys()).length >= 7;
            }"""
        )
        page.reload()
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, due_on=clock.today(rita.zone()), subject="Renewal")


def without_network(page: Page) -> None:
    page.context.set_offline(True)
    page.wait_for_function("navigator.onLine === false")


def complete_as(page: Page, outcome: str) -> None:
    page.get_by_role("link", name="Complete: ").first.click()
    page.get_by_role("button", name=outcome, exact=True).click()


def test_it_can_be_installed(phone: OpenWindow) -> None:
    page = phone()
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getAppManifest")["errors"] == []
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A window of a test keeps nothing, and Chromium says so.
    assert [fault["errorId"] for fault in faults if fault["errorId"] != "in-incognito"] == []


def test_what_was_seen_is_read_and_what_is_done_is_sent_when_back(phone: OpenWindow, to_do: Activity) -> None:
    page = phone()
    without_network(page)
    for address in ("/todos/", "/scorecard/", f"/activities/{to_do.pk}/", "/companies/", "/day/"):
        page.goto(address)
        expect(page.locator("#offline")).to_contain_text("Without a network. As of")
    before = clock.now()
    complete_as(page, "Connected")
    expect(page.locator("#offline")).to_contain_text("Waiting to be sent (1)")
    page.reload()
    expect(page.locator("#offline")).to_contain_text("Waiting to be sent (1)")
    page.context.set_offline(False)
    expect(page.locator("#offline")).not_to_contain_text("Waiting")
    to_do.refresh_from_db()
    assert to_do.status == Status.COMPLETED
    assert to_do.completed_at is not None
    assert abs(to_do.completed_at - before) < timedelta(seconds=20)


def test_a_network_that_dies_while_sending_does_nothing_twice(
    phone: OpenWindow, meeting: ActivityType, rita: Member
) -> None:
    page = phone()
    lost: list[int] = []

    def lose_the_answer(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/offline-deeds/", lose_the_answer)
    without_network(page)
    for line in ("demo done 20m", "demo done 30m"):
        page.get_by_role("link", name="Quick log").first.click()
        page.locator("#quick-line-box").fill(line)
        page.locator("#quick-line-box").press("Enter")
    expect(page.locator("#offline")).to_contain_text("Waiting to be sent (2)")
    page.context.set_offline(False)

    page.wait_for_timeout(1500)
    page.goto("/day/")
    expect(page.locator("#offline")).to_be_hidden()
    assert lost == [200]
    logged = Activity.objects.filter(owner=rita, activity_type=meeting).order_by("pk")
    assert [one.minutes for one in logged] == [20, 30]


def test_two_phones_complete_once_and_the_second_is_told(phone: OpenWindow, to_do: Activity, rita: Member) -> None:
    first, second = phone(), phone()
    for page in (first, second):
        without_network(page)
    complete_as(first, "Connected")
    expect(first.locator("#offline")).to_contain_text("Waiting to be sent (1)")
    # The second one lay in a drawer: its own completion is of another hour.
    second.evaluate(
        """(id) => waiting.keep({ key: crypto.randomUUID(), member: document.getElementById("offline").dataset.member,
          kind: "completion", made_at: new Date(Date.now() - 3600e3).toISOString(), state: "waiting", words: "Renewal",
          fields: [["activity", String(id)], ["outcome", ""]] })""",
        to_do.pk,
    )
    first.context.set_offline(False)
    expect(first.locator("#offline")).not_to_contain_text("Waiting")
    second.context.set_offline(False)
    expect(second.locator("#offline")).to_contain_text("Rita completed this before")
    expect(second.get_by_role("link", name="Open", exact=True)).to_have_attribute("href", f"/activities/{to_do.pk}/")
    second.get_by_role("button", name="Drop it").click()
    expect(second.locator("#offline")).not_to_contain_text("Not taken over")
    assert Activity.objects.filter(status=Status.COMPLETED).count() == 1


def test_nothing_stays_readable_after_logging_out(phone: OpenWindow, to_do: Activity) -> None:
    page = phone()
    page.context.clear_cookies()
    page.goto("/day/")
    page.wait_for_url("**/accounts/login/**")
    page.wait_for_function("async () => (await caches.keys()).filter((name) => name.startsWith('pages-')).length === 0")
