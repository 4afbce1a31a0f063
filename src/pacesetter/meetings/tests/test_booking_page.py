"""Opening, changing and closing one's own booking page."""

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.meetings.bookings import page_at
from pacesetter.meetings.models import BookingPage
from pacesetter.meetings.tests.visits import open_page
from pacesetter.meetings.verbs import close_booking_page, reopen_booking_page, save_booking_page
from pacesetter.people.models import Member


def test_there_is_none_until_one_is_opened(rita: Member, meeting: ActivityType) -> None:
    assert page_at("acme", "rita") is None
    open_page(rita, meeting, slug="Rita Rep!")
    found = page_at("acme", "rita-rep")
    assert found is not None
    assert found.member == rita
    assert page_at("globex", "rita-rep") is None


def test_it_is_changed_and_closed_and_opened_again(rita: Member, meeting: ActivityType) -> None:
    open_page(rita, meeting)
    open_page(rita, meeting, durations=[30], words="Welcome")
    page = BookingPage.objects.get()
    assert (page.durations_minutes, page.words) == ([30], "Welcome")
    close_booking_page(rita, by=rita)
    assert page_at("acme", "rita") is None
    with pytest.raises(Refusal):
        close_booking_page(rita, by=rita)
    open_page(rita, meeting)
    assert page_at("acme", "rita") is not None


def test_a_closed_one_is_opened_again_as_it_was_unless_its_type_is_gone(rita: Member, meeting: ActivityType) -> None:
    open_page(rita, meeting, words="Welcome")
    with pytest.raises(Refusal, match="open already"):
        reopen_booking_page(rita, by=rita)
    close_booking_page(rita, by=rita)
    ActivityType.objects.update(archived_at="2026-03-01T00:00Z")
    with pytest.raises(Refusal, match="Choose a type"):
        reopen_booking_page(rita, by=rita)
    ActivityType.objects.update(archived_at=None)
    reopen_booking_page(rita, by=rita)
    found = page_at("acme", "rita")
    assert found is not None
    assert found.words == "Welcome"


def test_who_has_left_and_what_is_archived_is_not_offered(rita: Member, meeting: ActivityType) -> None:
    open_page(rita, meeting)
    ActivityType.objects.update(archived_at="2026-03-01T00:00Z")
    assert page_at("acme", "rita") is None
    ActivityType.objects.update(archived_at=None)
    Member.objects.update(archived_at="2026-03-01T00:00Z")
    assert page_at("acme", "rita") is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"slug": "…"}, "slug"),
        ({"durations": []}, "durations"),
        ({"durations": [7]}, "durations"),
        ({"buffer_minutes": 121}, "buffer_minutes"),
        ({"notice_hours": -1}, "notice_hours"),
        ({"days_ahead": 181}, "days_ahead"),
    ],
)
def test_what_cannot_be_is_refused(changed: dict[str, object], field: str, rita: Member, meeting: ActivityType) -> None:
    with pytest.raises(Refusal) as refused:
        open_page(rita, meeting, **changed)
    assert refused.value.field == field


def test_a_colleague_s_address_and_a_call_are_refused(
    rita: Member, raj: Member, meeting: ActivityType, call: ActivityType
) -> None:
    open_page(rita, meeting)
    with pytest.raises(Refusal) as refused:
        open_page(raj, meeting)
    assert refused.value.code == "taken"
    with pytest.raises(Refusal):
        open_page(raj, call, slug="raj")


@pytest.mark.parametrize("somebody", ["ada", "raj", "otto"])
def test_nobody_opens_or_closes_somebody_else_s_page(
    somebody: str, rita: Member, meeting: ActivityType, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(somebody)
    open_page(rita, meeting)
    with pytest.raises(NotAllowed):
        close_booking_page(rita, by=by)
    with pytest.raises(NotAllowed):
        reopen_booking_page(rita, by=by)
    with pytest.raises(NotAllowed):
        save_booking_page(
            rita,
            by=by,
            slug="x",
            activity_type=meeting,
            durations=[30],
            buffer_minutes=0,
            notice_hours=0,
            days_ahead=1,
        )
