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
    for table, by_month in (("kpis_tallyday", False), ("kpis_tallymonth", True)):
        sql = (
            f"INSERT INTO {table} AS t ({facts_sql.COLUMNS}) "  # noqa: S608
            f"SELECT {facts_sql.KEY}, "
            f"{sign} * count, {sign} * minutes, {sign} * value_minor "
            f"FROM ({facts_sql.totals(by_month=by_month, where=where)}) AS f "
            # The order is the same in every transaction, so that two never wait for each other in a circle; SQLite
            # needs the WHERE to tell ON CONFLICT from a join condition.
            "WHERE true ORDER BY 1, 2, 3, 4, 5, 6 "
            f"{facts_sql.ADD}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [organisation_id, *params, organisation_id, *params])
