"""Add many activities at once to the tallies."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from pacesetter.kpis.tallies import facts_sql
from pacesetter.tenancy.scope import current_organisation_id


def add_activities(where: str, params: Sequence[Any], *, sign: int = 1) -> None:
    """Add (or with `sign=-1` take away) what the activities that match `where` count for, set by set.

    `where` is SQL over columns of `activities_activity` with its parameters. Call it in the transaction that writes
    (before the one that removes) these activities, and never for rows whose verbs have posted already.
    """
    organisation_id = current_organisation_id()
    if sign not in (1, -1):
        raise ValueError("sign must be 1 or -1")
    found = facts_sql.totals(where=where)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_together(found, sign), [organisation_id, *params, organisation_id, *params])
            return
        for table, by_month in (("kpis_tallyday", False), ("kpis_tallymonth", True)):
            select = facts_sql.by_month(found) if by_month else f"SELECT * FROM ({found}) AS f"  # noqa: S608
            cursor.execute(_add(table, select, sign), [organisation_id, *params, organisation_id, *params])


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
