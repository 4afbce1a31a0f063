"""Moving and cancelling, as the visitor who booked."""

from datetime import UTC, datetime, timedelta

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.models import Booking
from pacesetter.meetings.tests.conftest import sent_to
from pacesetter.meetings.tests.visits import booked, open_page
from pacesetter.meetings.verbs import cancel_booking, move_booking
from pacesetter.people.models import Member

AT = datetime(2026, 3, 24, 21, tzinfo=UTC)
VERA, RITA = "vera@hooli.example", "rita@acme.example"


@pytest.fixture
def booking(rita: Member, meeting: ActivityType) -> Booking:
    return booked(open_page(rita, meeting), AT)


def methods(address: str) -> list[str]:
    return [mail.calendar_method for mail in sent_to(address)]


def test_it_is_moved_and_everybody_is_told(booking: Booking) -> None:
    move_booking(booking, starts_at=AT + timedelta(minutes=30))  # its own old time is no hindrance
    booking.activity.refresh_from_db()
    assert booking.activity.due_at == AT + timedelta(minutes=30)
    assert methods(VERA) == ["REQUEST", "REQUEST"]
    assert methods(RITA) == ["PUBLISH", "PUBLISH"]


def test_it_is_cancelled_and_the_time_is_free_again(booking: Booking) -> None:
    cancel_booking(booking)
    booking.activity.refresh_from_db()
    assert booking.activity.status == "cancelled"
    assert methods(VERA) == ["REQUEST", "CANCEL"]
    assert methods(RITA) == ["PUBLISH", "CANCEL"]
    assert booked(booking.page, AT).activity.due_at == AT


def test_a_time_that_is_taken_is_refused(booking: Booking, rita: Member, meeting: ActivityType) -> None:
    verbs.plan(by=rita, owner=rita, activity_type=meeting, due_at=AT + timedelta(hours=2))
    with pytest.raises(Refusal) as refused:
        move_booking(booking, starts_at=AT + timedelta(hours=2))
    assert refused.value.code == "taken"


def test_what_is_over_settled_or_deleted_stays_as_it_is(booking: Booking, rita: Member) -> None:
    with clock.standing_at(AT + timedelta(minutes=1)):
        with pytest.raises(Refusal):
            cancel_booking(booking)
        with pytest.raises(Refusal):
            move_booking(booking, starts_at=AT)
    verbs.delete(booking.activity, by=rita)
    with pytest.raises(Refusal):
        cancel_booking(booking)


def test_a_closed_page_moves_nothing_and_still_cancels(booking: Booking) -> None:
    booking.page.is_open = False
    booking.page.save()
    with pytest.raises(Refusal):
        move_booking(booking, starts_at=AT + timedelta(hours=1))
    cancel_booking(booking)
