"""The same rule as `activities.facts`, said in SQL: from activities to totals by day or by month.

A parity test compares the two on generated histories.
"""

from django.db import connection

from pacesetter.kpis.counted_sql import counted

COLUMNS = "organisation_id, period_on, member_id, activity_type_id, moment, outcome_id, count, minutes, value_minor"
KEY = "organisation_id, period_on, member_id, activity_type_id, moment, outcome_id"

# What follows the insertion of rows, into a table called t, that add to the totals there are.
ADD = (
    f"ON CONFLICT ({KEY}) DO UPDATE SET count = t.count + excluded.count, "
    "minutes = t.minutes + excluded.minutes, value_minor = t.value_minor + excluded.value_minor"
)


def first_of_month(column: str) -> str:
    """SQL for the first day of the month of a date column."""
    if connection.vendor == "postgresql":
        return f"date_trunc('month', {column})::date"
    return f"substr({column}, 1, 8) || '01'"


def totals(*, where: str = "", hint: str = "") -> str:
    """SELECT of `COLUMNS` by day over one organisation's activities. Takes the organisation id (and the parameters of
    `where`) twice. `hint` follows the table's name: without statistics SQLite goes through all that an index holds of
    the organisation, where `where` names a few thousand ids; not with "NOT INDEXED"."""
    more = f" AND {where}" if where else ""
    completed, booked = counted("completed"), counted("booked")
    return (
        "SELECT organisation_id, completed_on AS period_on, owner_id AS member_id, activity_type_id, "  # noqa: S608
        "'c' AS moment, COALESCE(outcome_id, 0) AS outcome_id, COUNT(*) AS count, "
        "CAST(SUM(minutes) AS bigint) AS minutes, CAST(SUM(value_minor) AS bigint) AS value_minor "
        f"FROM activities_activity {hint} "
        f"WHERE organisation_id = %s AND {completed}{more} "
        "GROUP BY 1, 2, 3, 4, 6 "
        "UNION ALL "
        "SELECT organisation_id, booked_on, booked_for_id, activity_type_id, 'b', 0, COUNT(*), "
        "CAST(SUM(planned_minutes) AS bigint), CAST(SUM(planned_value_minor) AS bigint) "
        f"FROM activities_activity {hint} "
        f"WHERE organisation_id = %s AND {booked}{more} "
        "GROUP BY 1, 2, 3, 4"
    )


def by_month(days: str) -> str:
    """SELECT of `COLUMNS` by month, from one by day."""
    sums = ", ".join(f"CAST(SUM({column}) AS bigint) AS {column}" for column in ("count", "minutes", "value_minor"))
    return (
        f"SELECT organisation_id, {first_of_month('period_on')} AS period_on, member_id, activity_type_id, moment, "  # noqa: S608
        f"outcome_id, {sums} FROM ({days}) AS days GROUP BY 1, 2, 3, 4, 5, 6"
    )
