"""Closing a period with a browser."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.crm.models import Company
from pacesetter.kpis import closing
from pacesetter.kpis.models import ClosedPeriod
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.in_browser.looks import faults_of, faults_seen

pytestmark = pytest.mark.browser


@pytest.fixture
def january(team: Any, ada: Member, rita: Member, call: ActivityType) -> ClosedPeriod:
    """Closed, with something changed afterwards."""
    made = closing.close(period_holding(PeriodKind.MONTH, date(2026, 1, 1), Calendar()), by=ada)
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 1, 6, tzinfo=UTC), reason="forgot it")
    return made


def test_from_closing_to_reopening_without_script(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page("phone", script=False) as page:
        log_in(page, ada)
        page.goto("/settings/periods/?period=year")
        page.get_by_role("link", name="Close … 2025").click()
        page.get_by_label("Lock it as well").check()
        page.get_by_role("button", name="Close the period").click()
        expect(page.get_by_text("2025 is closed.")).to_be_visible()
        expect(page.get_by_text("Locked", exact=True)).to_be_visible()
        page.get_by_role("button", name="Unlock it …").click()
        expect(page.get_by_text("recorded as a restatement")).to_be_visible()
        page.get_by_role("button", name="Unlock it").click()
        page.get_by_role("button", name="Reopen it …").click()
        page.get_by_role("button", name="Reopen it").click()
        expect(page.get_by_text("The period is open again.")).to_be_visible()


def test_what_looks_alike_is_looked_for_once_the_page_is_there(
    open_page: OpenPage, team: Any, ada: Member, rita: Member, call: ActivityType, initech: Company
) -> None:
    for _ in range(2):
        verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=datetime(2025, 3, 4, tzinfo=UTC))
    with open_page() as page:
        log_in(page, ada)
        page.goto("/settings/periods/closing/?period=year&day=2025-01-01")
        expect(page.get_by_text("1 activity looks like another one")).to_be_visible()
        expect(page.get_by_role("link", name="Look for activities")).to_have_count(0)
    with open_page(script=False) as page:
        log_in(page, ada)
        page.goto("/settings/periods/closing/?period=year&day=2025-01-01")
        page.get_by_role("link", name="Look for activities that look like another one").click()
        expect(page.get_by_text("1 activity looks like another one")).to_be_visible()


def test_a_member_finds_what_was_changed(open_page: OpenPage, january: ClosedPeriod, rita: Member) -> None:
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto("/day/")
        page.locator(".account-menu summary").click()
        page.get_by_role("link", name="Restatements").click()
        expect(page.get_by_text("An activity was recorded: forgot it").first).to_be_visible()


def test_pages_of_closed_periods_are_without_fault(open_page: OpenPage, january: ClosedPeriod, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        paths = ("/settings/periods/", f"/settings/periods/{january.pk}/", "/restatements/")
        faults = [fault for path in paths for fault in faults_of(page, path)]
        page.goto(f"/settings/periods/{january.pk}/")
        page.get_by_role("button", name="Lock it …").click()
        faults += faults_seen(page)
        assert faults == []
