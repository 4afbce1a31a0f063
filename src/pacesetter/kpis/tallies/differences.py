"""By how much tallies differ from what they should be, as one SELECT of their columns in the order of their key.

Both the rebuild and the check stand on it.

Whoever reads activities and tallies in one statement sees them as of one moment, and verbs change both in one
transaction: the difference is a mistake in the tallies and nothing else. Adding it is right at any later time, whatever
has been recorded meanwhile, since verbs too only ever add.
"""

from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from pacesetter.kpis.counted_sql import counted
from pacesetter.kpis.tallies import facts_sql

Select = tuple[str, list[Any]]


class Stretch(NamedTuple):
    """Days from `starts_on` until the day before `ends_on`, both first days of months; None is without end.

    `together` says that its activities lie beside each other in the table, and are few of it: then they are looked up
    (PostgreSQL). Else the table is read from end to end.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    together: bool = False

    def holds(self, column: str) -> Select:
        """The condition that a day lies in it, beginning with AND, and its parameters."""
        bounds = ((">=", self.starts_on), ("<", self.ends_on))
        given = [(sign, day) for sign, day in bounds if day is not None]
        return "".join(f" AND {column} {sign} %s" for sign, _ in given), [str(day) for _, day in given]


def of_days(organisation_id: int, stretch: Stretch, *, kept: bool) -> Select:
    """What has to be added to `kpis_tallyday`, from the activities. `kept` is False where no tallies are there yet."""
    right = _summed(
        *_rows(
            organisation_id,
            _of_stretch(organisation_id, stretch, "owner_id", "completed_on"),
            _of_stretch(organisation_id, stretch, "booked_for_id", "booked_on"),
            activities(organisation_id),
        )
    )
    return _difference("kpis_tallyday", organisation_id, stretch, right, kept=kept)


def _rows(organisation_id: int, completed: Select, booked: Select, activities: str) -> Select:
    """What each activity counts for, from a table of activities; both conditions begin with AND. They are looked at
    first by SQLite, which passes most rows of other stretches by them."""
    sql = (
        "SELECT completed_on AS period_on, owner_id AS member_id, activity_type_id, COALESCE(outcome_id, 0) AS what, "  # noqa: S608
        f"1 AS count, minutes, value_minor FROM {activities} "
        f"WHERE organisation_id = %s{completed[0]} AND {counted('completed')} UNION ALL "
        "SELECT booked_on, booked_for_id, activity_type_id, -1, 1, planned_minutes, planned_value_minor "
        f"FROM {activities} WHERE organisation_id = %s{booked[0]} AND {counted('booked')}"
    )
    return sql, [organisation_id, *completed[1], organisation_id, *booked[1]]


def of_months(organisation_id: int, stretch: Stretch, *, kept: bool) -> Select:
    """What has to be added to `kpis_tallymonth`, from tallies by day that are right already."""
    when, days = stretch.holds("period_on")
    rows = (
        f"SELECT {facts_sql.first_of_month('period_on')} AS period_on, member_id, activity_type_id, {_WHAT} AS what, "  # noqa: S608
        f"count, minutes, value_minor FROM kpis_tallyday WHERE organisation_id = %s{when}"
    )
    right = _summed(rows, [organisation_id, *days])
    return _difference("kpis_tallymonth", organisation_id, stretch, right, kept=kept)


def _of_stretch(organisation_id: int, stretch: Stretch, member: str, day: str) -> Select:
    """Both indexes of days begin with the member: a stretch is found by naming all of them, in the same statement, so
    that somebody who joins meanwhile is either there with what they did or not at all."""
    when, days = stretch.holds(day)
    if not stretch.together:
        return when, days
    everybody = "SELECT id FROM people_member WHERE organisation_id = %s"
    return f" AND {member} = ANY(ARRAY({everybody})){when}", [organisation_id, *days]


def activities(organisation_id: int) -> str:
    """The table, on SQLite with the order to read it from end to end where most rows are the organisation's. It would
    use some index that begins with the organisation, and look up each row."""
    if connection.vendor == "postgresql":
        return "activities_activity"
    with connection.cursor() as cursor:
        # Of a thousand ids. To count millions of rows takes a while, even in an index.
        cursor.execute(
            "WITH ids AS (SELECT COALESCE(MAX(id), 0) AS last FROM activities_activity), "
            "some(id) AS (SELECT last FROM ids UNION ALL SELECT id - MAX(1, last / 1000) FROM some, ids WHERE id > 0) "
            "SELECT COUNT(*), COUNT(*) FILTER (WHERE organisation_id = %s) "
            "FROM some LEFT JOIN activities_activity AS a NOT INDEXED ON a.id = some.id",
            [organisation_id],
        )
        some, own = cursor.fetchone()
    return "activities_activity NOT INDEXED" if own * 5 > some else "activities_activity"


_KEY = "period_on, member_id, activity_type_id, what"
# Moment and outcome in one number: bookings carry no outcome, and come first in the key.
_WHAT = "CASE WHEN moment = 'b' THEN -1 ELSE outcome_id END"
_MOMENT_AND_OUTCOME = (
    "CASE WHEN what < 0 THEN 'b' ELSE 'c' END AS moment, CASE WHEN what < 0 THEN 0 ELSE what END AS outcome_id"
)
SUMS = ("count", "minutes", "value_minor")
_COLUMNS = f"period_on, member_id, activity_type_id, {_MOMENT_AND_OUTCOME}, {', '.join(SUMS)}"


def _summed(rows: str, params: list[Any]) -> Select:
    sums = ", ".join(f"CAST(SUM({column}) AS bigint) AS {column}" for column in SUMS)
    return f"SELECT {_KEY}, {sums} FROM ({rows}) AS f GROUP BY {_KEY}", params  # noqa: S608


def _difference(table: str, organisation_id: int, stretch: Stretch, right: Select, *, kept: bool) -> Select:
    sql, params = right
    if kept:
        join = _joined if connection.vendor == "postgresql" else _added_up
        when, days = stretch.holds("period_on")
        sql = join(sql, f"FROM {table} WHERE organisation_id = %s{when}")
        params = [*params, organisation_id, *days]
    # SQLite hands out groups in their order anyway, and would sort them once more.
    order = f" ORDER BY {_KEY}" if connection.vendor == "postgresql" else ""
    return (
        f"SELECT CAST(%s AS bigint) AS organisation_id, {_COLUMNS} FROM ({sql}) AS d{order}",  # noqa: S608
        [organisation_id, *params],
    )


def _joined(right: str, kept: str) -> str:
    """PostgreSQL joins two large sets faster than it adds them up."""
    differences = {column: f"COALESCE(r.{column}, 0) - COALESCE(k.{column}, 0)" for column in SUMS}
    return (
        f"SELECT {_KEY}, {', '.join(f'{sql} AS {column}' for column, sql in differences.items())} FROM ({right}) AS r "  # noqa: S608
        f"FULL JOIN (SELECT period_on, member_id, activity_type_id, {_WHAT} AS what, {', '.join(SUMS)} {kept}) AS k "
        f"USING ({_KEY}) WHERE {' OR '.join(f'{sql} <> 0' for sql in differences.values())}"
    )


def _added_up(right: str, kept: str) -> str:
    """SQLite has learnt FULL JOIN late, and looks up each row."""
    return (
        f"SELECT {_KEY}, {', '.join(f'SUM({column}) AS {column}' for column in SUMS)} FROM ({right} UNION ALL "  # noqa: S608
        f"SELECT period_on, member_id, activity_type_id, {_WHAT}, {', '.join(f'-{column}' for column in SUMS)} {kept}"
        f") AS both_sides GROUP BY {_KEY} HAVING {' OR '.join(f'SUM({column}) <> 0' for column in SUMS)}"
    )
