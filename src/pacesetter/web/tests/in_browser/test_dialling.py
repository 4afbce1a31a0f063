"""Dialling from the list, and what is asked when one comes back from the call."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.people.verbs import edit_profile
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in

pytestmark = pytest.mark.browser

# What dials is no page: nothing is opened, but what would be is kept.
STAY = """
window.opened = [];
window.open = (address) => { window.opened.push(address); };
document.addEventListener("click", (event) => {
  if (event.target.closest?.('a[href^="tel:"]')) event.preventDefault();
});
"""


@pytest.fixture
def to_dos(live_server: object, rita: Member, call: ActivityType, initech: Company, calls: Kpi) -> list[Activity]:
    jane = Contact.objects.create(name="Jane Doe", company=initech, phone="+6495551234")
    today = clock.today(rita.zone())
    return [
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=today, company=initech, contacts=[jane])
        for _ in range(2)
    ]


def leave_and_come_back(page: Page, after: timedelta) -> None:
    """What a phone does while one speaks, in no time."""
    page.evaluate(
        """(passed) => {
          const call = JSON.parse(sessionStorage.getItem("pacesetter.call") ?? "null");
          if (call) sessionStorage.setItem("pacesetter.call", JSON.stringify({ ...call, at: call.at - passed }));
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        after.total_seconds() * 1000,
    )


def test_coming_back_from_a_call_asks_how_it_ended(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    with open_page("phone") as page:
        page.add_init_script(STAY)
        log_in(page, rita)
        page.goto("/day/")
        page.locator(".is-dial").nth(1).click()
        leave_and_come_back(page, timedelta(seconds=1))
        expect(page.locator(".row-panel")).to_have_count(0)
        leave_and_come_back(page, timedelta(minutes=12))
        panel = page.locator(f"#panel-{to_dos[1].pk}")
        expect(panel.get_by_label("Minutes")).to_have_value("12")
        expect(panel.get_by_role("button", name="Connected")).to_be_focused()
        # It is asked once.
        page.keyboard.press("Escape")
        leave_and_come_back(page, timedelta(minutes=12))
        expect(page.locator(".row-panel")).to_have_count(0)
        assert not Activity.objects.filter(completed_on__isnull=False).exists()
        # After a page that was thrown away meanwhile, too.
        page.locator(".is-dial").first.click()
        page.evaluate(
            """() => {
              const call = JSON.parse(sessionStorage.getItem("pacesetter.call"));
              sessionStorage.setItem("pacesetter.call", JSON.stringify({ ...call, at: call.at - 300000 }));
            }"""
        )
        page.reload()
        expect(page.locator(f"#panel-{to_dos[0].pk}").get_by_label("Minutes")).to_have_value("5")
        page.get_by_role("button", name="Voicemail").click()
        expect(page.locator(".is-done")).to_contain_text("Voicemail")


def test_a_desk_dials_by_the_phone_system(open_page: OpenPage, rita: Member, to_dos: list[Activity]) -> None:
    edit_profile(rita, by=rita, dial_by="https://pbx.example/dial?to={number}")
    with open_page() as page:
        page.add_init_script(STAY)
        log_in(page, rita)
        page.goto("/day/")
        page.locator(".is-dial").first.click()
        page.wait_for_function("window.opened.length")
        assert page.evaluate("window.opened") == ["https://pbx.example/dial?to=%2B6495551234"]


def test_a_call_from_a_companys_page_is_logged_when_one_comes_back(
    open_page: OpenPage, rita: Member, to_dos: list[Activity], initech: Company
) -> None:
    with open_page("phone") as page:
        page.add_init_script(STAY)
        log_in(page, rita)
        page.goto(f"/companies/{initech.pk}/")
        page.get_by_role("link", name="Call Jane Doe").click()
        leave_and_come_back(page, timedelta(minutes=7))
        sheet = page.locator("#after-call")
        expect(sheet).to_contain_text("How did the call with Jane Doe end?")
        sheet.get_by_role("link", name="Log the call").click()
        expect(page.get_by_label("Minutes")).to_have_value("7")
        page.locator("label", has_text="Connected").click()
        page.get_by_role("button", name="Log it").click()
        page.wait_for_url(f"**/companies/{initech.pk}/")
    made = Activity.objects.get(completed_on__isnull=False)
    assert (made.company, made.minutes, made.contact_links.get().contact.name) == (initech, 7, "Jane Doe")
