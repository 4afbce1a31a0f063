"""Make the tallies of a stretch of days right, in one transaction."""

from collections.abc import Callable

from django.db import IntegrityError, connection, transaction

from pacesetter.kpis.tallies import differences, facts_sql
from pacesetter.kpis.tallies.differences import Stretch
from pacesetter.kpis.tallies.facts_sql import Select
from pacesetter.kpis.tallies.stretches import prepare_for_large_sets


def mend(organisation_id: int, stretch: Stretch, *, dense: bool) -> int:
    """Add to the tallies by day, then to those by month, what they lack. Returns how many rows were wrong.

    `dense` says that several activities share a total by day, as a rule; totals by month are always shared by many.
    """
    with transaction.atomic():
        prepare_for_large_sets(by_hashes=dense)
        wrong = _add(organisation_id, stretch, "kpis_tallyday", differences.of_days)
        prepare_for_large_sets(by_hashes=True)
        return wrong + _add(organisation_id, stretch, "kpis_tallymonth", differences.of_months)


def _add(organisation_id: int, stretch: Stretch, table: str, difference: Callable[..., Select]) -> int:
    if _is_empty(organisation_id, stretch, table):
        # Looking for each row before it is written would more than double the time. Where somebody records a first
        # total just now, the key is broken, and the rows are looked for after all.
        try:
            with transaction.atomic():
                return _insert(table, differences.in_order(difference(organisation_id, stretch, kept=False)))
        except IntegrityError:
            pass
    sql, params = difference(organisation_id, stretch, kept=True)
    # SQLite needs the WHERE to tell ON CONFLICT from a join condition.
    rows = differences.in_order((f"SELECT * FROM ({sql}) AS d WHERE true", params))  # noqa: S608
    return _insert(table, rows, facts_sql.ADD)


def _is_empty(organisation_id: int, stretch: Stretch, table: str) -> bool:
    when, days = stretch.holds("period_on")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {table} WHERE organisation_id = %s{when} LIMIT 1",  # noqa: S608
            [organisation_id, *days],
        )
        return cursor.fetchone() is None


def _insert(table: str, select: Select, tail: str = "") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} AS t ({facts_sql.COLUMNS}) {select[0]} {tail}", select[1])
        return int(cursor.rowcount)
