"""By how much tallies differ from what they should be, as one SELECT of rows like theirs, for rebuild and check.

Whoever reads activities and tallies in one statement sees them as of one moment, and verbs change both in one
transaction: the difference is a mistake in the tallies and nothing else. Adding it is right at any later time, whatever
has been recorded meanwhile, since verbs too only ever add.
"""

from datetime import date
from typing import NamedTuple

from django.db import connection

from pacesetter.kpis.tallies import facts_sql
from pacesetter.kpis.tallies.facts_sql import Select

SUMS = ("count", "minutes", "value_minor")
_KEY = facts_sql.KEY
_MONTH_KEY = "member_id, activity_type_id, moment, outcome_id"


class Stretch(NamedTuple):
    """Days from `starts_on` until the day before `ends_on`, both first days of months; None is without end."""

    starts_on: date | None = None
    ends_on: date | None = None

    def holds(self, column: str) -> Select:
        """The condition that a day lies in it, beginning with AND, and its parameters."""
        bounds = ((">=", self.starts_on), ("<", self.ends_on))
        given = [(sign, day) for sign, day in bounds if day is not None]
        return "".join(f" AND {column} {sign} %s" for sign, _ in given), [str(day) for _, day in given]


def of_days(organisation_id: int, stretch: Stretch, *, kept: bool) -> Select:
    """What has to be added to `kpis_tallyday`, from the activities. `kept` is False where no tallies are there yet."""
    right = facts_sql.totals(
        organisation_id,
        completed=stretch.holds("completed_on"),
        booked=stretch.holds("booked_on"),
        completed_from=_activities(organisation_id),
    )
    return difference("kpis_tallyday", organisation_id, stretch, right) if kept else right


def of_months(organisation_id: int, stretch: Stretch, *, kept: bool) -> Select:
    """What has to be added to `kpis_tallymonth`, from tallies by day that are right already."""
    right = _months(organisation_id, stretch)
    return difference("kpis_tallymonth", organisation_id, stretch, right) if kept else right


def in_order(select: Select) -> Select:
    """The rows in the order of the key. SQLite merges groups that come in this order, and sorts nothing twice."""
    return f"{select[0]} ORDER BY 1, 2, 3, 4, 5, 6", select[1]


def difference(table: str, organisation_id: int, stretch: Stretch, right: Select) -> Select:
    """What has to be added to what the table holds of the stretch, so that it holds what is `right`."""
    when, days = stretch.holds("period_on")
    join = _joined if connection.vendor == "postgresql" else _added_up
    sql = join(right[0], f"FROM {table} WHERE organisation_id = %s{when}")
    return sql, [*right[1], organisation_id, *days]


def _activities(organisation_id: int) -> str:
    """The table, on SQLite with the order to read it from end to end where most rows are the organisation's. It would
    use some index that begins with the organisation, and look up each row."""
    if connection.vendor == "postgresql":
        return "activities_activity"
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM activities_activity")
        (rows,) = cursor.fetchone()
        cursor.execute("SELECT COUNT(*) FROM activities_activity WHERE organisation_id = %s", [organisation_id])
        (own,) = cursor.fetchone()
    return "activities_activity NOT INDEXED" if own * 5 > (rows or 0) else "activities_activity"


def _months(organisation_id: int, stretch: Stretch) -> Select:
    when, days = stretch.holds("period_on")
    sums = ", ".join(f"CAST(SUM({column}) AS bigint) AS {column}" for column in SUMS)
    sql = (
        f"SELECT CAST(%s AS bigint) AS organisation_id, {facts_sql.first_of_month('period_on')} AS period_on, "  # noqa: S608
        f"{_MONTH_KEY}, {sums} FROM kpis_tallyday WHERE organisation_id = %s{when} GROUP BY 2, 3, 4, 5, 6"
    )
    return sql, [organisation_id, organisation_id, *days]


def _joined(right: str, kept: str) -> str:
    """PostgreSQL joins two large sets faster than it adds them up."""
    differences = {column: f"COALESCE(r.{column}, 0) - COALESCE(k.{column}, 0)" for column in SUMS}
    return (
        f"SELECT {_KEY}, {', '.join(f'{sql} AS {column}' for column, sql in differences.items())} FROM ({right}) AS r "  # noqa: S608
        f"FULL JOIN (SELECT {facts_sql.COLUMNS} {kept}) AS k "
        f"USING ({_KEY}) WHERE {' OR '.join(f'{sql} <> 0' for sql in differences.values())}"
    )


def _added_up(right: str, kept: str) -> str:
    """SQLite has learnt FULL JOIN late, and looks up each row."""
    sums = ", ".join(f"SUM({column}) AS {column}" for column in SUMS)
    return (
        f"SELECT {_KEY}, {sums} FROM (SELECT * FROM ({right}) UNION ALL "  # noqa: S608
        f"SELECT {_KEY}, {', '.join(f'-{column}' for column in SUMS)} {kept}"
        f") AS both_sides GROUP BY {_KEY} HAVING {' OR '.join(f'SUM({column}) <> 0' for column in SUMS)}"
    )
