"""The key of a total as one number, by which SQLite sums up (see `files`).

It has neither hashes nor a quick way of sorting: to add each activity to a row that a number leads to takes half the
work of sorting all of them by four columns. Numbers have the order of the keys: bookings come first.
"""

from typing import Any, NamedTuple

# Of 63 bits that a positive number has, the days of ten thousand years take 23.
_DAY = 40


class Packing(NamedTuple):
    """How many bits ids take. Outcomes are counted from 1, since 0 stands for bookings."""

    members: int
    types: int
    outcomes: int

    def number(self, day: str, member: str, activity_type: str, outcome: str) -> str:
        """SQL for the number, from SQL for its parts. Shifting takes off the half that days have at midnight."""
        return (
            f"(julianday({day}) << {_DAY}) | ({member} << {self.types + self.outcomes}) "
            f"| ({activity_type} << {self.outcomes}) | ({outcome})"
        )

    def parts(self, day: str) -> str:
        """SQL for the key of a total without the organisation's part, from SQL for its day and its `number`."""
        member = f"(number >> {self.types + self.outcomes}) & {(1 << self.members) - 1}"
        activity_type = f"(number >> {self.outcomes}) & {(1 << self.types) - 1}"
        outcome = f"number & {(1 << self.outcomes) - 1}"
        return f"{day}, {member}, {activity_type}, CASE {outcome} WHEN 0 THEN 'b' ELSE 'c' END, max(({outcome}) - 1, 0)"

    @property
    def holds(self) -> str:
        """SQL that tells whether the key of a kept total can be one number, as that of every activity can."""
        return (
            f"member_id BETWEEN 0 AND {(1 << self.members) - 1} "
            f"AND activity_type_id BETWEEN 0 AND {(1 << self.types) - 1} "
            "AND CASE moment WHEN 'b' THEN outcome_id = 0 "
            f"ELSE moment = 'c' AND outcome_id BETWEEN 0 AND {(1 << self.outcomes) - 2} END"
        )


def packing(cursor: Any) -> Packing | None:
    """That holds whatever activities can name; None where ids are too large for it."""
    bits = []
    for table, more in (("people_member", 0), ("activities_activitytype", 0), ("activities_outcome", 1)):
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608
        bits.append(int(cursor.fetchone()[0] + more).bit_length())
    return Packing(*bits) if sum(bits) <= _DAY else None


# The days found by looking for the next one, each with its text and the number of its month.
_DAYS = """
days(day) AS (
    SELECT MIN(number) >> {shift} FROM {table} UNION ALL
    SELECT (SELECT MIN(number) >> {shift} FROM {table} WHERE number >= (day + 1) << {shift}) FROM days
    WHERE day IS NOT NULL
), days_of_totals AS MATERIALIZED (
    SELECT day << {shift} AS first, ((day + 1) << {shift}) - 1 AS last, date(day + 0.5) AS day,
        julianday(day + 0.5, 'start of month') << {shift} AS month
    FROM days WHERE day IS NOT NULL
)
"""
# Of a number in a `month`, what is not its day.
NUMBER_IN_MONTH = f"month | (number & {(1 << _DAY) - 1})"


def by_day(table: str, columns: str) -> str:
    """SELECT from a table of totals in the order of their numbers, to which each day's `day` and `month` are known."""
    return (
        f"WITH RECURSIVE {_DAYS.format(table=table, shift=_DAY)} SELECT {columns} "  # noqa: S608
        f"FROM days_of_totals CROSS JOIN {table} WHERE number BETWEEN first AND last"
    )
