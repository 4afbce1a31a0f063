"""Sums of tallies, for KPIs that credit the owner and add up."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from pacesetter.core.periods import split_whole_months
from pacesetter.kpis.actuals.rows import Values
from pacesetter.kpis.actuals.slots import Factor

_FACTOR_COLUMNS = (
    ("kpi_id", "int"),
    ("activity_type_id", "int"),
    ("moment", "text"),
    ("outcome_id", "int"),
    ("c", "int"),
    ("m", "int"),
    ("v", "int"),
)
# As whole numbers: PostgreSQL would answer with decimals, which take longer to read. One that is too large is an error.
_SUM = "CAST(SUM(t.count * f.c + t.minutes * f.m + t.value_minor * f.v) AS bigint)"
_FITS = "f.activity_type_id = t.activity_type_id AND f.moment = t.moment AND f.outcome_id IN (-1, t.outcome_id)"


class Stretch(NamedTuple):
    """Days of one member that are asked about for one KPI, under a key of the asker's."""

    key: int
    kpi_id: int
    member_id: int
    starts_on: date
    ends_on: date


def for_everybody(
    organisation_id: int,
    factors: Sequence[Factor],
    ranges: Sequence[tuple[date, date]],
    member_ids: Collection[int] | None = None,
) -> list[dict[tuple[int, int], int]]:
    """For each range of days, (member, KPI) to the sum of factors over it, of all members (or of these).

    One statement for all ranges: a trend has dozens.
    """
    answers: list[dict[tuple[int, int], int]] = [{} for _ in ranges]
    of_members, ids = "", list(member_ids or ())
    if member_ids is not None:
        of_members = f" AND t.member_id IN ({', '.join(['%s'] * len(ids))})" if ids else " AND 1 = 0"
    sources: list[str] = []
    params: list[Any] = []
    for place, (starts_on, ends_on) in enumerate(ranges):
        months, days = split_whole_months(starts_on, ends_on) if starts_on < ends_on else ([], [])
        if months:
            sources.append(_everybody(place, "kpis_tallymonth", "t.period_on >= %s AND t.period_on <= %s", of_members))
            params += [organisation_id, months[0], months[-1], *ids]
        for begins, ends in days:
            sources.append(_everybody(place, "kpis_tallyday", "t.period_on >= %s AND t.period_on < %s", of_members))
            params += [organisation_id, begins, ends, *ids]
    if not factors or not sources:
        return answers
    given = Values("f", _FACTOR_COLUMNS, factors)
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {given.sql} {' UNION ALL '.join(sources)}", [*given.params, *params])
        for place, member_id, kpi_id, total in cursor.fetchall():
            sums = answers[place]
            sums[member_id, kpi_id] = sums.get((member_id, kpi_id), 0) + total
    return answers


def _everybody(place: int, table: str, when: str, of_members: str) -> str:
    return (
        f"SELECT {place}, t.member_id, f.kpi_id, {_SUM} FROM {table} t JOIN f ON {_FITS} "  # noqa: S608
        f"WHERE t.organisation_id = %s AND {when}{of_members} GROUP BY t.member_id, f.kpi_id"
    )


def over_stretches(organisation_id: int, factors: Sequence[Factor], stretches: Iterable[Stretch]) -> dict[int, int]:
    """Key to the sum of factors over the stretches with that key."""
    by_month: list[_Point] = []
    by_day: list[_Point] = []
    for key, kpi_id, member_id, starts_on, ends_on in stretches:
        months, ranges = split_whole_months(starts_on, ends_on)
        by_month += [(key, kpi_id, member_id, month) for month in months]
        for begins, ends in ranges:
            by_day += [(key, kpi_id, member_id, begins + timedelta(days=n)) for n in range((ends - begins).days)]
    sums: dict[int, int] = {}
    for table, points in (("kpis_tallymonth", by_month), ("kpis_tallyday", by_day)):
        for first in range(0, len(points) if factors else 0, _AT_ONCE):
            for key, total in _over(table, organisation_id, factors, points[first : first + _AT_ONCE]):
                sums[key] = sums.get(key, 0) + total
    return sums


# SQLite takes 32 766 parameters in one statement, four for each point. Many who began in the same year have more.
_AT_ONCE = 5000
# Key, KPI, member and one day or month: each is one look into the primary key.
_Point = tuple[int, int, int, date]


def _over(table: str, organisation_id: int, factors: Sequence[Factor], points: list[_Point]) -> list[tuple[int, int]]:
    given = Values("f", _FACTOR_COLUMNS, factors)
    columns = (("key", "int"), ("kpi_id", "int"), ("member_id", "int"), ("period_on", "date"))
    asked = Values("s", columns, points)
    with connection.cursor() as cursor:
        cursor.execute(
            # SQLite keeps the order of a CROSS JOIN. Left to itself it begins with the factors and reads all tallies of
            # the organisation for each of them.
            f"WITH {given.sql}, {asked.sql} SELECT s.key, {_SUM} FROM s CROSS JOIN {table} t CROSS JOIN f "  # noqa: S608
            "WHERE t.organisation_id = %s AND t.period_on = s.period_on AND t.member_id = s.member_id "
            f"AND f.kpi_id = s.kpi_id AND {_FITS} GROUP BY s.key",
            [*given.params, *asked.params, organisation_id],
        )
        rows: list[tuple[int, int]] = cursor.fetchall()
    return rows
