from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.kpis import tallies
from pacesetter.kpis.closing import PeriodLocked, close
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.people.models import Member, SalesRole


def test_a_completed_call_counts_on_the_owners_local_day(rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    rita.time_zone = "America/Los_Angeles"
    rita.save()
    moment = datetime(2026, 3, 2, 6, 30, tzinfo=ZoneInfo("UTC"))  # the evening of 1 March in Los Angeles
    verbs.complete(activity, by=rita, at=moment)
    assert activity.completed_on is not None
    assert activity.completed_on.isoformat() == "2026-03-01"
    tally = TallyDay.objects.get(moment="c")
    assert (tally.period_on.isoformat(), tally.member_id, tally.count, tally.minutes) == ("2026-03-01", rita.pk, 1, 10)
    assert TallyMonth.objects.get(moment="c").period_on.isoformat() == "2026-03-01"
    assert tallies.mismatches() == []


def test_what_is_given_replaces_what_was_planned(rita: Member, call: ActivityType, connected: Outcome) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita, minutes=15)
    verbs.complete(activity, by=rita, outcome=connected, minutes=25, value_minor=5000)
    tally = TallyDay.objects.get(moment="c")
    assert (tally.outcome_id, tally.minutes, tally.value_minor) == (connected.pk, 25, 5000)
    assert TallyDay.objects.get(moment="b").minutes == 15


def test_what_was_booked_in_a_month_that_is_locked_by_now_can_be_done(
    ada: Member, rita: Member, call: ActivityType, bdm: SalesRole
) -> None:
    march = datetime(2026, 3, 10, tzinfo=UTC)
    activity = verbs.plan(by=rita, activity_type=call, owner=rita, at=march)
    close(period_holding(PeriodKind.MONTH, march.date(), Calendar()), by=ada, locked=True)
    verbs.complete(activity, by=rita)
    assert TallyDay.objects.get(moment="c").count == 1
    verbs.reopen(activity, by=rita)
    with pytest.raises(PeriodLocked):
        verbs.complete(activity, by=rita, at=march)
    assert tallies.mismatches() == []


def test_somebody_of_another_organisation_is_refused(rita: Member, otto: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    with pytest.raises(NotAllowed):
        verbs.complete(activity, by=otto)
    assert Activity.objects.get().status == Status.PLANNED


def test_a_second_completion_is_refused_and_counts_nothing(rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    verbs.complete(activity, by=rita)
    with pytest.raises(Refusal, match="completed already"):
        verbs.complete(activity, by=rita)
    assert TallyDay.objects.get(moment="c").count == 1


def test_a_moment_in_the_future_is_refused(rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    with pytest.raises(Refusal, match="future"):
        verbs.complete(activity, by=rita, at=timezone.now() + timedelta(hours=1))
    assert Activity.objects.get().status == Status.PLANNED


def test_a_year_that_was_mistyped_is_refused(rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    with pytest.raises(Refusal, match="before 1990"):
        verbs.complete(activity, by=rita, at=datetime(1900, 3, 2, 12, tzinfo=UTC))
    assert Activity.objects.get().status == Status.PLANNED


def test_an_outcome_of_another_type_is_refused(rita: Member, meeting: ActivityType, connected: Outcome) -> None:
    activity = verbs.plan(by=rita, activity_type=meeting, owner=rita)
    with pytest.raises(Refusal, match="not an outcome"):
        verbs.complete(activity, by=rita, outcome=connected)
    assert not TallyDay.objects.filter(moment="c").exists()


def test_an_outcome_is_demanded_where_the_type_asks_for_one(rita: Member, call: ActivityType) -> None:
    ActivityType.objects.filter(pk=call.pk).update(needs_outcome=True)
    activity = verbs.plan(by=rita, activity_type=ActivityType.objects.get(pk=call.pk), owner=rita)
    with pytest.raises(Refusal) as refusal:
        verbs.complete(activity, by=rita)
    assert refusal.value.field == "outcome"
