"""Add many activities at once to the tallies."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, connection, transaction

from pacesetter.kpis.tallies import facts_sql
from pacesetter.tenancy.scope import current_organisation_id


def add_activities(where: str, params: Sequence[Any], *, sign: int = 1) -> None:
    """Add (or with `sign=-1` take away) what the activities that match `where` count for, set by set.

    `where` is SQL over columns of `activities_activity` with its parameters, and says between which ids they lie. Call
    it in the transaction that writes (before the one that removes) these activities, and never for rows whose verbs
    have posted already.
    """
    organisation_id = current_organisation_id()
    if sign not in (1, -1):
        raise ValueError("sign must be 1 or -1")
    given = [organisation_id, *params, organisation_id, *params]
    if connection.vendor != "postgresql":
        _put_aside_and_add(facts_sql.totals(where=where, hint="NOT INDEXED"), given, sign)
        return
    found = facts_sql.totals(where=where)
    if sign < 0 or not _make(found, given, organisation_id):
        _execute(_together(found, sign), given)


def _put_aside_and_add(found: str, given: Sequence[Any], sign: int) -> None:
    """On SQLite, which can write to one table in a statement only: the activities are gone through once for both."""
    _execute(f"CREATE TEMP TABLE found AS {found}", given)
    _execute(_add("kpis_tallyday", "SELECT * FROM temp.found", sign), [])
    _execute(_add("kpis_tallymonth", facts_sql.by_month("SELECT * FROM temp.found"), sign), [])
    _execute("DROP TABLE temp.found", [])


def _execute(sql: str, params: Sequence[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def _together(found: str, sign: int) -> str:
    """One statement, which goes through the activities once. It writes months before days, as PostgreSQL does in the
    statements of verbs: were it the other way round, a verb and an import could wait for each other."""
    days = _add("kpis_tallyday", "SELECT * FROM found", sign)
    months = _add("kpis_tallymonth", facts_sql.by_month("SELECT * FROM found"), sign)
    return f"WITH found AS MATERIALIZED ({found}), days AS ({days}) {months}"


def _add(table: str, totals: str, sign: int) -> str:
    # The order is the same in every transaction, so that two never wait for each other in a circle; SQLite needs the
    # WHERE to tell ON CONFLICT from a join condition.
    return (
        f"INSERT INTO {table} AS t ({facts_sql.COLUMNS}) "  # noqa: S608
        f"SELECT {facts_sql.KEY}, {sign} * count, {sign} * minutes, {sign} * value_minor "
        f"FROM ({totals}) AS f WHERE true ORDER BY 1, 2, 3, 4, 5, 6 {facts_sql.ADD}"
    )


def _make(found: str, given: Sequence[Any], organisation_id: int) -> bool:
    """Add what was found, and write totals of days (and months) before the first and after the last that have any
    without looking for them first, which takes half the time: files hold activities in the order of time, as a rule.

    False, and nothing done, where somebody has just recorded the first total of such a day.
    """
    months = facts_sql.by_month("SELECT * FROM found")
    parts = [f"found AS MATERIALIZED ({found})", f"by_month AS MATERIALIZED ({months})"]
    before = ""
    # Months before days, and both by their keys, each after the one before it: see `_together` and `_add`.
    for table, totals in (("kpis_tallymonth", "by_month"), ("kpis_tallyday", "found")):
        parts.append(f"{table}_there AS MATERIALIZED ({_there(table, totals)})")
        for name, days, tail in (
            ("before", "period_on < first_on", ""),
            ("within", "period_on BETWEEN first_on AND last_on", facts_sql.ADD),
            ("after", "period_on > last_on AND period_on >= first_on", ""),
        ):
            waits = f"AND (SELECT count(*) FROM {before}) >= 0 " if before else ""  # noqa: S608
            before = f"{table}_{name}"
            parts.append(
                f"{before} AS (INSERT INTO {table} AS t ({facts_sql.COLUMNS}) SELECT {facts_sql.COLUMNS} "  # noqa: S608
                f"FROM {totals}, {table}_there WHERE {days} {waits}ORDER BY 1, 2, 3, 4, 5, 6 {tail} RETURNING 1)"
            )
    try:
        with transaction.atomic():
            _execute(f"WITH {', '.join(parts)} SELECT 1", [*given, *[organisation_id] * 4])
    except IntegrityError:
        return False
    return True


def _there(table: str, totals: str) -> str:
    """The first and the last day between the first and the last of what was found that have totals already. Without
    any, the first lies after all others and the last before them."""
    own = f"FROM {table} WHERE organisation_id = %s AND period_on"
    return (
        f"SELECT COALESCE((SELECT min(period_on) {own} >= (SELECT min(period_on) FROM {totals})), 'infinity') "  # noqa: S608
        "AS first_on, "
        f"COALESCE((SELECT max(period_on) {own} <= (SELECT max(period_on) FROM {totals})), '-infinity') AS last_on"
    )
