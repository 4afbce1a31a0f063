"""The page on which a member opens and closes the own booking page."""

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.meetings.models import BookingPage
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")
ADDRESS = "/profile/booking-page/"


def form(meeting: ActivityType, **changed: str | list[str]) -> dict[str, str | list[str]]:
    return {
        "slug": "rita",
        "activity_type": str(meeting.pk),
        "durations": ["30", "60"],
        "buffer_minutes": "15",
        "notice_hours": "4",
        "days_ahead": "30",
        "place": "",
        "video_url": "",
        "words": "Welcome",
        **changed,
    }


def test_it_is_opened_changed_and_closed(visitor: Visitor, rita: Member, meeting: ActivityType) -> None:
    assert "Open the page" in visitor.log_in(rita).read(ADDRESS)
    visitor.post(ADDRESS, form(meeting))
    page = visitor.read(ADDRESS)
    assert "http://testserver/book/acme/rita/" in page
    assert "Welcome" in Visitor().read("/book/acme/rita/")
    visitor.post(ADDRESS, form(meeting, durations=["45"]))
    assert BookingPage.objects.get().durations_minutes == [45]
    undo_last(visitor, visitor.read(ADDRESS))
    assert BookingPage.objects.get().durations_minutes == [30, 60]
    visitor.delete(ADDRESS)
    undo_last(visitor, visitor.read(ADDRESS))
    assert "Welcome" in Visitor().read("/book/acme/rita/")
    visitor.delete(ADDRESS)
    assert "http://testserver/book/" not in visitor.read(ADDRESS)
    assert visitor.get("/book/acme/rita/").status_code == 404


def test_errors_stand_at_their_fields(visitor: Visitor, rita: Member, meeting: ActivityType) -> None:
    answer = visitor.log_in(rita).post(ADDRESS, form(meeting, slug="…", durations=["30"]))
    assert b'id="id_slug_error"' in answer.content
    assert BookingPage.objects.count() == 0


def test_without_a_type_for_meetings_there_is_nothing_to_open(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    assert "no activity type for meetings" in visitor.log_in(rita).read(ADDRESS)


def test_it_is_one_s_own(visitor: Visitor, rita: Member, ada: Member, meeting: ActivityType) -> None:
    visitor.log_in(rita).post(ADDRESS, form(meeting))
    visitor.log_in(ada).delete(ADDRESS)
    assert BookingPage.objects.get().is_open
