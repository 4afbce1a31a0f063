"""Words of another language than the one that the pages were drawn in first: they are longer."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.tenancy.settings_changes import touch_settings
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.in_browser.looks import clipped, cut, too_wide

pytestmark = pytest.mark.browser


def cut_in_filters(page: Page) -> list[str]:
    # What is folded away has no width.
    page.evaluate("() => document.querySelectorAll('.filters details').forEach((one) => { one.open = true; })")
    return cut(page)


@pytest.fixture
def german(ada: Member) -> Member:
    Member.objects.filter(pk=ada.pk).update(locale="de")
    return ada


def test_what_a_board_is_sorted_by_can_be_read_on_a_phone(
    open_page: OpenPage, team: Any, german: Member, calls: Kpi
) -> None:
    Kpi.objects.filter(pk=calls.pk).update(name="Vereinbarte Ersttermine")
    touch_settings(by_id=None)
    with open_page("phone") as page:
        log_in(page, german)
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"/board/?sort=-{calls.pk}")
            expect(page.locator("html")).to_have_attribute("lang", "de")
            assert cut_in_filters(page) == []
            assert not too_wide(page)


def test_what_companies_are_filtered_and_sorted_by_can_be_read(open_page: OpenPage, team: Any, german: Member) -> None:
    with open_page() as page:
        log_in(page, german)
        for width in (360, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            for query in ("sort=longest&plan=none&silent=30", "sort=latest", "sort=next&state=archived"):
                page.goto(f"/companies/?{query}")
                assert cut_in_filters(page) == []
                assert not too_wide(page)
            page.goto("/todos/?due=week")
            assert cut_in_filters(page) == []


def test_what_lists_of_the_set_up_have_chosen_can_be_read(
    open_page: OpenPage, team: Any, german: Member, call: ActivityType, calls: Kpi
) -> None:
    """From the narrowest window in which their fields stand beside each other."""
    ActivityType.objects.filter(pk=call.pk).update(category="workflowmax_job")
    Kpi.objects.filter(pk=calls.pk).update(measure="companies", direction="less")
    with open_page() as page:
        log_in(page, german)
        for width in (768, 1024, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            for place in ("activities", "kpis", "outcomes", "next-steps/new"):
                page.goto(f"/settings/{place}/")
                assert cut(page) == [], (width, place)
                assert not too_wide(page), (width, place)


def test_a_leaderboard_fits_the_narrowest_phone(open_page: OpenPage, team: Any, german: Member, calls: Kpi) -> None:
    with open_page() as page:
        log_in(page, german)
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto("/leaderboard/")
        assert not too_wide(page)


def test_what_is_to_be_done_is_not_cut_on_a_phone(open_page: OpenPage, german: Member, call: ActivityType) -> None:
    yesterday = clock.today(german.zone()) - timedelta(days=1)
    company = Company.objects.create(name="Bramley Garden Centres and Nurseries", sales_rep=german, phone="+6493334444")
    verbs.plan(
        by=german, activity_type=call, owner=german, due_on=yesterday, company=company, subject="Chase the offer"
    )
    with open_page("phone") as page:
        log_in(page, german)
        page.goto("/day/")
        assert clipped(page) == []
        name = page.locator(".to-do-with")
        assert name.evaluate("(one) => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight")
