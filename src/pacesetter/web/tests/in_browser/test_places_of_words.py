"""What stands where: words that are not broken, and rows that a thumb hits."""

from typing import Any

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in

pytestmark = pytest.mark.browser

# How many lines the first words of an element take.
_LINES = """
(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size;
}
"""
# The same of each part between two places where it may be broken.
_LINES_OF_PARTS = """
(link) => [...link.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => {
  const range = document.createRange();
  range.selectNode(one);
  return range.getClientRects().length;
})
"""


def test_rows_with_a_box_are_high_enough_for_a_thumb(open_page: OpenPage, team: Any, rita: Member) -> None:
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto("/profile/notifications/")
        rows = [row.bounding_box() for row in page.locator(".form-check").all() if row.is_visible()]
        assert rows
        assert min(row["height"] for row in rows if row) >= 43.5


def test_the_role_map_in_words_breaks_no_word(open_page: OpenPage, team: Any, ada: Member, calls: Kpi) -> None:
    for number in range(9):
        ActivityType.objects.create(name=f"Long discovery conversation {number}", category="phone_call")
    for kind in ActivityType.objects.exclude(kpi_mappings__kpi=calls):
        calls.type_mappings.create(activity_type=kind)
    Kpi.objects.filter(pk=calls.pk).update(name="Conversations")
    with open_page() as page:
        log_in(page, ada)
        page.goto("/settings/role-map/")
        assert page.get_by_role("rowheader", name="Conversations", exact=True).evaluate(_LINES) == 1


def test_what_ends_in_an_outcome_stands_beside_its_buttons(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/settings/outcomes/")
        words = page.get_by_text("1 activity ends in it").first.bounding_box()
        button = page.get_by_role("button", name="Archive: Connected").bounding_box()
        assert words is not None and button is not None
        middle = words["y"] + words["height"] / 2
        assert button["y"] < middle < button["y"] + button["height"]


def test_an_address_in_a_list_is_broken_between_its_parts(
    open_page: OpenPage, team: Any, rita: Member, initech: Company
) -> None:
    Contact.objects.create(name="Jane", company=initech, email="jane.whiting@fairholmerobotics.example")
    with open_page("phone") as page:
        page.set_viewport_size({"width": 320, "height": 640})
        log_in(page, rita)
        page.goto("/contacts/")
        address = page.get_by_role("link", name="jane.whiting@")
        assert set(address.evaluate(_LINES_OF_PARTS)) == {1}
