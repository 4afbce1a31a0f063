from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import counted_for, last_event, totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.people.models import Member
from pacesetter.tenancy.together import Proviso, Unproven


def test_a_logged_call_counts_as_done_and_not_as_booked(
    rita: Member, call: ActivityType, connected: Outcome, initech: Company
) -> None:
    late = datetime(2026, 2, 28, 13, tzinfo=UTC)  # 1 March in Auckland
    verbs.log(
        by=rita, activity_type=call, owner=rita, outcome=connected, company=initech, minutes=7, value_minor=500, at=late
    )
    assert totals() == {rita.pk: [("c", 1, 7, 500)]}
    tally = TallyDay.objects.get()
    assert (tally.period_on, tally.outcome_id) == (date(2026, 3, 1), connected.pk)
    assert TallyMonth.objects.get().period_on == date(2026, 3, 1)
    kept = Activity.objects.get()
    assert (kept.status, kept.booked_on, kept.booked_for) == (Status.COMPLETED, None, None)
    assert (last_event().verb, last_event().data["company_id"]) == ("activity.logged", initech.pk)


def test_credit_is_the_owners_and_the_hand_is_remembered(rita: Member, mona: Member, call: ActivityType) -> None:
    activity = verbs.log(by=mona, activity_type=call, owner=rita)
    assert (activity.created_by, activity.completed_by) == (mona, mona)
    assert (counted_for(rita), counted_for(mona)) == ([("c", 1, 10, 0)], [])


def test_the_product_itself_logs_in_the_owners_name(rita: Member, call: ActivityType) -> None:
    activity = verbs.log(by=None, activity_type=call, owner=rita, provenance="captured")
    assert (activity.created_by, activity.completed_by) == (None, rita)
    assert last_event().actor_id is None


def test_two_calls_of_a_day_are_one_total(rita: Member, call: ActivityType, connected: Outcome) -> None:
    for outcome in (connected, connected, None):
        verbs.log(by=rita, activity_type=call, owner=rita, outcome=outcome)
    assert counted_for(rita) == [("c", 1, 10, 0), ("c", 2, 20, 0)]


def test_the_category_is_told_and_may_refuse(hooks: Recording, rita: Member, call: ActivityType) -> None:
    hooks.refuses = "completed"
    with pytest.raises(Refusal, match="dead"):
        verbs.log(by=rita, activity_type=call, owner=rita)
    assert hooks.told == [("completed", "completed")]
    assert not Activity.objects.exists()
    assert totals() == {}


def test_the_future_is_refused_but_a_clock_a_little_ahead_is_not(rita: Member, call: ActivityType) -> None:
    with pytest.raises(Refusal, match="future"):
        verbs.log(by=rita, activity_type=call, owner=rita, at=timezone.now() + timedelta(hours=1))
    activity = verbs.log(by=rita, activity_type=call, owner=rita, at=timezone.now() + timedelta(minutes=2))
    assert activity.completed_at is not None
    assert activity.completed_at <= timezone.now()
    with pytest.raises(Refusal, match="time zone"):
        verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 1, 12))  # noqa: DTZ001


def test_an_outcome_of_another_type_is_refused(rita: Member, meeting: ActivityType, connected: Outcome) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.log(by=rita, activity_type=meeting, owner=rita, outcome=connected)
    assert refusal.value.field == "outcome"
    assert totals() == {}


def test_a_value_beyond_reason_is_refused_and_a_credit_note_is_not(rita: Member, call: ActivityType) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.log(by=rita, activity_type=call, owner=rita, value_minor=10**15 + 1)
    assert refusal.value.field == "value"
    verbs.log(by=rita, activity_type=call, owner=rita, value_minor=-500)
    assert counted_for(rita) == [("c", 1, 10, -500)]


def test_somebody_of_another_organisation_logs_nothing_here(rita: Member, otto: Member, call: ActivityType) -> None:
    with pytest.raises(NotAllowed):
        verbs.log(by=otto, activity_type=call, owner=rita)
    with pytest.raises(Refusal, match="not known here"):
        verbs.log(by=rita, activity_type=call, owner=otto)
    assert not Activity.across_organisations.exists()
    assert totals() == {}


def test_what_is_taken_for_granted_is_made_sure_of_by_the_statement_that_writes(
    hooks: Recording, rita: Member, raj: Member, call: ActivityType, meeting: ActivityType
) -> None:
    holds, fails = (Proviso("SELECT 1 FROM people_member WHERE id = %s", [id]) for id in (rita.pk, 0))
    verbs.log(by=rita, activity_type=meeting, owner=rita, provisos=[holds, holds])
    for provisos in ([fails], [holds, fails], [fails, holds]):
        with pytest.raises(Unproven):
            verbs.log(by=rita, activity_type=meeting, owner=rita, provisos=provisos)
    # Where one statement is not enough: others take part, the category does something.
    with pytest.raises(Unproven):
        verbs.log(by=rita, activity_type=meeting, owner=rita, participants=[raj], provisos=[holds])
    with pytest.raises(Unproven):
        verbs.log(by=rita, activity_type=call, owner=rita, provisos=[holds])
    assert Activity.objects.count() == 1
    assert totals() == {rita.pk: [("c", 1, 60, 0)]}
