"""Members, companies, types and outcomes that activities name are there, and stay as long as they are named.

SQLite has foreign keys for that, PostgreSQL triggers that look at all rows of a statement together.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, NotSupportedError, connection, transaction
from django.utils import timezone

from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.crm.models import Company
from pacesetter.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY = 9_999_999
COLUMNS = ["activity_type_id", "owner_id", "company_id", "outcome_id", "created_by_id", "completed_by_id"]
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one after the other")


@pytest.fixture
def write(rita: Member, call: ActivityType, initech: Company) -> Callable[..., Activity]:
    """Writes a row past the verbs."""

    def row(**columns: object) -> Activity:
        now = timezone.now()
        given = {
            "activity_type_id": call.pk, "owner_id": rita.pk, "company_id": initech.pk, "status": "completed",
            "completed_on": date(2026, 2, 3), "completed_at": now, "created_at": now, "updated_at": now, **columns,
        }  # fmt: skip
        return Activity.objects.create(**given)

    return row


@pytest.mark.parametrize("column", COLUMNS)
def test_a_new_row_that_names_what_is_not_there_is_refused(write: Callable[..., Activity], column: str) -> None:
    write()
    with pytest.raises(IntegrityError), transaction.atomic():
        write(**{column: NOBODY})
    with pytest.raises(IntegrityError), transaction.atomic():
        write(booked_on=date(2026, 2, 3), booked_for_id=NOBODY)
    assert Activity.objects.count() == 1


@pytest.mark.parametrize("column", COLUMNS)
def test_a_row_is_not_changed_to_name_what_is_not_there(write: Callable[..., Activity], column: str) -> None:
    activity = write()
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**{column: NOBODY})
    assert Activity.objects.filter(**{column: NOBODY}).count() == 0


def test_what_is_named_does_not_go_before_the_activity(
    write: Callable[..., Activity], rita: Member, call: ActivityType, initech: Company, connected: Outcome
) -> None:
    activity = write(outcome_id=connected.pk)
    for row in (rita, call, initech, connected):
        table = row._meta.db_table
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])  # noqa: S608
            if connection.vendor == "postgresql":  # or another table's foreign key would be enough to refuse it
                cursor.execute("SET CONSTRAINTS activities_named_row_goes IMMEDIATE")
    # In one transaction the order is of no account.
    with transaction.atomic():
        Company.objects.filter(pk=initech.pk)._raw_delete("default")
        activity.delete()
    assert not Company.objects.exists()


@on_postgresql
def test_what_goes_while_an_activity_comes_to_name_it_is_kept(write: Callable[..., Activity], initech: Company) -> None:
    refused: list[Exception] = []

    def go() -> None:
        try:
            Company.objects.filter(pk=initech.pk)._raw_delete("default")
        except IntegrityError as error:
            refused.append(error)

    with transaction.atomic():
        write()
        going = run_at_once(go, initech.organisation_id)
    going.join(timeout=60)
    assert len(refused) == 1
    assert Company.objects.filter(pk=initech.pk).exists()


@on_postgresql
def test_an_activity_that_comes_while_what_it_names_goes_is_refused(
    write: Callable[..., Activity], initech: Company
) -> None:
    refused: list[Exception] = []

    def come() -> None:
        try:
            write()
        except IntegrityError as error:
            refused.append(error)

    with transaction.atomic():
        Company.objects.filter(pk=initech.pk)._raw_delete("default")
        coming = run_at_once(come, initech.organisation_id)
    coming.join(timeout=60)
    assert len(refused) == 1
    assert not Activity.objects.exists()


@on_postgresql
def test_what_is_named_does_not_go_unseen_by_a_transaction_that_looks_back(
    write: Callable[..., Activity], rita: Member
) -> None:
    write()
    with pytest.raises(NotSupportedError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("DELETE FROM crm_company WHERE id = (SELECT min(company_id) FROM activities_activity)")


@on_postgresql
def test_tables_of_what_is_named_are_not_emptied(write: Callable[..., Activity]) -> None:
    write()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint "
            "WHERE confrelid = 'activities_outcome'::regclass AND contype = 'f'"
        )
        others = [name for (name,) in cursor.fetchall() if name != "activities_activity"]
        cursor.execute(f"TRUNCATE activities_outcome, {', '.join(others)}")


@on_postgresql
@pytest.mark.parametrize("several", [False, True])
def test_what_another_organisation_has_is_not_named(
    write: Callable[..., Activity], otto: Member, several: bool
) -> None:
    """It would be looked for among Otto's activities when it goes, and be missed there."""
    columns = {**_columns(write()), "owner_id": otto.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.bulk_create(Activity(**columns) for _ in range(1 + several))
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.update(completed_by_id=otto.pk)
    assert Activity.objects.count() == 1


@on_postgresql
def test_what_is_named_stays_in_its_organisation(
    write: Callable[..., Activity], otto: Member, initech: Company, call: ActivityType, connected: Outcome
) -> None:
    for row in (initech, call, connected, write().owner):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(organisation_id=otto.organisation_id)
        row.save()


@on_postgresql
def test_rows_that_are_copied_in_are_checked_too(write: Callable[..., Activity]) -> None:
    errors = pytest.importorskip("psycopg").errors
    columns = _columns(write())
    statement = f"COPY activities_activity ({', '.join(columns)}) FROM STDIN"
    for owner in (NOBODY, columns["owner_id"]):
        line = "\t".join("\\N" if value is None else str(value) for value in {**columns, "owner_id": owner}.values())
        try:
            with transaction.atomic(), connection.cursor() as cursor, cursor.cursor.copy(statement) as copy:
                copy.write(f"{line}\n{line}\n")
        except errors.ForeignKeyViolation:
            assert owner == NOBODY
    assert Activity.objects.count() == 3


@on_postgresql
def test_what_goes_and_comes_back_under_its_id_in_one_transaction_is_not_missed(
    write: Callable[..., Activity], initech: Company
) -> None:
    write()
    with transaction.atomic():
        Company.objects.filter(pk=initech.pk)._raw_delete("default")
        Company.objects.bulk_create([initech])
    # It is missed where the checks came before it was back.
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        Company.objects.filter(pk=initech.pk)._raw_delete("default")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert Company.objects.filter(pk=initech.pk).exists()


@on_postgresql
def test_what_was_undone_half_way_is_not_held_against_the_rest(
    write: Callable[..., Activity], initech: Company
) -> None:
    with transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            write(company_id=NOBODY)
        with pytest.raises(RuntimeError), transaction.atomic():
            Company.objects.filter(pk=initech.pk)._raw_delete("default")
            raise RuntimeError("changed my mind")
        write()
    assert Activity.objects.count() == 1


@on_postgresql
def test_rows_that_come_only_where_none_is_are_checked_too(write: Callable[..., Activity], call: ActivityType) -> None:
    columns = _columns(write(external_id="A1", source="csv"))
    given = [("A1", NOBODY), ("A2", call.pk), ("A3", NOBODY)]
    rows = [Activity(**{**columns, "external_id": name, "activity_type_id": kind}) for name, kind in given]
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.bulk_create(rows, ignore_conflicts=True)
    Activity.objects.bulk_create(rows[:2], ignore_conflicts=True)
    assert Activity.objects.count() == 2


def _columns(activity: Activity) -> dict[str, object]:
    """All that its row holds but its id."""
    row = Activity.objects.filter(pk=activity.pk).values().get()
    return {name: "{}" if name == "details" else value for name, value in row.items() if name != "id"}
