from datetime import UTC, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import columns, counted_for, last_event, totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.kpis.models import TallyDay
from pacesetter.people.models import Member


def test_reopening_undoes_completing_exactly(rita: Member, raj: Member, call: ActivityType, connected: Outcome) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita, minutes=15, value_minor=900)
    before, counted = columns(activity), totals()
    verbs.complete(activity, by=raj, outcome=connected, minutes=25, value_minor=5000)
    assert columns(activity) != before
    verbs.reopen(activity, by=rita)
    assert columns(activity) == before
    assert totals() == counted == {rita.pk: [("b", 1, 15, 900)]}
    assert (last_event().verb, last_event().data["before"]["minutes"]) == ("activity.reopened", 25)


def test_reopening_undoes_cancelling_exactly(rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    before, counted = columns(activity), totals()
    verbs.cancel(activity, by=rita)
    assert totals() == {}
    verbs.reopen(activity, by=rita)
    assert (columns(activity), totals()) == (before, counted)


def test_a_reopened_call_counts_no_more_until_it_is_completed_again(rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    for _ in range(3):
        verbs.complete(activity, by=rita)
        assert TallyDay.objects.get(moment="c").count == 1
        verbs.reopen(activity, by=rita)
        assert TallyDay.objects.get(moment="c").count == 0
    assert counted_for(rita) == [("b", 1, 10, 0)]


def test_what_was_logged_becomes_a_to_do_of_its_day_and_no_booking(rita: Member, call: ActivityType) -> None:
    activity = verbs.log(
        by=rita, activity_type=call, owner=rita, minutes=7, value_minor=300, at=datetime(2026, 3, 1, 13, tzinfo=UTC)
    )
    verbs.reopen(activity, by=rita)
    kept = Activity.objects.get()
    assert kept.due_on is not None
    assert (kept.status, kept.due_on.isoformat(), kept.booked_on) == (Status.PLANNED, "2026-03-02", None)
    assert totals() == {}
    verbs.complete(activity, by=rita)
    assert counted_for(rita) == [("c", 1, 7, 300)]


def test_a_plan_without_a_booking_comes_back_as_it_was_too(rita: Member, call: ActivityType) -> None:
    activity = verbs.reopen(verbs.log(by=rita, activity_type=call, owner=rita, minutes=7), by=rita)
    before = columns(activity)
    verbs.complete(activity, by=rita, minutes=25, value_minor=5000)
    verbs.reopen(activity, by=rita)
    assert columns(activity) == before
    verbs.complete(activity, by=rita)
    assert counted_for(rita) == [("c", 1, 7, 0)]


def test_the_category_is_told(hooks: Recording, rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    verbs.complete(activity, by=rita)
    verbs.reopen(activity, by=rita)
    assert hooks.told == [("planned", "planned"), ("completed", "completed"), ("reopened", "planned")]


def test_what_is_planned_or_deleted_is_refused(rita: Member, call: ActivityType) -> None:
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    with pytest.raises(Refusal, match="planned already"):
        verbs.reopen(activity, by=rita)
    verbs.complete(activity, by=rita)
    verbs.delete(activity, by=rita)
    with pytest.raises(Refusal, match="deleted"):
        verbs.reopen(activity, by=rita)


def test_somebody_of_another_organisation_is_refused(rita: Member, otto: Member, call: ActivityType) -> None:
    activity = verbs.log(by=rita, activity_type=call, owner=rita)
    with pytest.raises(NotAllowed):
        verbs.reopen(activity, by=otto)
    assert counted_for(rita) == [("c", 1, 10, 0)]
