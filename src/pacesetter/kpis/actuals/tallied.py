"""Sums of tallies, for KPIs that credit the owner and add up. Each statement is composed once and asked often."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection

from pacesetter.core.periods import split_whole_months
from pacesetter.kpis.actuals.rows import Values
from pacesetter.kpis.actuals.slots import Factor
from pacesetter.tenancy.prepared import fetch_rows, with_numbered_places

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


class OfEverybody:
    """For each range of days the sums of factors over it by member and KPI, of all members (or of these).

    One statement for all ranges: a trend has dozens.
    """

    def __init__(
        self,
        organisation_id: int,
        factors: Sequence[Factor],
        ranges: Sequence[tuple[date, date]],
        member_ids: Collection[int] | None = None,
    ) -> None:
        of_members, ids = "", list(member_ids or ())
        if member_ids is not None:
            of_members = f" AND t.member_id IN ({', '.join(['%s'] * len(ids))})" if ids else " AND 1 = 0"
        sources: list[str] = []
        params: list[Any] = []
        for place, (starts_on, ends_on) in enumerate(ranges):
            months, days = split_whole_months(starts_on, ends_on) if starts_on < ends_on else ([], [])
            if months:
                when = "t.period_on >= %s AND t.period_on <= %s"
                sources.append(_everybody(place, "kpis_tallymonth", when, of_members))
                params += [organisation_id, months[0], months[-1], *ids]
            for begins, ends in days:
                when = "t.period_on >= %s AND t.period_on < %s"
                sources.append(_everybody(place, "kpis_tallyday", when, of_members))
                params += [organisation_id, begins, ends, *ids]
        self._sql, self._params = "", list[Any]()
        if factors and sources:
            given = Values("f", _FACTOR_COLUMNS, factors)
            self._sql = f"WITH {given.sql} {' UNION ALL '.join(sources)}"
            self._params = [*given.params, *params]

    def rows(self) -> list[tuple[int, int, int, int]]:
        """The range's number, member, KPI, sum. A range of whole months and days comes several times."""
        if not self._sql:
            return []
        # Not planned once by the server: without the days it does not know how much it will read.
        with connection.cursor() as cursor:
            cursor.execute(self._sql, self._params)
            found: list[tuple[int, int, int, int]] = cursor.fetchall()
        return found


def _everybody(place: int, table: str, when: str, of_members: str) -> str:
    return (
        f"SELECT {place}, t.member_id, f.kpi_id, {_SUM} FROM {table} t JOIN f ON {_FITS} "  # noqa: S608
        f"WHERE t.organisation_id = %s AND {when}{of_members} GROUP BY t.member_id, f.kpi_id"
    )


# SQLite takes 32 766 parameters in one statement, three for each point. Many who began in the same year have more.
_AT_ONCE = 5000
# Number of a group, member and one day or month: each is one look into the primary key.
_Point = tuple[int, int, date]
_POINT_COLUMNS = (("key", "int"), ("member_id", "int"), ("period_on", "date"))


class OfFew:
    """Key to the sum of factors over the stretches with that key, looked for day by day and month by month."""

    def __init__(self, organisation_id: int, factors: Sequence[Factor], stretches: Iterable[Stretch]) -> None:
        # Most KPIs of a member are asked about over the same days, which are looked at once for all of them.
        groups: dict[tuple[int, date, date], int] = {}
        self._keys: dict[tuple[int, int], list[int]] = defaultdict(list)
        for key, kpi_id, member_id, starts_on, ends_on in stretches:
            group = groups.setdefault((member_id, starts_on, ends_on), len(groups))
            self._keys[group, kpi_id].append(key)
        by_month: list[_Point] = []
        by_day: list[_Point] = []
        for (member_id, starts_on, ends_on), group in groups.items():
            months, ranges = split_whole_months(starts_on, ends_on)
            by_month += [(group, member_id, month) for month in months]
            for begins, ends in ranges:
                by_day += [(group, member_id, begins + timedelta(days=n)) for n in range((ends - begins).days)]
        self._statements = [
            _over(table, organisation_id, factors, points[first : first + _AT_ONCE])
            for table, points in (("kpis_tallymonth", by_month), ("kpis_tallyday", by_day))
            for first in range(0, len(points) if factors else 0, _AT_ONCE)
        ]

    def sums(self) -> Iterator[tuple[int, int]]:
        """Key and sum; a key may come several times."""
        for sql, params in self._statements:
            for group, kpi_id, total in fetch_rows(sql, params):
                # What was asked of another member's days only is in none.
                for key in self._keys.get((group, kpi_id), ()):
                    yield key, total


def _over(table: str, organisation_id: int, factors: Sequence[Factor], points: list[_Point]) -> tuple[str, list[Any]]:
    given, asked = Values("f", _FACTOR_COLUMNS, factors), Values("s", _POINT_COLUMNS, points)
    sql = (
        # SQLite keeps the order of a CROSS JOIN. Left to itself it begins with the factors and reads all tallies of
        # the organisation for each of them.
        f"WITH {given.sql}, {asked.sql} SELECT s.key, f.kpi_id, {_SUM} "  # noqa: S608
        f"FROM s CROSS JOIN {table} t CROSS JOIN f "
        "WHERE t.organisation_id = %s AND t.period_on = s.period_on AND t.member_id = s.member_id "
        f"AND {_FITS} GROUP BY s.key, f.kpi_id"
    )
    return with_numbered_places(sql), [*given.params, *asked.params, organisation_id]
