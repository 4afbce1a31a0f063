"""On SQLite: several connections find what a stretch of days lacks each, in a database that they all see."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, ActivityTypeOutcome, Outcome
from pacesetter.kpis import tallies
from pacesetter.kpis.models import TallyDay, TallyMonth
from pacesetter.kpis.tallies import differences, packed
from pacesetter.kpis.tallies.differences import Stretch
from pacesetter.kpis.tallies.plan import Plan, plan
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has several writers (test_rebuild_meanwhile)"),
]
MARCH = datetime(2026, 3, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def two_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pacesetter.kpis.tallies.plan._WORTH_SHARING", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)


@pytest.fixture
def recorded(transactional_db: None, rita: Member, raj: Member, call: ActivityType, meeting: ActivityType) -> None:
    """In three months; the first and the last deed share a total."""
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


def planned() -> Plan:
    return plan(Organisation.objects.get(slug="acme").pk)


def test_what_is_found_beside_each_other_makes_what_the_verbs_have_made(recorded: None) -> None:
    before = rows()
    take_all_away()
    assert len(planned().stretches) == 2
    made = tallies.rebuild()
    assert rows() == before
    assert (made.days, made.months) == (TallyDay.objects.count(), TallyMonth.objects.count())
    assert made.mended == made.days + made.months
    assert tallies.mismatches() == []
    assert tallies.rebuild() == (made.days, made.months, 0)


def test_what_others_have_recorded_is_neither_counted_nor_touched(recorded: None, otto: Member) -> None:
    with scope(otto.organisation):
        theirs = ActivityType.objects.create(name="Visit", category="other")
        verbs.log(by=otto, activity_type=theirs, owner=otto, at=MARCH)
        before = rows()
    take_all_away()
    tallies.rebuild()
    assert tallies.mismatches() == []
    with scope(otto.organisation):
        assert rows() == before


def test_where_some_are_there_what_is_missing_is_added(recorded: None) -> None:
    before = rows()
    TallyMonth.objects.all().delete()
    assert len(planned().stretches) == 2
    assert tallies.rebuild().mended == TallyMonth.objects.count()
    assert rows() == before


def test_wrong_and_surplus_totals_of_every_stretch_are_found_and_mended(recorded: None, rita: Member) -> None:
    before = rows()
    TallyDay.objects.filter(member_id=rita.pk, period_on__month=1).update(minutes=999)
    TallyDay.objects.filter(period_on__month=3).update(member_id=987)
    TallyMonth.objects.filter(period_on__month=2).update(period_on="2031-07-01")
    told = tallies.mismatches()
    found = {(one.table, one.period_on.year, one.period_on.month) for one in told}
    assert {("kpis_tallyday", 2026, 1), ("kpis_tallyday", 2026, 3)} <= found
    assert {("kpis_tallymonth", 2026, 2), ("kpis_tallymonth", 2031, 7)} <= found
    assert tallies.rebuild().mended == len(told)
    assert rows() == before


def test_totals_of_keys_that_no_activity_can_have_are_taken_away(recorded: None, rita: Member) -> None:
    before = rows()
    wrong = {"count": 1, "minutes": 2, "value_minor": 3, "activity_type_id": 1, "organisation_id": rita.organisation_id}
    for number, model in enumerate((TallyDay, TallyMonth)):
        model.objects.create(period_on="2026-01-01", member_id=2**62, moment="c", outcome_id=0, **wrong)
        model.objects.create(period_on="2026-02-01", member_id=-1 - number, moment="c", outcome_id=0, **wrong)
        model.objects.create(period_on="2026-03-01", member_id=rita.pk, moment="b", outcome_id=7, **wrong)
        model.objects.create(period_on="2026-03-01", member_id=rita.pk, moment="x", outcome_id=0, **wrong)
    assert tallies.rebuild().mended == 8
    assert rows() == before


@pytest.fixture
def large_ids(transactional_db: None) -> Iterator[None]:
    """Ids may be large, and rows of later tests have usual ones again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, name FROM sqlite_sequence")
        before = cursor.fetchall()
    yield
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", before)


def test_ids_that_are_too_large_for_numbers_are_counted_by_one_connection(
    large_ids: None, recorded: None, rita: Member
) -> None:
    with connection.cursor() as cursor:
        assert packed.packing(cursor) is not None
        rare = Outcome.objects.create(pk=2**36, name="Rare")
        often = ActivityType.objects.create(pk=2**30, name="Visit", category="other")
        ActivityTypeOutcome.objects.create(activity_type=often, outcome=rare)
        assert packed.packing(cursor) is None
    verbs.log(by=rita, activity_type=often, owner=rita, at=MARCH, outcome=rare)
    before = rows()
    take_all_away()
    assert tallies.rebuild().mended == len(before)
    assert rows() == before


@pytest.mark.parametrize(
    ("day", "member", "activity_type", "outcome"),
    [("0001-01-01", 1, 1, 0), ("2024-02-29", 2**20, 7, 3), ("9999-12-31", 2**20 + 2**19, 2**9, 2**7)],
)
def test_a_key_is_found_again_in_its_number(day: str, member: int, activity_type: int, outcome: int) -> None:
    packing = packed.Packing(members=21, types=10, outcomes=8)
    for what, moment, kept in ((str(outcome + 1), "c", outcome), ("0", "b", 0)):
        number = packing.number("%s", "%s", "%s", what)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT ({number}) BETWEEN 0 AND {2**63 - 1}", [day, member, activity_type])
            assert cursor.fetchone() == (1,)
            cursor.execute("CREATE TEMP TABLE numbered (number INTEGER PRIMARY KEY)")
            cursor.execute(f"INSERT INTO numbered SELECT {number}", [day, member, activity_type])
            cursor.execute(packed.by_day("numbered", packing.parts("day")))
            assert cursor.fetchall() == [(day, member, activity_type, moment, kept)]
            cursor.execute("DROP TABLE numbered")


def test_a_check_keeps_nobody_from_recording(
    recorded: None, rita: Member, call: ActivityType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each connection that checks may begin only where nobody has to be let in first: a writer is at work here."""
    with transaction.atomic():
        verbs.log(by=rita, activity_type=call, owner=rita, at=MARCH)
        monkeypatch.setattr(
            "pacesetter.kpis.tallies.check.plan", lambda _: Plan([Stretch(), Stretch()], connections=2, dense=True)
        )
        assert tallies.mismatches() == []


def test_where_one_fails_nothing_is_made_and_nothing_stays_open(
    recorded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_all_away()
    monkeypatch.setattr(differences, "activities", lambda _: "nonsense")
    with pytest.raises(Exception, match="nonsense"):
        tallies.rebuild()
    assert rows() == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        assert [name for _, name, _ in cursor.fetchall()] == ["main"]


def test_inside_a_transaction_and_on_one_processor_one_connection_does_it(
    recorded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        assert planned().connections == 1
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert planned().connections == 1
