"""Which addresses are open to whom."""

from pacesetter.web.member_view import Audience
from pacesetter.web.tests.pages import every_page

OPEN = {
    "home",
    "organisation_choice",
    "within",
    "invitation",
    "live_screen",
    "screen",
    "set_up",
    "set_up_regions",
    "demo",
    "demo_log_in",
    "provider_choice",
    "provider_callback",
    "provider_log_in",
    "leave_off",
    "calendar_feed",
    "booking_page",
    "visit",
    "booking",
    "booking_time",
    "manifest",
    "worker",
}


def test_every_page_is_for_members_unless_it_is_listed_here() -> None:
    pages = every_page()
    assert {page.name for page in pages if page.audience is None} == OPEN


def test_every_setting_is_for_administrators_alone() -> None:
    settings = [page for page in every_page() if page.route.startswith("settings/")]
    assert [page.name for page in settings if page.audience is not Audience.ADMINISTRATORS] == []
