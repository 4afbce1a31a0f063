"""Compare the tallies with the activities."""

from contextlib import nullcontext
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.db import connection, transaction

from pacesetter.kpis.tallies import differences, facts_sql, stretches
from pacesetter.kpis.tallies.differences import Select, Stretch
from pacesetter.kpis.tallies.plan import plan
from pacesetter.tenancy.scope import current_organisation_id


class Mismatch(NamedTuple):
    """One total that differs from its activities. Counts are (kept, right)."""

    table: str
    period_on: date
    member_id: int
    activity_type_id: int
    moment: str
    outcome_id: int
    count: tuple[int, int]  # type: ignore[assignment]  # the field's word, though tuples have a method of that name
    minutes: tuple[int, int]
    value_minor: tuple[int, int]


def mismatches(limit: int = 100) -> list[Mismatch]:
    """The tallies of the organisation in scope that differ from its activities, at most `limit` of each table."""
    organisation_id = current_organisation_id()
    planned = plan(organisation_id)
    found = stretches.over(planned, organisation_id, partial(_of_stretch, organisation_id, limit, planned.dense))
    together = [mismatch for of_stretch in found for mismatch in of_stretch]
    return [
        mismatch
        for table in ("kpis_tallyday", "kpis_tallymonth")
        for mismatch in [one for one in together if one.table == table][:limit]
    ]


def _of_stretch(organisation_id: int, limit: int, dense: bool, stretch: Stretch) -> list[Mismatch]:
    # SQLite's transactions begin as a writer's, and would keep everybody from recording while one statement reads.
    alone = transaction.atomic() if connection.vendor == "postgresql" else nullcontext()
    with alone, connection.cursor() as cursor:
        stretches.prepare_for_large_sets(by_hashes=dense, together=stretch.together)
        cursor.execute(*_comparison(organisation_id, stretch, limit))
        return [_mismatch(row) for row in cursor.fetchall()]


def _mismatch(row: tuple[Any, ...]) -> Mismatch:
    table, day, member, activity_type, moment, outcome, *kept_and_lacking = row
    kept, lacking = kept_and_lacking[:3], kept_and_lacking[3:]
    count, minutes, value = ((old, old + more) for old, more in zip(kept, lacking, strict=True))
    # SQLite forgets that a computed column holds dates.
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return Mismatch(table, day, member, activity_type, moment, outcome, count, minutes, value)


def _comparison(organisation_id: int, stretch: Stretch, limit: int) -> Select:
    """One statement, which sees activities and both tables as of one moment and goes through the activities once.

    What a month lacks is what it lacks beside the days that are kept, and what those lack.
    """
    days, of_days = differences.of_days(organisation_id, stretch, kept=True)
    months, of_months = differences.of_months(organisation_id, stretch, kept=True)
    sums = ", ".join(f"CAST(SUM({column}) AS bigint) AS {column}" for column in differences.SUMS)
    lacking = " OR ".join(f"SUM({column}) <> 0" for column in differences.SUMS)
    rest = "member_id, activity_type_id, moment, outcome_id"
    sql = (
        f"WITH days AS ({days}), months AS (SELECT organisation_id, period_on, {rest}, {sums} FROM ("  # noqa: S608
        f"SELECT * FROM ({months}) AS beside_the_days UNION ALL "
        f"SELECT organisation_id, {facts_sql.first_of_month('period_on')}, {rest}, {', '.join(differences.SUMS)} "
        "FROM days"
        f") AS both_sides GROUP BY organisation_id, period_on, {rest} HAVING {lacking}) "
        f"{_first('days', 'kpis_tallyday')} UNION ALL {_first('months', 'kpis_tallymonth')}"
    )
    return sql, [*of_days, *of_months, limit, limit]


def _first(wrong: str, table: str) -> str:
    """The first of them, with what is kept and what it lacks."""
    key = facts_sql.KEY.split(", ")
    kept = ", ".join(f"COALESCE(k.{column}, 0)" for column in differences.SUMS)
    lacking = ", ".join(f"d.{column}" for column in differences.SUMS)
    return (
        f"SELECT '{table}', {', '.join(f'd.{column}' for column in key[1:])}, {kept}, {lacking} FROM ("  # noqa: S608
        f"SELECT * FROM {wrong} ORDER BY {', '.join(key)} LIMIT %s) AS d "
        f"LEFT JOIN {table} AS k ON {' AND '.join(f'k.{column} = d.{column}' for column in key)}"
    )
