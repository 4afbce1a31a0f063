"""A phone whose network is there by name alone, dies in the middle, or comes back on two phones at once."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.network import Network, network_before
from pacesetter.web.tests.in_browser.phones import find_network, lose_network, phones_of, until, waits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def network(live_server: Any) -> Iterator[Network]:
    with network_before(live_server.url) as network:
        yield network


@pytest.fixture
def phone(whole_chromium: Any, network: Network) -> Any:
    with phones_of(whole_chromium, network.address) as opened:
        yield opened


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return planned(rita, call)


def planned(rita: Member, kind: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=kind, owner=rita, due_on=clock.today(rita.zone()), subject="Renewal")


def complete_as(page: Page, to_do: Activity, outcome: str) -> None:
    page.locator(f"#check-{to_do.pk}").click()
    page.locator(f"#panel-{to_do.pk}").get_by_role("button", name=outcome, exact=True).click()


def log(page: Page, line: str) -> None:
    page.get_by_role("link", name="Quick log").first.click()
    page.locator("#quick-line-box").press_sequentially(line)
    page.locator("#quick-line-box").press("Enter")


def log_by_form(page: Page, kind: ActivityType, subject: str) -> None:
    page.goto(f"/activities/new/?type={kind.pk}&next=/day/")
    page.get_by_label("What about").fill(subject)
    page.get_by_role("button", name="Log it").click()
    page.wait_for_url("**/day/")


def all_is_sent(page: Page) -> None:
    """Nothing is kept on the phone any more, and nothing is said of it."""
    until(page, "async () => !(await waiting.all()).length")
    expect(page.locator("#offline")).to_be_hidden()


def test_a_network_by_name_alone_loses_nothing(
    phone: Any, network: Network, rita: Member, meeting: ActivityType, to_do: Activity, connected: Outcome
) -> None:
    page = phone(rita)
    network.is_dead = True
    assert page.evaluate("navigator.onLine")
    complete_as(page, to_do, "Connected")
    waits(page, 1)
    expect(page.get_by_text("nothing was changed")).to_have_count(0)
    log(page, "demo done 20m")
    waits(page, 2)
    log_by_form(page, meeting, "On the road")
    waits(page, 3)
    assert Activity.objects.count() == 1
    # Something on the way answers in place of the server.
    network.is_dead, network.answers = False, lambda method, path: 502 if method == "POST" else None
    log_by_form(page, meeting, "Back home")
    waits(page, 4)
    network.answers = lambda method, path: None
    page.reload()
    all_is_sent(page)
    to_do.refresh_from_db()
    assert (to_do.status, to_do.outcome) == (Status.COMPLETED, connected)
    logged = Activity.objects.filter(activity_type=meeting).order_by("pk")
    assert [(one.minutes, one.subject) for one in logged] == [(20, ""), (60, "On the road"), (60, "Back home")]


@pytest.mark.on_both
def test_answers_that_are_lost_do_nothing_twice(
    phone: Any, network: Network, rita: Member, meeting: ActivityType, to_do: Activity
) -> None:
    page = phone(rita)
    network.loses = lambda method, path: method == "POST" and path != "/offline-deeds/"
    log_by_form(page, meeting, "On the road")
    # By the page, or by the browser itself, which need not wait for one.
    all_is_sent(page)
    complete_as(page, to_do, "Connected")
    until(page, "async () => (await (await fetch(location.href)).text()).includes('is-done')")
    all_is_sent(page)
    # The answer to what waits is lost too.
    lost: list[str] = []

    def loses_once(method: str, path: str) -> bool:
        if (method, path) != ("POST", "/offline-deeds/") or lost:
            return False
        lost.append(path)
        return True

    network.loses = loses_once
    lose_network(page)
    log_by_form(page, meeting, "Back home")
    waits(page, 1)
    page.context.set_offline(False)
    until(page, "async () => !document.body.dataset.asOf")
    page.evaluate("waiting.send().catch(() => {})")
    page.reload()
    all_is_sent(page)
    # Chromium itself may send a form once more that got no answer.
    assert set(network.posted("/activities/new/")) == {303}
    assert network.posted(f"/activities/{to_do.pk}/completion/")[0] == 303
    assert set(network.posted("/offline-deeds/")) == {200}
    assert len(network.posted("/offline-deeds/")) >= 4
    assert len(lost) == 1
    to_do.refresh_from_db()
    assert to_do.status == Status.COMPLETED
    assert sorted(Activity.objects.filter(activity_type=meeting).values_list("subject", flat=True)) == [
        "Back home",
        "On the road",
    ]


def test_what_the_server_fails_at_is_shown_and_those_after_it_go_on(
    phone: Any, network: Network, rita: Member, meeting: ActivityType
) -> None:
    page = phone(rita)
    lose_network(page)
    for line in ("demo done 20m", "demo done 30m", "demo done 40m"):
        log(page, line)
        page.wait_for_load_state()
    waits(page, 3)
    # Where others were in the way nothing is wrong with the form, however often they were.
    failures = [503, 503, 503, 503, 500, 500, 500, 413]
    network.answers = lambda method, path: failures.pop(0) if method == "POST" and failures else None
    page.context.set_offline(False)
    # The page as it is now comes by itself.
    page.wait_for_function("() => !document.body.dataset.asOf")
    for _ in range(7):
        page.evaluate("waiting.send().catch(() => {})")
    page.reload()
    expect(page.locator("#offline")).to_contain_text("Not taken over: look at these (2)")
    expect(page.locator("#offline")).to_contain_text("could not take this over (500)")
    expect(page.locator("#offline")).to_contain_text("could not take this over (413)")
    expect(page.locator("#offline")).not_to_contain_text("Waiting to be sent")
    assert [one.minutes for one in Activity.objects.filter(activity_type=meeting)] == [40]
    link = page.get_by_role("link", name="Open", exact=True).first
    expect(link).to_have_attribute("href", re.compile(r"^/quick-log/\?line=demo\+done\+20m&deed="))
    # What is put right by hand is not there to be sent once more.
    link.click()
    page.get_by_role("button", name="Log it").click()
    page.wait_for_url("**/day/")
    expect(page.locator("#offline")).to_contain_text("look at these (1)")
    page.get_by_role("button", name="Send again").click()
    all_is_sent(page)
    assert sorted(one.minutes for one in Activity.objects.filter(activity_type=meeting)) == [20, 30, 40]


@pytest.mark.on_both
@pytest.mark.parametrize("second", ["Connected", "Voicemail"])
def test_two_phones_that_send_at_the_same_moment_complete_once(
    phone: Any, network: Network, rita: Member, to_do: Activity, second: str
) -> None:
    pages = [phone(rita), phone(rita)]
    for page, outcome in zip(pages, ("Connected", second), strict=True):
        lose_network(page)
        complete_as(page, to_do, outcome)
        waits(page, 1)
    network.meet("/offline-deeds/", 2)
    for page in pages:
        page.context.set_offline(False)
    for page in pages:
        expect(page.locator("#offline")).not_to_contain_text("Waiting to be sent")
    conflicts = [page for page in pages if page.get_by_text("completed this before").count()]
    assert sorted(network.posted("/offline-deeds/")) == ([200, 200] if second == "Connected" else [200, 422])
    assert len(conflicts) == (0 if second == "Connected" else 1)
    for page in conflicts:
        link = page.get_by_role("link", name="Open", exact=True)
        expect(link).to_have_attribute("href", f"/activities/{to_do.pk}/")
        page.get_by_role("button", name="Drop it").click()
        expect(page.locator("#offline")).not_to_contain_text("Not taken over")
    to_do.refresh_from_db()
    assert (to_do.status, Activity.objects.count()) == (Status.COMPLETED, 1)


def late_in_the_evening() -> str:
    """A zone in which the last hour of a day has begun."""
    ahead = 23 - datetime.now().astimezone().astimezone(clock.time_zone("UTC")).hour
    ahead = ahead if ahead <= 14 else ahead - 24
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def test_what_was_done_before_midnight_counts_on_that_day_though_it_is_sent_after(
    phone: Any,
    rita: Member,
    to_do: Activity,
    meeting: ActivityType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Member.objects.filter(pk=rita.pk).update(time_zone=late_in_the_evening())
    rita.refresh_from_db()
    page = phone(rita)
    lose_network(page)
    evening: date = clock.today(rita.zone())
    before = clock.now()
    complete_as(page, to_do, "Connected")
    waits(page, 1)
    log(page, "demo done 20m")
    waits(page, 2)
    log_by_form(page, meeting, "On the road")
    waits(page, 3)
    after, real = clock.now(), clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(hours=12))
    find_network(page)
    done = list(Activity.objects.filter(status=Status.COMPLETED))
    assert len(done) == 3
    for one in done:
        assert one.completed_at is not None
        assert before - timedelta(seconds=1) <= one.completed_at <= after + timedelta(seconds=1)
        assert one.completed_on == clock.local_day(one.completed_at, rita.zone()) == evening
    assert clock.today(rita.zone()) == evening + timedelta(days=1)


def test_a_log_in_that_has_ended_loses_nothing(
    phone: Any, network: Network, rita: Member, meeting: ActivityType
) -> None:
    page = phone(rita)
    page.goto(f"/activities/new/?type={meeting.pk}&next=/day/")
    page.get_by_label("What about").fill("On the road")
    page.context.clear_cookies(name="session")
    page.get_by_role("button", name="Log it").click()
    page.wait_for_url("**/accounts/login/**")
    until(page, "async () => (await caches.keys()).filter((name) => name.startsWith('pages-')).length === 0")
    page.get_by_label("E-mail address").fill(rita.email)
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.goto("/day/")
    all_is_sent(page)
    assert [one.subject for one in Activity.objects.all()] == ["On the road"]
