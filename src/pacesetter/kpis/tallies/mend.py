"""Make the tallies of a stretch of days right, in one transaction."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, connection, transaction

from pacesetter.kpis.tallies import differences, facts_sql
from pacesetter.kpis.tallies.differences import Select, Stretch
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
                return _insert(table, *difference(organisation_id, stretch, kept=False))
        except IntegrityError:
            pass
    return _insert(table, *difference(organisation_id, stretch, kept=True), facts_sql.ADD)


def _is_empty(organisation_id: int, stretch: Stretch, table: str) -> bool:
    when, days = stretch.holds("period_on")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {table} WHERE organisation_id = %s{when} LIMIT 1",  # noqa: S608
            [organisation_id, *days],
        )
        return cursor.fetchone() is None


def _insert(table: str, select: str, params: list[Any], tail: str = "") -> int:
    if tail and connection.vendor == "sqlite":
        # Without a WHERE, SQLite takes ON CONFLICT for the condition of a join.
        select = f"SELECT * FROM ({select}) WHERE true"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} AS t ({facts_sql.COLUMNS}) {select} {tail}", params)
        return int(cursor.rowcount)
