"""What follows from a completed activity by a rule on its type."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import settings_verbs, verbs
from pacesetter.activities.models import Activity, ActivityType, NextStep, Outcome, Status, StepTaken
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.activities.tests.scene import columns, totals
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.people.models import Member

# Noon of Thursday, 26 March 2026 in Auckland.
NOW = datetime(2026, 3, 25, 23, tzinfo=UTC)
THURSDAY = date(2026, 3, 26)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


def values(call: ActivityType, **others: Any) -> Any:
    return {
        "next_type": call,
        "outcomes": [],
        "delay": 2,
        "unit": "working_days",
        "counted_from": "completed",
        "owner_rule": "same",
        "member": None,
        "mode": "plan",
        "at_most": None,
        **others,
    }


@pytest.fixture
def retry(call: ActivityType, voicemail: Outcome) -> NextStep:
    """After voicemail, another call two working days later, twice."""
    step = settings_verbs.add_next_step(by=None, after_type=call, **values(call, outcomes=[voicemail], at_most=2))
    call.refresh_from_db()
    return step


def planned(rita: Member, call: ActivityType, **others: Any) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, due_on=THURSDAY, **others)


def open_ones() -> list[Activity]:
    return list(Activity.objects.filter(status=Status.PLANNED, deleted_at__isnull=True).order_by("pk"))


def test_no_answer_plans_the_next_try(
    rita: Member, call: ActivityType, voicemail: Outcome, initech: Company, retry: NextStep
) -> None:
    jane = Contact.objects.create(name="Jane", company=initech)
    verbs.complete(
        planned(rita, call, company=initech, contacts=[jane], subject="Price"), by=rita, outcome=voicemail, note="Beep"
    )
    (following,) = open_ones()
    # Friday, then Monday.
    assert (following.due_on, following.owner, following.company) == (date(2026, 3, 30), rita, initech)
    assert (following.subject, following.note, following.activity_type) == ("Price", "", call)
    assert [link.contact for link in following.contact_links.all()] == [jane]
    totals()


def test_other_outcomes_plan_nothing(rita: Member, call: ActivityType, connected: Outcome, retry: NextStep) -> None:
    verbs.complete(planned(rita, call), by=rita, outcome=connected)
    verbs.complete(planned(rita, call), by=rita)
    assert open_ones() == []


def test_it_stops_after_so_many_tries(rita: Member, call: ActivityType, voicemail: Outcome, retry: NextStep) -> None:
    verbs.complete(planned(rita, call), by=rita, outcome=voicemail)
    for left in (1, 0):
        (one,) = open_ones()
        verbs.complete(one, by=rita, outcome=voicemail)
        assert len(open_ones()) == left
    assert sorted(StepTaken.objects.values_list("number", flat=True)) == [1, 2]
    # The count begins anew with another call.
    verbs.complete(planned(rita, call), by=rita, outcome=voicemail)
    assert len(open_ones()) == 1


def test_what_is_logged_as_done_has_a_next_step_too(
    rita: Member, call: ActivityType, voicemail: Outcome, initech: Company, retry: NextStep
) -> None:
    jane = Contact.objects.create(name="Jane", company=initech)
    done = verbs.log(by=rita, activity_type=call, owner=rita, outcome=voicemail, company=initech, contacts=[jane])
    (following,) = open_ones()
    assert [link.contact for link in following.contact_links.all()] == [jane]
    assert StepTaken.objects.get().after == done
    totals()
    verbs.delete(done, by=rita)
    assert open_ones() == []
    verbs.restore(done, by=rita)
    assert len(open_ones()) == 1
    totals()


def test_a_deleted_activity_comes_back_with_the_booking_of_its_next_step(
    rita: Member, call: ActivityType, voicemail: Outcome, retry: NextStep
) -> None:
    done = verbs.log(by=rita, activity_type=call, owner=rita, outcome=voicemail)
    (following,) = open_ones()
    before = totals(), columns(following)
    verbs.delete(done, by=rita)
    # Nobody books anything by restoring what was booked on another day.
    with clock.standing_at(NOW + timedelta(days=3)):
        verbs.restore(done, by=rita)
    assert (totals(), columns(following)) == before
    verbs.reopen(done, by=rita)
    assert [one.pk for one in open_ones()] == [done.pk]


def test_a_suggestion_that_was_taken_comes_back_too_and_nothing_that_was_not(rita: Member, call: ActivityType) -> None:
    settings_verbs.add_next_step(by=None, after_type=call, **values(call, mode="suggest"))
    taken, left = (verbs.log(by=rita, activity_type=call, owner=rita) for _ in range(2))
    following = verbs.take_next_step(taken, by=rita)
    for done in (taken, left):
        verbs.delete(done, by=rita)
        assert following not in open_ones() or done == left
        verbs.restore(done, by=rita)
    assert open_ones() == [following]


def test_a_next_step_that_somebody_restored_stays_as_it_is(
    rita: Member, call: ActivityType, voicemail: Outcome, retry: NextStep
) -> None:
    done = verbs.log(by=rita, activity_type=call, owner=rita, outcome=voicemail)
    (following,) = open_ones()
    verbs.delete(done, by=rita)
    for minutes, verb in ((1, verbs.restore), (2, verbs.delete), (3, verbs.restore)):
        with clock.standing_at(NOW + timedelta(minutes=minutes)):
            verb(done if minutes == 3 else following, by=rita)
    assert open_ones() == []


def test_what_is_imported_has_none(rita: Member, call: ActivityType, voicemail: Outcome, retry: NextStep) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, outcome=voicemail, provenance="imported")
    assert open_ones() == []


def test_reopening_takes_it_back_and_completing_again_plans_one(
    rita: Member, call: ActivityType, voicemail: Outcome, connected: Outcome, retry: NextStep
) -> None:
    activity = planned(rita, call)
    verbs.complete(activity, by=rita, outcome=voicemail)
    before = totals()
    for _ in range(2):
        verbs.reopen(activity, by=rita)
        assert [one.pk for one in open_ones()] == [activity.pk]
        verbs.complete(activity, by=rita, outcome=voicemail)
        assert len(open_ones()) == 1
    assert totals() == before
    verbs.reopen(activity, by=rita)
    verbs.complete(activity, by=rita, outcome=connected)
    assert open_ones() == []


def test_one_with_which_something_was_done_stays(
    rita: Member, call: ActivityType, voicemail: Outcome, retry: NextStep
) -> None:
    activity = planned(rita, call)
    verbs.complete(activity, by=rita, outcome=voicemail)
    (following,) = open_ones()
    with clock.standing_at(NOW + timedelta(minutes=1)):
        verbs.edit(following, by=rita, subject="Ask for Bob")
    verbs.reopen(activity, by=rita)
    assert len(open_ones()) == 2
    verbs.complete(activity, by=rita, outcome=voicemail)
    assert [one.pk for one in open_ones()] == [following.pk]


def test_the_day_and_the_owner_follow_the_rule(
    ada: Member, rita: Member, raj: Member, call: ActivityType, meeting: ActivityType, initech: Company
) -> None:
    initech.account_manager = raj
    initech.save()
    step = settings_verbs.add_next_step(
        by=ada,
        after_type=call,
        **values(meeting, delay=10, unit="days", counted_from="due", owner_rule="account_manager"),
    )
    late = verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, due_on=date(2026, 3, 24))
    verbs.complete(late, by=rita)
    (following,) = open_ones()
    assert (following.due_on, following.owner, following.activity_type) == (date(2026, 4, 3), raj, meeting)
    verbs.delete(following, by=raj)
    settings_verbs.edit_next_step(
        step, by=ada, **values(call, delay=1, counted_from="due", owner_rule="member", member=ada)
    )
    verbs.complete(verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 1, 5)), by=rita)
    # What would have been due long ago is due today.
    assert [(one.due_on, one.owner) for one in open_ones()] == [(THURSDAY, ada)]
    # Without an account manager, and once the one named has left, it is the same owner's.
    Member.objects.filter(pk=ada.pk).update(archived_at=NOW)
    verbs.complete(planned(rita, call), by=rita)
    assert [one.owner for one in open_ones()] == [ada, rita]


def test_a_suggestion_is_planned_only_when_taken(rita: Member, raj: Member, call: ActivityType, otto: Member) -> None:
    settings_verbs.add_next_step(by=None, after_type=call, **values(call, mode="suggest"))
    activity = planned(rita, call)
    with pytest.raises(Refusal, match="not completed"):
        verbs.take_next_step(activity, by=rita)
    verbs.complete(activity, by=rita)
    assert open_ones() == []
    with pytest.raises(NotAllowed):
        verbs.take_next_step(activity, by=otto)
    following = verbs.take_next_step(activity, by=rita)
    assert open_ones() == [following]
    with pytest.raises(Refusal, match="planned already"):
        verbs.take_next_step(activity, by=rita)
    verbs.drop_next_step(activity, by=rita)
    assert open_ones() == []
    with pytest.raises(Refusal, match="nothing to undo"):
        verbs.drop_next_step(activity, by=rita)
    totals()


def test_no_rule_suggests_nothing(rita: Member, call: ActivityType) -> None:
    activity = planned(rita, call)
    verbs.complete(activity, by=rita)
    with pytest.raises(Refusal, match="No next step"):
        verbs.take_next_step(activity, by=rita)


def test_an_activity_can_be_completed_though_the_next_cannot_be_planned(
    rita: Member, call: ActivityType, meeting: ActivityType
) -> None:
    settings_verbs.add_next_step(by=None, after_type=call, **values(meeting))
    ActivityType.objects.filter(pk=meeting.pk).update(archived_at=NOW)
    verbs.complete(planned(rita, call), by=rita)
    assert open_ones() == []
    assert Event.objects.filter(verb="activity.next_step_failed").count() == 1


def test_a_call_cycle_plans_nothing_beside_it(
    rita: Member, call: ActivityType, initech: Company, voicemail: Outcome, retry: NextStep
) -> None:
    verbs.set_call_cycle(initech, by=rita, activity_type=call, every=1, unit="months")
    (first,) = open_ones()
    verbs.complete(first, by=rita, outcome=voicemail)
    assert [one.due_on for one in open_ones()] == [date(2026, 3, 30)]


def test_the_database_holds_one_next_step_to_an_activity(
    rita: Member, call: ActivityType, voicemail: Outcome, retry: NextStep
) -> None:
    activity = planned(rita, call)
    stale = Activity.objects.get(pk=activity.pk)
    verbs.complete(activity, by=rita, outcome=voicemail)
    with pytest.raises(Refusal, match="completed already"):
        verbs.complete(stale, by=rita, outcome=voicemail)
    assert len(open_ones()) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        StepTaken.objects.create(step=retry, after=activity, planned=open_ones()[0], number=1, as_planned_at=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_who_complete_it_at_once_plan_one(
    rita: Member, call: ActivityType, voicemail: Outcome, retry: NextStep
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other")
    activity = planned(rita, call)
    stale = Activity.objects.get(pk=activity.pk)
    refusals: list[Refusal] = []

    def complete() -> None:
        try:
            verbs.complete(stale, by=rita, outcome=voicemail)
        except Refusal as refusal:
            refusals.append(refusal)

    with transaction.atomic():
        verbs.complete(activity, by=rita, outcome=voicemail)
        waiting = run_at_once(complete, rita.organisation_id)
    waiting.join(timeout=60)
    assert len(refusals) == 1
    assert len(open_ones()) == 1


def test_without_a_rule_completing_asks_nothing_more(rita: Member, call: ActivityType, retry: NextStep) -> None:
    settings_verbs.archive_next_step(retry, by=None)
    activity = planned(rita, call)
    with CaptureQueriesContext(connection) as queries:
        verbs.complete(activity, by=rita)
    assert not [one for one in queries.captured_queries if "nextstep" in one["sql"] or "steptaken" in one["sql"]]
