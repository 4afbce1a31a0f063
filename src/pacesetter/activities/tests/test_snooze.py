from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.snoozing import SnoozeTo, snoozed_to
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import last_event, totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member, OrganisationHoliday

# A Friday in Auckland.
FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


@pytest.fixture
def planned(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, due_on=FRIDAY)


def test_the_ways_to_put_off(rita: Member) -> None:
    assert snoozed_to(SnoozeTo.TOMORROW, rita, FRIDAY) == date(2026, 3, 7)
    assert snoozed_to(SnoozeTo.NEXT_WORKING_DAY, rita, FRIDAY) == MONDAY
    assert snoozed_to(SnoozeTo.NEXT_WEEK, rita, MONDAY) == date(2026, 3, 16)
    OrganisationHoliday.objects.create(day=date(2026, 3, 16), name="Closed")
    assert snoozed_to(SnoozeTo.NEXT_WEEK, rita, MONDAY) == date(2026, 3, 17)


def test_next_week_begins_where_the_organisation_says(rita: Member) -> None:
    rita.organisation.first_weekday = 6
    assert snoozed_to(SnoozeTo.NEXT_WEEK, rita, date(2026, 3, 7)) == MONDAY


def test_a_day_becomes_another_and_counts_the_same(rita: Member, planned: Activity) -> None:
    counted = totals()
    verbs.snooze(planned, by=rita, until=MONDAY)
    assert Activity.objects.get().due_on == MONDAY
    assert totals() == counted
    assert last_event().verb == "activity.snoozed"
    assert last_event().data == {"before": {"due_on": "2026-03-06"}, "after": {"due_on": "2026-03-09"}}


def test_the_time_of_day_stays_though_the_clocks_change(rita: Member, planned: Activity) -> None:
    # Two in the afternoon, the day before summer time ends.
    verbs.reschedule(planned, by=rita, due_at=datetime(2026, 4, 4, 1, tzinfo=UTC))
    verbs.snooze(planned, by=rita, until=date(2026, 4, 6))
    kept = Activity.objects.get()
    assert (kept.due_on, kept.due_at) == (date(2026, 4, 6), datetime(2026, 4, 6, 2, tzinfo=UTC))


def test_the_category_is_told(hooks: Recording, rita: Member, planned: Activity) -> None:
    verbs.snooze(planned, by=rita, until=MONDAY)
    assert hooks.told[-1] == ("changed", "planned")


def test_what_is_done_is_refused(rita: Member, planned: Activity) -> None:
    verbs.complete(planned, by=rita)
    with pytest.raises(Refusal, match="completed already"):
        verbs.snooze(planned, by=rita, until=MONDAY)


def test_somebody_of_another_organisation_is_refused(otto: Member, planned: Activity) -> None:
    with pytest.raises(NotAllowed):
        verbs.snooze(planned, by=otto, until=MONDAY)
    assert Activity.objects.get().due_on == FRIDAY
