"""Figures are right whatever is killed: eight writers of every verb, with servers and workers killed at random.

CHAOS_SECONDS makes it longer; a minute is what a release is tried with.
"""

import os
import random
from pathlib import Path

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.api.tests.killed_servers import House, Writer, running
from pacesetter.api.tests.test_record_activity import token_of
from pacesetter.crm.models import Company
from pacesetter.events.models import Event
from pacesetter.kpis import tallies
from pacesetter.people.models import Member

SECONDS = float(os.environ.get("CHAOS_SECONDS", "12"))

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_tallies_agree_after_writers_of_every_verb_and_killed_servers(
    transactional_db: None,
    tmp_path: Path,
    rita: Member,
    raj: Member,
    mona: Member,
    ada: Member,
    call: ActivityType,
    meeting: ActivityType,
    initech: Company,
) -> None:
    house = House(tmp_path)
    dice = random.Random(1)
    # Two of them share a member, and all share tallies through the same types and days.
    writers = [
        Writer(house, token_of(member), [call.pk, meeting.pk], [initech.pk] if member in (rita, mona, ada) else [], n)
        for n, member in enumerate([rita, raj, mona, ada, rita, raj, mona, ada])
    ]
    try:
        for _ in running(writers, SECONDS, dice):
            house.kill_one(dice)
    finally:
        house.end()
    answered = {status: sum(writer.answers.get(status, 0) for writer in writers) for status in (200, 201, 204)}
    assert all(answered.values()), [writer.answers for writer in writers]
    assert house.kills >= 2
    assert tallies.mismatches() == []
    for writer in writers:
        for key, activity_id in writer.acknowledged.items():
            assert list(Activity.objects.filter(request_key=key).values_list("pk", flat=True)) == [activity_id]
    # Each row came with exactly one event of its making, and no event speaks of a row that is not there.
    made = Event.objects.filter(verb__in=("activity.logged", "activity.planned")).values_list("subject_id", flat=True)
    assert sorted(made) == sorted(Activity.objects.values_list("pk", flat=True))
