"""Make the tallies of a stretch of days right, in one transaction."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction

from pacesetter.kpis.tallies import differences, facts_sql
from pacesetter.kpis.tallies.differences import Select, Stretch
from pacesetter.kpis.tallies.stretches import prepare_for_large_sets


class Mended(NamedTuple):
    """How many rows were wrong or missing; and how many there are now, by day and by month, where none was there before
    (else None: they would have to be counted)."""

    wrong: int
    made: tuple[int, int] | None


def mend(organisation_id: int, stretch: Stretch, *, dense: bool) -> Mended:
    """Add to the tallies by day, then to those by month, what they lack.

    `dense` says that several activities share a total by day, as a rule; totals by month are always shared by many.
    """
    with transaction.atomic():
        prepare_for_large_sets(by_hashes=dense)
        days, all_days = _add(organisation_id, stretch, "kpis_tallyday", differences.of_days)
        prepare_for_large_sets(by_hashes=True)
        months, all_months = _add(organisation_id, stretch, "kpis_tallymonth", differences.of_months)
        return Mended(days + months, (days, months) if all_days and all_months else None)


def _add(organisation_id: int, stretch: Stretch, table: str, difference: Callable[..., Select]) -> tuple[int, bool]:
    """How many rows were wrong or missing, and whether they are all that there are."""
    if _is_empty(organisation_id, stretch, table):
        # Looking for each row before it is written would more than double the time. Where somebody records a first
        # total just now, the key is broken, and the rows are looked for after all.
        try:
            with transaction.atomic():
                return _insert(table, *difference(organisation_id, stretch, kept=False)), True
        except IntegrityError:
            pass
    return _insert(table, *difference(organisation_id, stretch, kept=True), facts_sql.ADD), False


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
