"""Who is off, on a phone."""

from typing import Any

import pytest

from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in
from pacesetter.web.tests.in_browser.rows import time_off_of

pytestmark = pytest.mark.browser


def test_the_month_begins_with_today_where_not_all_of_it_can_be_seen(
    open_page: OpenPage, team: Any, rita: Member
) -> None:
    time_off_of(rita)
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto("/time-off/")
        today = page.locator(".off-today").bounding_box()
        names = page.get_by_role("columnheader", name="Member").bounding_box()
        assert today is not None and names is not None
        assert names["x"] + names["width"] - 1 <= today["x"]
        assert today["x"] + today["width"] <= 360
