from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import last_event, totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member

MARCH = date(2026, 3, 2)


@pytest.fixture
def planned(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 1))


def test_the_due_day_moves_and_the_booking_stays(rita: Member, planned: Activity) -> None:
    booked_on, counted = planned.booked_on, totals()
    verbs.reschedule(planned, by=rita, due_on=MARCH, reason="asked to")
    kept = Activity.objects.get()
    assert (kept.due_on, kept.due_at, kept.booked_on) == (MARCH, None, booked_on)
    assert totals() == counted
    assert last_event().data == {
        "before": {"due_on": "2026-03-01"},
        "after": {"due_on": "2026-03-02"},
        "reason": "asked to",
    }


def test_a_time_gives_the_owners_day_and_a_day_takes_the_time_away(rita: Member, planned: Activity) -> None:
    verbs.reschedule(planned, by=rita, due_at=datetime(2026, 3, 1, 22, tzinfo=UTC))
    assert planned.due_on == MARCH
    verbs.reschedule(planned, by=rita, due_on=MARCH)
    assert Activity.objects.get().due_at is None


def test_the_category_is_told(hooks: Recording, rita: Member, planned: Activity) -> None:
    verbs.reschedule(planned, by=rita, due_on=MARCH)
    assert hooks.told[-1] == ("changed", "planned")
    hooks.refuses = "changed"
    with pytest.raises(Refusal, match="dead"):
        verbs.reschedule(planned, by=rita, due_on=date(2026, 3, 9))
    assert Activity.objects.get().due_on == MARCH


def test_a_day_must_be_given(rita: Member, planned: Activity) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.reschedule(planned, by=rita)
    assert refusal.value.field == "due_on"


def test_what_is_done_or_cancelled_is_refused(rita: Member, planned: Activity) -> None:
    for verb in (verbs.complete, verbs.cancel):
        verb(planned, by=rita)
        with pytest.raises(Refusal) as refusal:
            verbs.reschedule(planned, by=rita, due_on=MARCH)
        assert refusal.value.code == "wrong_status"
        verbs.reopen(planned, by=rita)


def test_somebody_of_another_organisation_is_refused(otto: Member, planned: Activity) -> None:
    with pytest.raises(NotAllowed):
        verbs.reschedule(planned, by=otto, due_on=MARCH)
    assert Activity.objects.get().due_on == date(2026, 3, 1)
