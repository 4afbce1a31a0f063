"""Sums of tallies of a few members, looked for day by day and month by month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from pacesetter.core.periods import split_whole_months
from pacesetter.kpis.actuals.rows import Values
from pacesetter.kpis.actuals.slots import Factor
from pacesetter.kpis.actuals.tallied import FACTOR_COLUMNS, FITS, SUM, Stretch
from pacesetter.tenancy.prepared import fetch_rows, with_numbered_places

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
    given, asked = Values("f", FACTOR_COLUMNS, factors), Values("s", _POINT_COLUMNS, points)
    sql = (
        # SQLite keeps the order of a CROSS JOIN. Left to itself it begins with the factors and reads all tallies of
        # the organisation for each of them.
        f"WITH {given.sql}, {asked.sql} SELECT s.key, f.kpi_id, {SUM} "  # noqa: S608
        f"FROM s CROSS JOIN {table} t CROSS JOIN f "
        "WHERE t.organisation_id = %s AND t.period_on = s.period_on AND t.member_id = s.member_id "
        f"AND {FITS} GROUP BY s.key, f.kpi_id"
    )
    return with_numbered_places(sql), [*given.params, *asked.params, organisation_id]
