"""Meetings of a series come into the plan as they come near."""

from datetime import date, timedelta

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.activities.settings_verbs import archive_activity_type, restore_activity_type
from pacesetter.core import clock
from pacesetter.itip import Frequency, Recurrence
from pacesetter.meetings.jobs import plan_series_ahead
from pacesetter.meetings.models import MeetingSeries
from pacesetter.meetings.series.planning import AHEAD, plan_ahead
from pacesetter.meetings.tests.conftest import NOW, STARTS
from pacesetter.meetings.tests.series import JANE, RAJ, RITA, Inbox, activity_at
from pacesetter.meetings.verbs import start_series
from pacesetter.people.models import Member
from pacesetter.people.verbs import archive


class Running:
    """A job as a worker would hand it over."""

    def stay(self) -> None: ...


def run() -> None:
    plan_series_ahead(Running())  # type: ignore[arg-type]


@pytest.fixture
def yearly(demo: Activity, rita: Member) -> MeetingSeries:
    return start_series(demo, by=rita, rule=Recurrence(Frequency.WEEKLY, count=52))


def planned(series: MeetingSeries) -> int:
    return series.occurrences.filter(activity__isnull=False).count()


def test_only_the_next_weeks_are_planned(yearly: MeetingSeries) -> None:
    # 26 March to 14 May: until eight weeks from now.
    assert planned(yearly) == 8
    yearly.refresh_from_db()
    assert yearly.next_at is not None
    assert yearly.next_at > NOW + AHEAD


def test_the_rest_is_planned_as_it_comes_near_once_and_in_silence(yearly: MeetingSeries, rita: Member) -> None:
    jane = Inbox(JANE)
    with clock.standing_at(NOW + timedelta(weeks=2)):
        run()
        run()
        assert planned(yearly) == 10
        last = yearly.occurrences.last()
        assert last is not None
        assert last.activity is not None
        # Booked on the day on which it came into the plan.
        assert (last.activity.booked_on, last.activity.created_by) == (date(2026, 4, 6), rita)
        assert [link.contact.name for link in last.activity.contact_links.all()] == ["Jane Doe"]
    assert jane.new() == []


def test_what_was_over_when_it_was_made_is_not_planned(demo: Activity, rita: Member) -> None:
    """One that has been going on for a year books no year of meetings on one day."""
    verbs.reschedule(demo, by=rita, due_at=STARTS - timedelta(weeks=52))
    series = start_series(demo, by=rita, rule=Recurrence(Frequency.WEEKLY, count=60))
    rows = series.occurrences.filter(activity__isnull=False).values_list("original_at", flat=True)
    assert [at > NOW for at in rows] == [False, *[True] * 8]


def test_after_a_standstill_nothing_is_missing(yearly: MeetingSeries) -> None:
    with clock.standing_at(NOW + timedelta(weeks=30)):
        run()
        assert planned(yearly) == 38
    with clock.standing_at(NOW + timedelta(weeks=80)):
        run()
        run()
    yearly.refresh_from_db()
    assert (planned(yearly), yearly.next_at) == (52, None)


def test_what_can_not_be_planned_says_why_and_goes_on_later(yearly: MeetingSeries, ada: Member) -> None:
    archive_activity_type(yearly.activity_type, by=ada)
    with clock.standing_at(NOW + timedelta(weeks=2)):
        run()
        yearly.refresh_from_db()
        assert "archived" in yearly.fault
        assert planned(yearly) == 8
        restore_activity_type(yearly.activity_type, by=ada)
        run()
        yearly.refresh_from_db()
        assert (yearly.fault, planned(yearly)) == ("", 10)


def test_it_goes_on_with_whoever_took_the_to_dos_over(
    yearly: MeetingSeries, rita: Member, raj: Member, ada: Member
) -> None:
    archive(rita, by=ada, hand_over_to=raj)
    with clock.standing_at(NOW + timedelta(weeks=2)):
        run()
        last = yearly.occurrences.last()
    assert last is not None
    assert last.activity is not None
    assert last.activity.owner == raj


def test_nobody_who_has_left_gets_the_organisers_copy(
    weekly: MeetingSeries, rita: Member, raj: Member, ada: Member
) -> None:
    """Also where all of it is planned already."""
    archive(rita, by=ada, hand_over_to=raj)
    jane, theirs, gone = Inbox(JANE), Inbox(RAJ), Inbox(RITA)
    verbs.edit(activity_at(weekly, 2), by=raj, subject="Closing")
    assert (jane.methods(), gone.methods()) == (["REQUEST"], [])
    # Raj was a guest, and organises it now.
    assert theirs.methods() == ["CANCEL", "PUBLISH"]
    weekly.refresh_from_db()
    assert weekly.owner == raj


def test_planned_twice_at_once_it_is_planned_once(yearly: MeetingSeries, rita: Member) -> None:
    assert plan_ahead(yearly, by=rita) == 0
