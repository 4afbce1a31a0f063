"""The same rule as `activities.facts`, said in SQL: from activities to totals by day or by month.

A parity test compares the two on generated histories.
"""

from typing import Any

from django.db import connection

from pacesetter.kpis.counted_sql import counted

COLUMNS = "organisation_id, period_on, member_id, activity_type_id, moment, outcome_id, count, minutes, value_minor"
KEY = "organisation_id, period_on, member_id, activity_type_id, moment, outcome_id"

# What follows the insertion of rows, into a table called t, that add to the totals there are.
ADD = (
    f"ON CONFLICT ({KEY}) DO UPDATE SET count = t.count + excluded.count, "
    "minutes = t.minutes + excluded.minutes, value_minor = t.value_minor + excluded.value_minor"
)
Select = tuple[str, list[Any]]
EVERYTHING: Select = ("", [])


def first_of_month(column: str) -> str:
    """SQL for the first day of the month of a date column."""
    if connection.vendor == "postgresql":
        return f"date_trunc('month', {column})::date"
    return f"substr({column}, 1, 8) || '01'"


def totals(
    organisation_id: int,
    *,
    by_month: bool = False,
    completed: Select = EVERYTHING,
    booked: Select = EVERYTHING,
    completed_from: str = "activities_activity",
) -> Select:
    """SELECT of `COLUMNS` over one organisation's activities, with its parameters.

    `completed` and `booked` are conditions, each beginning with AND, on the activities that count at that moment;
    `completed_from` may tell SQLite how to read the table. Each moment is summed up by itself: no total belongs to
    both, and SQLite sorts a few columns of one table in two thirds of the time that it sorts a union.
    """

    def day(column: str) -> str:
        return first_of_month(column) if by_month else column

    sql = (
        f"SELECT CAST(%s AS bigint) AS organisation_id, {day('completed_on')} AS period_on, owner_id AS member_id, "  # noqa: S608
        "activity_type_id, 'c' AS moment, COALESCE(outcome_id, 0) AS outcome_id, COUNT(*) AS count, "
        "CAST(SUM(minutes) AS bigint) AS minutes, CAST(SUM(value_minor) AS bigint) AS value_minor "
        f"FROM {completed_from} WHERE organisation_id = %s AND {counted('completed')}{completed[0]} "
        "GROUP BY 2, 3, 4, 6 "
        "UNION ALL "
        f"SELECT CAST(%s AS bigint), {day('booked_on')}, booked_for_id, activity_type_id, 'b', 0, COUNT(*), "
        "CAST(SUM(planned_minutes) AS bigint), CAST(SUM(planned_value_minor) AS bigint) "
        f"FROM activities_activity WHERE organisation_id = %s AND {counted('booked')}{booked[0]} "
        "GROUP BY 2, 3, 4"
    )
    return sql, [organisation_id, organisation_id, *completed[1], organisation_id, organisation_id, *booked[1]]
