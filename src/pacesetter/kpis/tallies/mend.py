"""Make the tallies of a stretch of days right, in one transaction."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import IntegrityError, connection, transaction

from pacesetter.kpis.tallies import differences, facts_sql
from pacesetter.kpis.tallies.differences import Select, Stretch
from pacesetter.kpis.tallies.stretches import prepare_for_large_sets


class Mended(NamedTuple):
    """How many rows were wrong or missing; how many totals there are now, by day and by month."""

    wrong: int
    days: int
    months: int


def mend(organisation_id: int, stretch: Stretch, *, dense: bool) -> Mended:
    """Add to the tallies by day, then to those by month, what they lack.

    `dense` says that several activities share a total by day, as a rule; totals by month are always shared by many.
    """
    with transaction.atomic():
        # Asked before the planner is told how to go about large sets: a single row is best looked up.
        no_days = is_empty(organisation_id, stretch, "kpis_tallyday")
        no_months = is_empty(organisation_id, stretch, "kpis_tallymonth")
        prepare_for_large_sets(by_hashes=dense, together=stretch.together)
        wrong_days, days = _add(organisation_id, stretch, "kpis_tallyday", differences.of_days, empty=no_days)
        prepare_for_large_sets(by_hashes=True, together=stretch.together)
        wrong_months, months = _add(organisation_id, stretch, "kpis_tallymonth", differences.of_months, empty=no_months)
        return Mended(wrong_days + wrong_months, days, months)


def _add(
    organisation_id: int, stretch: Stretch, table: str, difference: Callable[..., Select], *, empty: bool
) -> tuple[int, int]:
    """How many rows were wrong or missing, and how many there are now."""
    if empty:
        # Looking for each row before it is written would more than double the time. Where somebody records a first
        # total just now, the key is broken, and the rows are looked for after all.
        try:
            with transaction.atomic():
                made = _insert(table, *difference(organisation_id, stretch, kept=False))
                # From nothing no total is of nothing, and there is none beside.
                return made, made
        except IntegrityError:
            pass
    wrong = _insert(table, *difference(organisation_id, stretch, kept=True), facts_sql.ADD)
    return wrong, tidy(organisation_id, stretch, table)


def tidy(organisation_id: int, stretch: Stretch, table: str) -> int:
    """Take away totals of nothing. Returns how many are left."""
    when, days = stretch.holds("period_on")
    own, params = f"organisation_id = %s{when}", [organisation_id, *days]
    nothing = "count = 0 AND minutes = 0 AND value_minor = 0"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*), COUNT(*) FILTER (WHERE {nothing}) FROM {table} WHERE {own}", params)  # noqa: S608
        rows, empty = cursor.fetchone()
        if not empty:
            return int(rows)
        if connection.vendor == "postgresql":
            # Whoever holds such a row is about to add to it, and may wait for one that we would hold.
            found = f"SELECT ctid FROM {table} WHERE {own} AND {nothing} FOR UPDATE SKIP LOCKED"  # noqa: S608
            cursor.execute(f"DELETE FROM {table} WHERE ctid IN ({found})", params)  # noqa: S608
        else:
            cursor.execute(f"DELETE FROM {table} WHERE {own} AND {nothing}", params)  # noqa: S608
        return int(rows) - int(cursor.rowcount)


def is_empty(organisation_id: int, stretch: Stretch, table: str) -> bool:
    """Whether a table holds no totals of the stretch."""
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
