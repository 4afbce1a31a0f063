"""Sums of tallies of many members, for each of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from pacesetter.kpis.actuals.slots import ANY_OUTCOME, Factor
from pacesetter.kpis.actuals.tallied import FITS, SUM, Piece, numbers, pieces, table_of
from pacesetter.tenancy.prepared import fetch_rows

# Moment and type to the factors of the one KPI that counts it: one for each outcome, or one for all.
_OneWay = Mapping[str, Mapping[int, Sequence[Factor]]]


class OfEverybody:
    """For each range of days the sums of factors over it by member and KPI, of all members (or of these).

    One statement for all ranges: a trend has dozens. It has no parameters, so that the server plans it once and yet
    knows how much it will read.
    """

    def __init__(
        self,
        organisation_id: int,
        factors: Sequence[Factor],
        ranges: Sequence[tuple[date, date]],
        member_ids: Collection[int] | None = None,
    ) -> None:
        of_members = ""
        if member_ids is not None:
            of_members = f" AND t.member_id IN ({numbers(sorted(member_ids))})" if member_ids else " AND 1 = 0"
        parts = list(pieces(organisation_id, ranges)) if factors else []
        way = one_way(factors)
        if way is not None:
            given = ""
            sources = [_told_apart(one, way[moment], moment, of_members) for one in parts for moment in way]
        else:
            given = f"WITH f{table_of(factors)} "
            sources = [_joined(one, of_members) for one in parts]
        self._sql = given + " UNION ALL ".join(sources) if sources else ""

    def rows(self) -> list[tuple[int, int, int, int]]:
        """The range's number, member, KPI, sum. A range of whole months and days comes several times, and so may a
        KPI of several types."""
        return fetch_rows(self._sql, ()) if self._sql else []


def one_way(factors: Sequence[Factor]) -> _OneWay | None:
    """The factors by moment and type, where no type counts for two KPIs at one moment."""
    found: dict[str, dict[int, list[Factor]]] = defaultdict(dict)
    for factor in factors:
        same = found[factor.moment].setdefault(factor.activity_type_id, [])
        if same and same[0].kpi_id != factor.kpi_id:
            return None
        same.append(factor)
    return found


def _told_apart(one: Piece, types: Mapping[int, Sequence[Factor]], moment: str, of_members: str) -> str:
    """What each type adds is chosen in the sum: joining rows with factors takes longer than all else."""
    kpis = " ".join(f"WHEN {type_id} THEN {some[0].kpi_id}" for type_id, some in types.items())
    kpi = f"CASE t.activity_type_id {kpis} END"
    adds = " ".join(f"WHEN {type_id} THEN {_added(some)}" for type_id, some in types.items())
    # Told apart by type once summed, unless many types of few KPIs would come back one by one.
    few = len(types) > 2 * len({some[0].kpi_id for some in types.values()})
    return (
        f"SELECT {one.place}, t.member_id, {kpi}, CAST(SUM(CASE t.activity_type_id {adds} END) AS bigint) "  # noqa: S608
        f"FROM {one.table} t WHERE {one.when} AND t.moment = '{moment}' "
        f"AND t.activity_type_id IN ({numbers(types)}){of_members} "
        f"GROUP BY t.member_id, {'3' if few else 't.activity_type_id'}"
    )


def _added(factors: Sequence[Factor]) -> str:
    if factors[0].outcome_id == ANY_OUTCOME:
        return _product(factors[0])
    outcomes = " ".join(f"WHEN {one.outcome_id} THEN {_product(one)}" for one in factors)
    return f"CASE t.outcome_id {outcomes} ELSE 0 END"


def _product(factor: Factor) -> str:
    parts = (("t.count", factor.count), ("t.minutes", factor.minutes), ("t.value_minor", factor.value))
    return " + ".join(f"{column} * {times}" for column, times in parts if times) or "0"


def _joined(one: Piece, of_members: str) -> str:
    return (
        # SQLite keeps the order of a CROSS JOIN. Left to itself it reads all rows once for each factor.
        f"SELECT {one.place}, t.member_id, f.kpi_id, {SUM} FROM {one.table} t CROSS JOIN f "  # noqa: S608
        f"WHERE {FITS} AND {one.when}{of_members} GROUP BY t.member_id, f.kpi_id"
    )
