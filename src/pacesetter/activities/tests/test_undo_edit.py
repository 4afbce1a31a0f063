"""Taking an edit back: what was there before, with the figures of then."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pacesetter import events
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityParticipant, ActivityType, Outcome, Series
from pacesetter.activities.tests.scene import totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

AT = datetime(2026, 3, 10, 1, tzinfo=UTC)


@pytest.fixture
def initech(rita: Member) -> Company:
    made: Company = Company.objects.create(name="Initech", name_key="initech", sales_rep=rita)
    return made


@pytest.fixture
def done(rita: Member, raj: Member, call: ActivityType, initech: Company) -> Activity:
    jane = Contact.objects.create(name="Jane", company=initech)
    return verbs.log(
        by=rita, activity_type=call, owner=rita, at=AT, company=initech, contacts=[jane], participants=[raj], minutes=7
    )


def state() -> list[object]:
    rows: list[object] = list(Activity.objects.order_by("pk").values())
    for row in rows:
        row.pop("updated_at")  # type: ignore[attr-defined]
    return [*rows, *ActivityParticipant.objects.order_by("pk").values_list("activity_id", "member_id")]


def last() -> Event:
    found = Event.objects.order_by("-id").first()
    assert found is not None
    return found


def test_everything_that_was_edited_is_as_before_and_so_are_the_totals(
    done: Activity, rita: Member, raj: Member, meeting: ActivityType, connected: Outcome, call: ActivityType
) -> None:
    before, counted = state(), totals()
    hooli = Company.objects.create(name="Hooli", name_key="hooli")
    joe = Contact.objects.create(name="Joe", company=hooli)
    verbs.edit(done, by=rita, activity_type=meeting, outcome=None, owner=raj, company=hooli, contacts=[joe],
               participants=[], minutes=55, value_minor=900, subject="S", note="N", details={"place": "here"},
               completed_at=datetime(2026, 3, 12, 3, tzinfo=UTC))  # fmt: skip
    assert totals() != counted
    verbs.undo_edit(done, last(), by=rita)
    assert state() == before
    assert totals() == counted
    assert tallies.mismatches() == []
    assert last().verb == "activity.edit_undone"


def test_a_colleague_who_became_the_owner_takes_part_again(done: Activity, rita: Member, raj: Member) -> None:
    before, counted = state(), totals()
    verbs.edit(done, by=rita, owner=raj)
    assert not ActivityParticipant.objects.exists()
    verbs.undo_edit(done, last(), by=rita)
    assert [state()[1:], totals()] == [before[1:], counted]


def test_who_had_booked_it_has_booked_it_again(rita: Member, raj: Member, call: ActivityType) -> None:
    plan = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 9))
    verbs.edit(plan, by=rita, owner=raj, keep_booking=True)
    before, counted = state(), totals()
    verbs.edit(plan, by=rita, owner=rita)
    verbs.edit(plan, by=rita, owner=raj)
    verbs.undo_edit(plan, last(), by=rita)
    verbs.undo_edit(plan, Event.objects.filter(verb="activity.edited").order_by("-id")[1], by=rita)
    assert [state(), totals()] == [before, counted]


def test_days_times_and_rhythms_come_back(rita: Member, call: ActivityType) -> None:
    plan = verbs.plan(by=rita, activity_type=call, owner=rita, due_at=AT)
    before = state()
    changes: list[Callable[[], Any]] = [
        lambda: verbs.reschedule(plan, by=rita, due_on=date(2026, 4, 1)),
        lambda: verbs.snooze(plan, by=rita, until=date(2026, 4, 2)),
    ]
    for change in changes:
        change()
        verbs.undo_edit(plan, last(), by=rita)
        assert state() == before
    verbs.repeat(plan, by=rita, every=2, unit="weeks")
    made = last()
    rhythm = Series.objects.values("every", "unit", "anchor_on", "stopped_at").get()
    verbs.repeat(plan, by=rita, every=3, unit="days")
    verbs.undo_edit(plan, last(), by=rita)
    verbs.stop_repeating(plan, by=rita)
    verbs.undo_edit(plan, last(), by=rita)
    assert Series.objects.values("every", "unit", "anchor_on", "stopped_at").get() == rhythm
    verbs.undo_edit(plan, made, by=rita)
    assert not Series.objects.exists()


def test_a_later_change_of_the_same_counts_more(done: Activity, rita: Member) -> None:
    verbs.edit(done, by=rita, minutes=9, note="one")
    first = last()
    verbs.edit(done, by=rita, note="two")
    with pytest.raises(Refusal, match="changed since"):
        verbs.undo_edit(done, first, by=rita)
    done.refresh_from_db()
    assert (done.minutes, done.note) == (9, "two")


def test_a_rhythm_that_has_gone_on_stays(rita: Member, call: ActivityType) -> None:
    plan = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 9))
    verbs.repeat(plan, by=rita, every=2, unit="weeks")
    made = last()
    verbs.complete(plan, by=rita)
    with pytest.raises(Refusal):
        verbs.undo_edit(plan, made, by=rita)
    assert Series.objects.exists()


def test_what_cannot_be_any_more_is_refused(done: Activity, rita: Member, raj: Member) -> None:
    verbs.edit(done, by=rita, owner=raj)
    Member.objects.filter(pk=rita.pk).update(archived_at=AT)
    with pytest.raises(Refusal, match="archived"):
        verbs.undo_edit(done, last(), by=None)
    Member.objects.filter(pk=rita.pk).update(archived_at=None)
    verbs.delete(done, by=rita)
    edited = Event.objects.get(verb="activity.edited")
    with pytest.raises(Refusal, match="deleted"):
        verbs.undo_edit(done, edited, by=rita)


@pytest.mark.parametrize("taken_away", [{"outcome": None}, {"minutes": 0}, {"value_minor": 0}])
def test_what_only_something_done_has_does_not_come_back_to_a_to_do(
    rita: Member, call: ActivityType, connected: Outcome, taken_away: dict[str, Any]
) -> None:
    to_do = verbs.plan(by=rita, activity_type=call, owner=rita)
    verbs.complete(to_do, by=rita, at=AT, outcome=connected, minutes=7, value_minor=5)
    verbs.edit(to_do, by=rita, **taken_away)
    edited = last()
    verbs.reopen(to_do, by=rita)
    with pytest.raises(Refusal, match="changed since"):
        verbs.undo_edit(to_do, edited, by=rita)
    to_do.refresh_from_db()
    assert (to_do.outcome, to_do.minutes, to_do.value_minor) == (None, 0, 0)


def test_an_outcome_that_the_old_type_does_not_have_is_refused(
    done: Activity, rita: Member, call: ActivityType, meeting: ActivityType, connected: Outcome
) -> None:
    verbs.edit(done, by=rita, activity_type=meeting)
    to_meeting = last()
    verbs.edit(done, by=rita, activity_type=call)
    back = last()
    verbs.edit(done, by=rita, outcome=connected)
    with pytest.raises(Refusal, match="not an outcome"):
        verbs.undo_edit(done, back, by=rita)
    verbs.edit(done, by=rita, outcome=None)
    verbs.undo_edit(done, back, by=rita)
    verbs.undo_edit(done, to_meeting, by=rita)
    done.refresh_from_db()
    assert done.activity_type == call


def test_an_owner_who_comes_back_and_took_part_meanwhile_is_named_once(
    done: Activity, rita: Member, raj: Member
) -> None:
    verbs.edit(done, by=rita, participants=[])
    verbs.edit(done, by=rita, owner=raj)
    handed_over = last()
    verbs.edit(done, by=rita, participants=[rita])
    verbs.undo_edit(done, handed_over, by=rita)
    done.refresh_from_db()
    assert done.owner == rita
    assert not ActivityParticipant.objects.filter(member=rita).exists()


def test_nothing_else_is_an_edit_and_nobody_else_takes_it_back(done: Activity, rita: Member, otto: Member) -> None:
    logged = last()
    with pytest.raises(ValueError, match="no edit"):
        verbs.undo_edit(done, logged, by=rita)
    verbs.edit(done, by=rita, minutes=9)
    with pytest.raises(NotAllowed):
        verbs.undo_edit(done, last(), by=otto)
    done.refresh_from_db()
    assert done.minutes == 9


def test_the_events_of_a_block_are_noted_in_their_order(done: Activity, rita: Member) -> None:
    verbs.edit(done, by=rita, minutes=8)
    with events.noting() as ids:
        verbs.edit(done, by=rita, minutes=9)
        verbs.edit(done, by=rita, minutes=9)
        verbs.edit(done, by=rita, minutes=10)
    verbs.edit(done, by=rita, minutes=11)
    told = [Event.objects.get(pk=pk).data["after"] for pk in ids]
    assert told == [{"minutes": 9}, {"minutes": 10}]
