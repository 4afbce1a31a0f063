"""Figures are right whatever is killed: eight writers of every verb, with servers and workers killed at random.

CHAOS_SECONDS makes it longer; a minute is what a release is tried with.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.models import F

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.activities.settings_verbs import add_next_step
from pacesetter.api.api import api
from pacesetter.api.tests.deeds import DEEDS
from pacesetter.api.tests.killed_servers import House, running
from pacesetter.api.tests.test_record_activity import token_of
from pacesetter.api.tests.writers import ALL, OPERATIONS, Known, Writer
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

SECONDS = float(os.environ.get("CHAOS_SECONDS", "12"))


def test_no_verb_and_no_operation_is_missing_among_what_is_done() -> None:
    offered = {
        (method.upper(), path)
        for path, operations in api.get_openapi_schema()["paths"].items()
        for method in operations
        if path.startswith(ALL) and method != "get"
    }
    assert offered == OPERATIONS.keys()
    done = {verb for operation in OPERATIONS.values() for verb in operation.verbs}
    assert done | {deed.split("/")[0] for deed in DEEDS} == set(verbs.__all__)


def follow(ada: Member, after: ActivityType, then: ActivityType, mode: str) -> None:
    add_next_step(
        by=ada, after_type=after, next_type=then, outcomes=[], delay=2, unit="working_days", counted_from="completed",
        owner_rule="same", member=None, mode=mode, at_most=3,
    )  # fmt: skip


@pytest.fixture
def house(
    transactional_db: None,
    tmp_path: Path,
    ada: Member,
    rita: Member,
    raj: Member,
    mona: Member,
    call: ActivityType,
    meeting: ActivityType,
    connected: Outcome,
    voicemail: Outcome,
    initech: Company,
) -> Iterator[House]:
    """What its hands need is there before it, and whatever becomes of the test, all that was started has ended before
    the database is emptied."""
    follow(ada, call, meeting, "plan")
    follow(ada, meeting, call, "suggest")
    house = House(tmp_path, ada.organisation_id)
    yield house
    house.end()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_tallies_agree_after_writers_of_every_verb_and_killed_servers(
    house: House,
    rita: Member,
    raj: Member,
    mona: Member,
    ada: Member,
    call: ActivityType,
    meeting: ActivityType,
    connected: Outcome,
    voicemail: Outcome,
    initech: Company,
) -> None:
    everybody = [rita, raj, mona, ada]
    contacts = [Contact.objects.create(name=name, company=initech).pk for name in ("Jane", "Joe")]
    dice = random.Random(1)

    def writer(member: Member, number: int) -> Writer:
        known = Known(
            types=[call.pk, meeting.pk],
            outcomes=[connected.pk, voicemail.pk],
            owners=[one.pk for one in everybody] if member == ada else [member.pk],
            members=[one.pk for one in everybody],
            companies=[initech.pk] if member != raj else [],
            contacts=contacts if member != raj else [],
        )
        return Writer(house, token_of(member), known, number)

    # Two of them share a member, and all share tallies through the same types and days.
    writers = [writer(member, n) for n, member in enumerate(everybody * 2)]

    def enough() -> bool:
        done = house.done()
        each_wrote = all(len(writer.acknowledged) >= 20 for writer in writers)
        return each_wrote and all(done.get(deed, Counter())["done"] for deed in DEEDS) and not failing(writers)

    for _ in running(writers, SECONDS, dice, enough):
        house.kill_one(dice)
    # Nobody works while it is counted.
    house.end()
    assert house.kills >= 2
    assert failing(writers) == set()
    done = house.done()
    assert {deed: done.get(deed) for deed in DEEDS if not done.get(deed, Counter())["done"]} == {}
    # Nobody is left without an answer because two waited for each other.
    broken = {deed: words for deed, told in done.items() if (words := told.keys() - {"done", "refused"})}
    assert broken == {}
    failures = {(operation, status) for one in writers for operation, status in one.answers if status >= 500}
    assert failures == set()
    assert tallies.mismatches() == []
    for one in writers:
        for key, activity_id in one.acknowledged.items():
            assert list(Activity.objects.filter(request_key=key).values_list("pk", flat=True)) == [activity_id]
    # Each row came with exactly one event of its making, and no event speaks of a row that is not there.
    made = Event.objects.filter(verb__in=("activity.logged", "activity.planned")).values_list("subject_id", flat=True)
    assert sorted(made) == sorted(Activity.objects.values_list("pk", flat=True))
    nothing_says_more_than_one_thing()


def failing(writers: list[Writer]) -> set[tuple[str, str]]:
    """Operations that never succeeded."""
    done = {operation for one in writers for operation, status in one.answers if status < 300}
    return OPERATIONS.keys() - done


def nothing_says_more_than_one_thing() -> None:
    """What holds of each activity whatever was done to it."""
    activities = Activity.objects.select_related("duplicate_of")
    for row in activities:
        assert (row.completed_on is not None) == (row.status == "completed")
        assert row.status == "completed" or (row.outcome_id, row.minutes, row.value_minor) == (None, 0, 0), row.pk
        if row.duplicate_of is not None and row.deleted_at is None:
            # What counts instead is there, and counts itself.
            assert row.duplicate_of.deleted_at is None and row.duplicate_of.duplicate_of_id is None
    twice = Activity.objects.filter(participants__member=F("owner"))
    assert list(twice) == []
