"""A series, or the rest of it, is cancelled; and that is taken back."""

from datetime import timedelta

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.tests.scene import counted_for
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.meetings.models import MeetingAttendee, MeetingSeries
from pacesetter.meetings.tests.series import JANE, STARTS, Inbox, activity_at, at, read
from pacesetter.meetings.verbs import cancel_following, cancel_series, resume_series, take_back_series
from pacesetter.people.models import Member


def open_starts() -> list[object]:
    rows = Activity.objects.filter(status=Status.PLANNED, deleted_at__isnull=True).order_by("due_at")
    return list(rows.values_list("due_at", flat=True))


def test_the_rest_is_cancelled_by_one_message_and_answers_stay(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    cancel_following(at(weekly, 3), by=rita)
    (mail,) = jane.new()
    assert (mail.calendar_method, read(mail).starts) == ("REQUEST", STARTS[:3])
    assert "UNTIL=20260408T220000Z" in mail.calendar
    assert set(MeetingAttendee.objects.values_list("status", flat=True)) == {"ACCEPTED"}
    assert open_starts() == STARTS[:3]
    assert [total[:2] for total in counted_for(rita)] == [("b", 3)]


def test_taking_it_back_plans_what_was_cancelled_with_it_and_asks(weekly: MeetingSeries, rita: Member) -> None:
    verbs.cancel(activity_at(weekly, 4), by=rita)
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        series = cancel_following(at(weekly, 2), by=rita)
        jane = Inbox(JANE)
        resume_series(series, by=rita)
    (mail,) = jane.new()
    assert read(mail).starts == STARTS[:4]
    assert open_starts() == STARTS[:4]
    assert set(MeetingAttendee.objects.values_list("status", flat=True)) == {"NEEDS-ACTION"}
    with pytest.raises(Refusal):
        resume_series(series, by=rita)


def test_what_was_missed_meanwhile_stays_cancelled_and_the_rest_goes_on_by_itself(
    weekly: MeetingSeries, rita: Member
) -> None:
    cancel_following(at(weekly, 2), by=rita)
    jane = Inbox(JANE)
    with clock.standing_at(STARTS[3] + timedelta(days=1)):
        fresh = resume_series(weekly, by=rita)
        (mail,) = jane.new()
    assert (mail.calendar_method, read(mail).starts) == ("REQUEST", STARTS[4:])
    assert fresh.pk != weekly.pk
    assert [activity_at(weekly, number).status for number in range(4)] == [
        "planned",
        "planned",
        "cancelled",
        "cancelled",
    ]
    assert activity_at(fresh, 0).status == "planned"
    weekly.refresh_from_db()
    assert (weekly.cut_at, weekly.cut_made_at) == (STARTS[2], None)


def test_one_of_which_all_would_have_been_is_not_taken_up(weekly: MeetingSeries, rita: Member) -> None:
    cancel_following(at(weekly, 2), by=rita)
    with clock.standing_at(STARTS[4] + timedelta(days=1)), pytest.raises(Refusal) as refused:
        resume_series(weekly, by=rita)
    assert refused.value.code == "over"


def test_all_of_it_is_called_off_and_taken_up_again(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    series = cancel_series(weekly, by=rita)
    (mail,) = jane.new()
    assert mail.calendar_method == "CANCEL"
    assert "RECURRENCE-ID" not in mail.calendar
    assert open_starts() == []
    resume_series(series, by=rita)
    (mail,) = jane.new()
    assert read(mail).starts == STARTS
    assert open_starts() == STARTS


def test_what_has_been_is_not_called_off(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    with clock.standing_at(STARTS[1] + timedelta(hours=2)):
        verbs.complete(activity_at(weekly, 0), by=rita)
        cancel_series(weekly, by=rita)
        (mail,) = jane.new()
        assert read(mail).starts == STARTS[:2]
        with pytest.raises(Refusal) as refused:
            cancel_following(at(weekly, 0), by=rita)
    assert refused.value.code == "over"
    # The second is over and nobody has said how it went.
    assert open_starts() == [STARTS[1]]
    with clock.standing_at(STARTS[4] + timedelta(hours=2)), pytest.raises(Refusal):
        cancel_series(weekly, by=rita)


def test_what_was_planned_by_mistake_is_taken_back_whole(weekly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    take_back_series(weekly, by=rita)
    assert jane.methods() == ["CANCEL"]
    assert counted_for(rita) == []
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 0


def test_what_has_been_is_not_taken_back(weekly: MeetingSeries, rita: Member) -> None:
    with clock.standing_at(STARTS[0] + timedelta(hours=2)), pytest.raises(Refusal) as refused:
        take_back_series(weekly, by=rita)
    assert refused.value.code == "over"


def test_another_organisation_has_no_part_in_it(weekly: MeetingSeries, otto: Member) -> None:
    for verb in (cancel_series, take_back_series, resume_series):
        with pytest.raises(NotAllowed):
            verb(weekly, by=otto)
