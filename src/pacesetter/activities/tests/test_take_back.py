"""Undo by what was done."""

from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.activities.tests.recording_category import Recording
from pacesetter.activities.tests.scene import columns, totals
from pacesetter.activities.undoing import Deed, Step, Undo, due_state, owner_state, undo_from, undo_of
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member

DAY, LATER = date(2026, 3, 23), date(2026, 3, 30)


@pytest.fixture
def to_dos(rita: Member, call: ActivityType) -> list[Activity]:
    at = datetime(2026, 3, 23, 2, tzinfo=UTC)
    return [
        verbs.plan(by=rita, activity_type=call, owner=rita, due_on=DAY),
        verbs.plan(by=rita, activity_type=call, owner=rita, due_at=at),
        verbs.plan(by=rita, activity_type=call, owner=rita),
    ]


def moved(by: Member, activities: list[Activity]) -> Undo:
    steps = []
    for activity in activities:
        before = due_state(activity)
        verbs.snooze(activity, by=by, until=LATER)
        steps.append(Step(activity.pk, before, due_state(activity)))
    return undo_of(by, Deed.MOVED, steps)


def dues() -> list[object]:
    return list(Activity.objects.order_by("pk").values_list("due_on", "due_at"))


def test_what_was_moved_goes_back_with_its_time_or_to_no_day(rita: Member, to_dos: list[Activity]) -> None:
    before = dues()
    undo = undo_from(moved(rita, to_dos).as_token(), rita)
    assert dues() != before
    assert verbs.take_back(undo, by=rita) == 3
    assert dues() == before


def test_what_was_completed_cancelled_deleted_or_handed_over_is_as_before(
    rita: Member, ada: Member, raj: Member, to_dos: list[Activity]
) -> None:
    before = totals()
    for deed, do in (
        (Deed.COMPLETED, verbs.complete),
        (Deed.CANCELLED, verbs.cancel),
        (Deed.DELETED, verbs.delete),
    ):
        for activity in to_dos:
            do(activity, by=rita)
        assert verbs.take_back(undo_of(rita, deed, [Step(one.pk, (), ()) for one in to_dos]), by=rita) == 3
        assert totals() == before
    steps = []
    for activity in to_dos:
        owned = owner_state(activity)
        verbs.edit(activity, by=ada, owner=raj)
        steps.append(Step(activity.pk, owned, owner_state(activity)))
    assert verbs.take_back(undo_of(ada, Deed.HANDED_OVER, steps), by=ada) == 3
    assert totals() == before


def handed_over(by: Member, activity: Activity, to: Member) -> Undo:
    before = owner_state(activity)
    verbs.edit(activity, by=by, owner=to)
    return undo_of(by, Deed.HANDED_OVER, [Step(activity.pk, before, owner_state(activity))])


def test_who_had_booked_it_and_who_took_part_is_as_before_a_hand_over(
    rita: Member, raj: Member, mona: Member, ada: Member, call: ActivityType
) -> None:
    to_do = verbs.plan(by=rita, activity_type=call, owner=rita, participants=[mona])
    # Somebody left, and the booking stayed.
    verbs.edit(to_do, by=ada, owner=raj, keep_booking=True)
    before, people = totals(), columns(to_do)
    undo = handed_over(ada, to_do, mona)
    assert totals() != before
    assert verbs.take_back(undo, by=ada) == 1
    assert (totals(), columns(to_do)) == (before, people)
    assert [row.member for row in to_do.participants.all()] == [mona]


def test_one_that_went_through_other_hands_since_is_left_alone(
    rita: Member, raj: Member, mona: Member, ada: Member, to_dos: list[Activity]
) -> None:
    undo = handed_over(ada, to_dos[0], raj)
    for owner in (mona, raj):
        verbs.edit(to_dos[0], by=ada, owner=owner)
    with pytest.raises(Refusal, match="changed since"):
        verbs.take_back(undo, by=ada)
    assert Activity.objects.get(pk=to_dos[0].pk).owner == raj


def test_the_category_hears_that_it_was_moved_back(hooks: Recording, rita: Member, to_dos: list[Activity]) -> None:
    undo = moved(rita, to_dos[1:2])
    hooks.told.clear()
    verbs.take_back(undo, by=rita)
    assert hooks.told == [("changed", "planned")]


def test_what_somebody_has_changed_since_is_left_alone(rita: Member, to_dos: list[Activity]) -> None:
    undo = moved(rita, to_dos)
    verbs.reschedule(to_dos[0], by=rita, due_on=date(2026, 5, 1))
    verbs.complete(to_dos[1], by=rita)
    assert verbs.take_back(undo, by=rita) == 1
    assert dues()[0] == (date(2026, 5, 1), None)
    with pytest.raises(Refusal, match="changed since"):
        verbs.take_back(undo, by=rita)
    assert Activity.objects.get(pk=to_dos[1].pk).status == Status.COMPLETED


def test_an_undo_is_its_makers_alone_and_cannot_be_made_up(
    rita: Member, raj: Member, otto: Member, to_dos: list[Activity]
) -> None:
    token = moved(rita, to_dos).as_token()
    for somebody in (raj, otto):
        with pytest.raises(Member.DoesNotExist):
            undo_from(token, somebody)
    # Raj may change none of these, whatever he says that he did.
    with pytest.raises(Refusal):
        verbs.take_back(undo_of(raj, Deed.MOVED, undo_from(token, rita).steps), by=raj)


def test_fifty_steps_fit_into_an_address(rita: Member) -> None:
    steps = [Step(1_000_000 + n, ("2026-03-23", None), ("2026-03-30", None)) for n in range(50)]
    assert len(undo_of(rita, Deed.MOVED, steps).as_token()) < 1500
