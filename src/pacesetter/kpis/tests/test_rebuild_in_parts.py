"""From nothing on SQLite: several connections read a part each, in a database that they all see."""

import os
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.kpis.tallies import differences
from pacesetter.kpis.tallies.parts import parts_of
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has several writers (test_rebuild_meanwhile)"),
]
MARCH = datetime(2026, 3, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def two_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pacesetter.kpis.tallies.parts._WORTH_SHARING", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


@pytest.fixture
def recorded(transactional_db: None, rita: Member, raj: Member, call: ActivityType, meeting: ActivityType) -> None:
    """In three months, of which the first and the last deed share a total."""
    for month in (3, 1, 2, 3):
        verbs.log(by=rita, activity_type=call, owner=rita, at=MARCH.replace(month=month), value_minor=100)
    verbs.plan(by=raj, activity_type=meeting, owner=raj)
    verbs.log(by=rita, activity_type=call, owner=rita, at=MARCH)


def take_all_away() -> None:
    TallyDay.objects.all().delete()
    TallyMonth.objects.all().delete()


def rows() -> list[tuple[object, ...]]:
    names = ("period_on", "member_id", "activity_type_id", "moment", "outcome_id", "count", "minutes", "value_minor")
    return sorted(row for model in (TallyDay, TallyMonth) for row in model.objects.values_list(*names))


def test_the_parts_make_what_the_verbs_have_made(organisation: Organisation, recorded: None) -> None:
    before = rows()
    take_all_away()
    assert len(parts_of(organisation.pk)) == 2
    made = tallies.rebuild()
    assert rows() == before
    assert (made.days, made.months) == (TallyDay.objects.count(), TallyMonth.objects.count())
    assert made.mended == made.days + made.months
    assert tallies.mismatches() == []
    assert tallies.rebuild().mended == 0


def test_what_others_have_recorded_is_neither_counted_nor_touched(
    organisation: Organisation, recorded: None, otto: Member
) -> None:
    with scope(otto.organisation):
        theirs = ActivityType.objects.create(name="Visit", category="other")
        verbs.log(by=otto, activity_type=theirs, owner=otto, at=MARCH)
        before = rows()
    take_all_away()
    tallies.rebuild()
    assert tallies.mismatches() == []
    with scope(otto.organisation):
        assert rows() == before


def test_where_some_are_there_what_is_missing_is_added(organisation: Organisation, recorded: None) -> None:
    before = rows()
    TallyMonth.objects.all().delete()
    assert parts_of(organisation.pk)
    assert tallies.rebuild().mended == TallyMonth.objects.count()
    assert rows() == before


def test_where_a_part_fails_nothing_is_made_and_nothing_stays_open(
    organisation: Organisation, recorded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_all_away()
    monkeypatch.setattr(differences, "of_month", lambda *_: ("SELECT nonsense", []))
    with pytest.raises(Exception, match="nonsense"):
        tallies.rebuild()
    assert rows() == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        assert [name for _, name, _ in cursor.fetchall()] == ["main"]


def test_inside_a_transaction_and_on_one_processor_it_is_not_the_way(
    organisation: Organisation, recorded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        assert parts_of(organisation.pk) == []
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert parts_of(organisation.pk) == []
