"""Pages on paper: figures and words, and nothing to press."""

from typing import Any

import pytest
from playwright.sync_api import expect

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.in_browser.rows import some_customers

pytestmark = pytest.mark.browser

_CONTROLS = """
() => [...document.querySelectorAll("button, .btn, .quick-open, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
  .map((one) => one.outerHTML.slice(0, 120))
"""


def test_settings_are_printed_over_the_whole_width(open_page: OpenPage, ada: Member, calls: Kpi) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.emulate_media(media="print")
        for path in ("/settings/history/", "/settings/role-map/", "/settings/periods/"):
            page.goto(path)
            width = page.locator(".settings-main").evaluate("one => one.getBoundingClientRect().width / innerWidth")
            assert width > 0.9, path


def test_a_list_begins_where_there_is_room_and_not_on_a_page_of_its_own(
    open_page: OpenPage, team: Any, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    """The first page held the heading alone where the list had no room on the rest of it."""
    for _ in range(40):
        verbs.log(by=rita, activity_type=call, owner=rita)
    with open_page() as page:
        log_in(page, rita)
        page.goto(f"/members/{rita.pk}/kpis/{calls.pk}/why/")
        page.emulate_media(media="print")
        for card in page.locator("main .card").all():
            assert card.evaluate("one => getComputedStyle(one).breakInside") == "auto"
            assert card.evaluate("one => getComputedStyle(one).display") == "block"


def test_nothing_that_can_be_pressed_is_printed(
    open_page: OpenPage, team: Any, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    company, _double, _jane = some_customers(rita, call)
    with open_page() as page:
        log_in(page, ada)
        page.emulate_media(media="print")
        found = {}
        for path in (
            "/board/",
            f"/members/{rita.pk}/scorecard/",
            f"/members/{rita.pk}/kpis/{calls.pk}/why/",
            "/leaderboard/",
            "/trends/",
            "/restatements/",
            "/todos/?owner=all",
            "/calendar/",
            "/companies/",
            f"/companies/{company.pk}/",
        ):
            page.goto(path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            if controls := page.evaluate(_CONTROLS):
                found[path] = controls
        assert found == {}, "\n".join(f"{path}: {one}" for path, ones in found.items() for one in ones)
