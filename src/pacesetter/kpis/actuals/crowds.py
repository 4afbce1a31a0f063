"""Sums of tallies of many members together, as teams or everybody."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pacesetter.kpis.actuals.slots import ANY_OUTCOME, Factor
from pacesetter.kpis.actuals.tallied import numbers, pieces
from pacesetter.tenancy.prepared import fetch_rows

_COLUMNS = ("count", "minutes", "value_minor")


class OfCrowds:
    """For each range of days the sums of factors over it by crowd and KPI. `crowds` says in which one a member is, all
    others are left out. For several crowds it is quick on PostgreSQL alone: SQLite looks through all members for each
    row.

    The database adds up what the tallies hold, by type; what is that in a KPI is told here. One statement for all
    ranges, without parameters, so that the server plans it once and yet knows how much it will read.
    """

    def __init__(
        self,
        organisation_id: int,
        factors: Sequence[Factor],
        ranges: Sequence[tuple[date, date]],
        crowds: Mapping[int, int],
    ) -> None:
        used = [place for place in range(len(_COLUMNS)) if any(_times(factor)[place] for factor in factors)] or [0]
        sums = ", ".join(f"CAST(SUM(t.{_COLUMNS[place]}) AS bigint)" for place in used)
        by_moment: dict[str, list[Factor]] = defaultdict(list)
        for factor in factors:
            by_moment[factor.moment].append(factor)
        # For each source its range and what a type adds: outcome, KPI and the factors of the sums.
        self._sources: list[tuple[int, Mapping[int, Sequence[tuple[int, int, tuple[int, ...]]]]]] = []
        texts = []
        joined = len(set(crowds.values())) > 1
        whose = "m.crowd" if joined else str(next(iter(crowds.values()), 0))
        member = "m.member_id = t.member_id" if joined else f"t.member_id IN ({numbers(crowds)})"
        rows = ", ".join(f"({int(member_id)}, {int(crowd)})" for member_id, crowd in crowds.items())
        given = f"WITH m(member_id, crowd) AS (VALUES {rows}) " if joined else ""
        for piece in pieces(organisation_id, ranges) if crowds else ():
            for moment, some in by_moment.items():
                adds: dict[int, list[tuple[int, int, tuple[int, ...]]]] = defaultdict(list)
                for one in some:
                    times = tuple(_times(one)[place] for place in used)
                    adds[one.activity_type_id].append((one.outcome_id, one.kpi_id, times))
                told = sorted({one.activity_type_id for one in some if one.outcome_id != ANY_OUTCOME})
                outcome = f"CASE WHEN t.activity_type_id IN ({numbers(told)}) THEN t.outcome_id END" if told else "NULL"
                grouped = f"{'2, ' if joined else ''}3{', 4' if told else ''}"
                texts.append(
                    f"SELECT {len(self._sources)}, {whose}, t.activity_type_id, {outcome}, {sums} "  # noqa: S608
                    f"FROM {piece.table} t{', m' if joined else ''} WHERE {piece.when} AND t.moment = '{moment}' "
                    f"AND t.activity_type_id IN ({numbers(adds)}) AND {member} "
                    f"GROUP BY {grouped}"
                )
                self._sources.append((piece.place, adds))
        self._sql = given + " UNION ALL ".join(texts) if texts else ""

    def rows(self) -> Iterator[tuple[int, int, int, int]]:
        """The range's number, crowd, KPI, sum. Each may come several times."""
        for source, crowd, type_id, outcome_id, *sums in fetch_rows(self._sql, ()) if self._sql else ():
            place, adds = self._sources[source]
            for outcome, kpi_id, times in adds[type_id]:
                if outcome in (ANY_OUTCOME, outcome_id):
                    yield place, crowd, kpi_id, sum(one * by for one, by in zip(sums, times, strict=True))


def _times(factor: Factor) -> tuple[int, int, int]:
    """What the columns are multiplied with."""
    return factor.count, factor.minutes, factor.value
