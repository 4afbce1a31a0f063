"""The app on a phone: installed, without a network, and back again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.network import Network, network_before
from pacesetter.web.tests.in_browser.phones import (
    come_back_from_call,
    find_network,
    lose_network,
    phones_of,
    waits,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STAY = """document.addEventListener("click", (event) => {
  if (event.target.closest?.('a[href^="tel:"]')) event.preventDefault();
})"""


@pytest.fixture
def network(live_server: Any) -> Iterator[Network]:
    with network_before(live_server.url) as network:
        yield network


@pytest.fixture
def phone(chromium: Any, network: Network) -> Any:
    with phones_of(chromium, network.address) as opened:
        yield opened


def planned(rita: Member, kind: ActivityType, subject: str, **others: Any) -> Activity:
    return verbs.plan(
        by=rita, activity_type=kind, owner=rita, due_on=clock.today(rita.zone()), subject=subject, **others
    )


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return planned(rita, call, "Renewal")


def is_about_now(moment: datetime | None, before: datetime) -> bool:
    return moment is not None and before - timedelta(seconds=2) <= moment <= before + timedelta(seconds=30)


def test_it_can_be_installed_and_opens_without_a_network(phone: Any, rita: Member) -> None:
    page = phone(rita)
    session = page.context.new_cdp_session(page)
    about = session.send("Page.getAppManifest")
    assert (about["errors"], about["url"].endswith("/manifest.webmanifest")) == ([], True)
    faults = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A window of a test keeps nothing, and Chromium says so.
    assert [fault["errorId"] for fault in faults if fault["errorId"] != "in-incognito"] == []
    lose_network(page)
    started = page.context.new_page()
    answer = started.goto("/day/")
    assert (answer.status, answer.from_service_worker) == (200, True)
    expect(started.locator("#offline")).to_contain_text("Without a network. As of")


def test_a_day_on_the_road_without_a_network(
    phone: Any,
    network: Network,
    rita: Member,
    call: ActivityType,
    meeting: ActivityType,
    connected: Outcome,
    voicemail: Outcome,
    initech: Company,
) -> None:
    jane = Contact.objects.create(name="Jane Doe", company=initech, phone="+6495551234")
    dialled, ticked, opened = (
        planned(rita, call, subject, company=initech, contacts=[jane]) for subject in ("Dial", "Tick", "Open")
    )
    page = phone(rita)
    page.goto(f"/companies/{initech.pk}/")
    lose_network(page)
    page.add_init_script(STAY)
    for address in ("/todos/", "/scorecard/", f"/activities/{opened.pk}/", "/companies/", "/day/"):
        page.goto(address)
        expect(page.locator("#offline")).to_contain_text("Without a network. As of")
    # As a notification leads there; what belongs to another organisation is nothing of this one's.
    page.goto(f"/in/{rita.organisation_id}/activities/{opened.pk}/")
    expect(page.get_by_role("link", name="Complete", exact=True)).to_be_visible()
    page.goto(f"/in/{rita.organisation_id + 1}/activities/{opened.pk}/")
    expect(page.locator("#offline")).to_contain_text("was not opened before")
    page.goto("/kpis/1/never-seen/")
    expect(page.locator("#offline")).to_contain_text("was not opened before")
    before = clock.now()

    page.goto("/day/")
    page.locator(f"#dial-{dialled.pk}").click()
    come_back_from_call(page, 12)
    panel = page.locator(f"#panel-{dialled.pk}")
    expect(panel.get_by_label("Minutes")).to_have_value("12")
    panel.get_by_label("Note").fill("Wants an offer")
    panel.get_by_role("button", name="Connected").click()
    waits(page, 1)
    expect(page.locator("#offline")).to_contain_text("Discovery call · Initech · Connected")
    page.locator(f"#check-{ticked.pk}").click()
    page.locator(f"#panel-{ticked.pk}").get_by_role("button", name="Voicemail").click()
    waits(page, 2)
    page.goto(f"/activities/{opened.pk}/")
    page.get_by_role("link", name="Complete", exact=True).click()
    expect(page.get_by_role("heading", name="Discovery call · Initech")).to_be_visible()
    page.get_by_role("button", name="Just done").click()
    page.wait_for_url(f"**/activities/{opened.pk}/")
    waits(page, 3)

    page.get_by_role("link", name="Quick log").first.click()
    page.locator("#quick-line-box").press_sequentially("demo done 20m")
    expect(page.locator("#quick-preview-box")).to_contain_text("understood once it is sent")
    page.locator("#quick-line-box").press("Enter")
    waits(page, 4)
    # Twice the same form is two things.
    for number in (5, 6):
        page.goto("/activities/new/?next=/day/")
        page.get_by_role("link", name="Demo").click()
        page.get_by_label("What about").fill("On the road")
        page.get_by_label("Company").press_sequentially("init")
        page.get_by_role("option", name="Initech").click()
        page.locator("#contact_text").press_sequentially("ja")
        page.get_by_role("option", name="Jane Doe").click()
        page.get_by_role("button", name="Log it").click()
        page.wait_for_url("**/day/")
        waits(page, number)
    page.goto("/companies/")
    # At once: each letter searches anew, and who is pressed while the list is replaced is not there any more.
    page.get_by_placeholder("Name, domain").fill("doe ini")
    expect(page.locator("#companies")).to_contain_text("your own companies are searched")
    page.get_by_role("link", name="Call Jane Doe").click()
    come_back_from_call(page, 7)
    page.locator("#after-call").get_by_role("link", name="Log the call").click()
    expect(page.get_by_label("Minutes")).to_have_value("7")
    expect(page.get_by_label("Company")).to_have_value("Initech")
    page.locator("label", has_text="Connected").click()
    page.get_by_role("button", name="Log it").click()
    waits(page, 7)
    # Nothing is lost where the app is closed.
    started = page.context.new_page()
    page.close()
    started.goto("/day/")
    waits(started, 7)
    find_network(started)

    done = {one.pk: one for one in Activity.objects.filter(status=Status.COMPLETED)}
    assert len(done) == Activity.objects.count() == 7
    assert all(is_about_now(one.completed_at, before) for one in done.values())
    assert {one.completed_on for one in done.values()} == {clock.local_day(before, rita.zone())}
    told = [(done[one.pk].outcome, done[one.pk].minutes, done[one.pk].note) for one in (dialled, ticked, opened)]
    assert told == [(connected, 12, "Wants an offer"), (voicemail, 10, ""), (None, 10, "")]
    logged = sorted((one for pk, one in done.items() if pk > opened.pk), key=lambda one: one.pk)
    assert [(one.activity_type, one.minutes, one.subject) for one in logged] == [
        (meeting, 20, ""),
        (meeting, 60, "On the road"),
        (meeting, 60, "On the road"),
        (call, 7, ""),
    ]
    assert (logged[3].company, logged[3].outcome, logged[3].contact_links.get().contact) == (initech, connected, jane)
    assert [(one.company, one.contact_links.get().contact) for one in logged[1:3]] == [(initech, jane)] * 2
