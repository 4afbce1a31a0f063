import pytest
from django.db import connection, transaction

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.activities.tests.scene import columns, counted_for, last_event, totals
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope


@pytest.fixture
def twins(rita: Member, call: ActivityType) -> list[Activity]:
    """The same call three times."""
    return [verbs.log(by=rita, activity_type=call, owner=rita) for _ in range(3)]


def test_only_the_other_one_counts(rita: Member, twins: list[Activity]) -> None:
    first, second, _ = twins
    before = columns(second)
    verbs.mark_duplicate(second, by=rita, of=first)
    assert counted_for(rita) == [("c", 2, 20, 0)]
    assert (last_event().verb, last_event().data["after"]) == (
        "activity.marked_duplicate",
        {"duplicate_of_id": first.pk},
    )
    verbs.mark_duplicate(second, by=rita, of=None)
    assert counted_for(rita) == [("c", 3, 30, 0)]
    assert columns(second) == before


def test_chains_and_circles_are_refused(rita: Member, twins: list[Activity]) -> None:
    first, second, third = twins
    verbs.mark_duplicate(second, by=rita, of=first)
    for one, other in ((first, first), (third, second), (first, third), (first, second)):
        with pytest.raises(Refusal) as refusal:
            verbs.mark_duplicate(one, by=rita, of=other)
        assert refusal.value.field == "duplicate_of"
    assert counted_for(rita) == [("c", 2, 20, 0)]


def test_what_is_deleted_can_neither_be_nor_have_a_duplicate(rita: Member, twins: list[Activity]) -> None:
    first, second, _ = twins
    verbs.delete(first, by=rita)
    for one, other in ((first, second), (second, first)):
        with pytest.raises(Refusal, match="deleted"):
            verbs.mark_duplicate(one, by=rita, of=other)


def test_a_duplicate_that_is_reopened_still_counts_for_nothing(rita: Member, twins: list[Activity]) -> None:
    first, second, _ = twins
    verbs.mark_duplicate(second, by=rita, of=first)
    verbs.reopen(second, by=rita)
    verbs.complete(second, by=rita)
    assert counted_for(rita) == [("c", 2, 20, 0)]


def test_nothing_of_another_organisation_is_taken(
    rita: Member, otto: Member, call: ActivityType, twins: list[Activity]
) -> None:
    with pytest.raises(NotAllowed):
        verbs.mark_duplicate(twins[0], by=otto, of=twins[1])
    with scope(otto.organisation_id):
        their_type = ActivityType.objects.create(name="Call", category="phone_call")
        theirs = verbs.log(by=otto, activity_type=their_type, owner=otto)
    with pytest.raises(Refusal, match="not known here"):
        verbs.mark_duplicate(twins[0], by=rita, of=theirs)
    assert totals() == {rita.pk: [("c", 3, 30, 0)]}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other")
def test_two_who_mark_them_the_other_way_round_wait_for_each_other_in_a_row(
    rita: Member, twins: list[Activity]
) -> None:
    first, second, _ = twins
    refused: list[str] = []

    def other_way_round() -> None:
        try:
            verbs.mark_duplicate(Activity.objects.get(pk=second.pk), by=rita, of=first)
        except Refusal as refusal:
            refused.append(refusal.code)

    with transaction.atomic():
        # Whoever comes second must not hold the one while waiting for the other.
        Activity.objects.select_for_update(of=("self",)).get(pk=first.pk)
        waiting = run_at_once(other_way_round, rita.organisation_id)
        verbs.mark_duplicate(first, by=rita, of=second)
    waiting.join(timeout=60)
    assert refused == ["duplicate_chain"]
    assert counted_for(rita) == [("c", 2, 20, 0)]
