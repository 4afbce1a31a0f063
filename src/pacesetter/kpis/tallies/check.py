"""Compare the tallies with the activities."""

from datetime import date
from typing import NamedTuple

from django.db import connection, transaction

from pacesetter.kpis.tallies import facts_sql
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
    found: list[Mismatch] = []
    with transaction.atomic(), connection.cursor() as cursor:
        # Activities and tallies must be read as of one moment, or a verb in between looks like a mistake. SQLite's
        # transaction sees one snapshot; in PostgreSQL a single statement does.
        for table, by_month in (("kpis_tallyday", False), ("kpis_tallymonth", True)):
            cursor.execute(
                _comparison(table, by_month=by_month), [organisation_id, organisation_id, organisation_id, limit]
            )
            for day, member, activity_type, moment, outcome, *sums in cursor.fetchall():
                count, minutes, value = tuple(sums[0:2]), tuple(sums[2:4]), tuple(sums[4:6])
                # SQLite forgets that a computed column holds dates.
                day = date.fromisoformat(day) if isinstance(day, str) else day
                found.append(Mismatch(table, day, member, activity_type, moment, outcome, count, minutes, value))
    return found


def _comparison(table: str, *, by_month: bool) -> str:
    return (
        "WITH both_sides AS ("  # noqa: S608
        f"SELECT {facts_sql.KEY}, count AS kept_count, minutes AS kept_minutes, value_minor AS kept_value, "
        f"0 AS right_count, 0 AS right_minutes, 0 AS right_value FROM {table} WHERE organisation_id = %s "
        f"UNION ALL SELECT {facts_sql.KEY}, 0, 0, 0, count, minutes, value_minor "
        f"FROM ({facts_sql.totals(by_month=by_month)}) AS f), "
        "sums AS (SELECT period_on, member_id, activity_type_id, moment, outcome_id, "
        "SUM(kept_count) AS kc, SUM(right_count) AS rc, SUM(kept_minutes) AS km, SUM(right_minutes) AS rm, "
        "SUM(kept_value) AS kv, SUM(right_value) AS rv FROM both_sides "
        "GROUP BY period_on, member_id, activity_type_id, moment, outcome_id) "
        "SELECT * FROM sums WHERE kc <> rc OR km <> rm OR kv <> rv "
        "ORDER BY period_on, member_id, activity_type_id, moment, outcome_id LIMIT %s"
    )
