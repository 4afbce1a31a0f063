"""The actuals of members and KPIs over days, by whichever way answers fastest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pacesetter.kpis.actuals import direct
from pacesetter.kpis.actuals.slots import Factor, factors, scale
from pacesetter.kpis.actuals.tallied import Stretch, for_everybody, over_stretches
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.book.spans import Spans

# From so many members on, one sum over all members costs less than looking for each of their days.
_MANY = 12
# SQLite takes 500 parts in one statement, and a range has three at most.
_RANGES_AT_ONCE = 100


class Actual(NamedTuple):
    """What was done, in units of the KPI. A ratio has a denominator."""

    numerator: Fraction
    denominator: Fraction | None = None


class Ask(NamedTuple):
    """A KPI of one member over sets of days (those on which a role with the KPI was held)."""

    member_id: int
    kpi_id: int
    spans: Spans


def actuals(book: Book, asks: Sequence[Ask]) -> list[Actual]:
    """The actual of each ask, in order."""
    parts: list[tuple[int, int, Spans]] = []  # member, KPI that adds up, days
    places: list[tuple[int, int | None]] = []
    for member_id, kpi_id, spans in asks:
        kpi = book.kpis[kpi_id]
        if kpi.numerator_id is not None and kpi.denominator_id is not None:
            places.append((len(parts), len(parts) + 1))
            parts += [(member_id, kpi.numerator_id, spans), (member_id, kpi.denominator_id, spans)]
        else:
            places.append((len(parts), None))
            parts.append((member_id, kpi_id, spans))
    sums = _Sums(book, parts).all()
    return [Actual(sums[first], None if second is None else sums[second]) for first, second in places]


class _Sums:
    """The sums of parts (member, KPI, days), each KPI one that adds up."""

    def __init__(self, book: Book, parts: Sequence[tuple[int, int, Spans]]) -> None:
        self.book = book
        self.parts = parts
        self.kpis: dict[int, KpiRule] = {kpi_id: book.kpis[kpi_id] for _, kpi_id, _ in parts}
        self.factors: dict[int, list[Factor]] = defaultdict(list)
        for factor in factors(book, self.kpis.values()):
            self.factors[factor.kpi_id].append(factor)
        self.totals: dict[int, int] = {}

    def all(self) -> list[Fraction]:
        """Every part's sum in units of its KPI, in order."""
        self._from_tallies()
        for kpi in self.kpis.values():
            if kpi.measure == "companies" or kpi.credit != "owner":
                own = [
                    Stretch(key, kpi_id, member_id, begins, ends)
                    for key, (member_id, kpi_id, spans) in enumerate(self.parts)
                    if kpi_id == kpi.id
                    for begins, ends in spans
                ]
                self._add(direct.sums(self.book.organisation_id, kpi, self.factors[kpi.id], own))
        scales = {kpi.id: scale(self.book, kpi) for kpi in self.kpis.values()}
        # Counts of many members are a few different numbers.
        known: dict[tuple[int, int], Fraction] = {}
        sums = []
        for key, (_, kpi_id, _) in enumerate(self.parts):
            parts = (self.totals.get(key, 0), scales[kpi_id])
            if parts not in known:
                known[parts] = Fraction(*parts)
            sums.append(known[parts])
        return sums

    def _from_tallies(self) -> None:
        tallied = {kpi.id for kpi in self.kpis.values() if kpi.measure != "companies"}
        by_range: dict[tuple[date, date], list[tuple[int, int, int]]] = defaultdict(list)
        for key, (member_id, kpi_id, spans) in enumerate(self.parts):
            if kpi_id in tallied:
                for span in spans:
                    by_range[span].append((key, kpi_id, member_id))
        scattered: list[Stretch] = []
        together: dict[frozenset[int] | None, list[tuple[date, date]]] = defaultdict(list)
        for (begins, ends), asked in by_range.items():
            member_ids = frozenset(member_id for _, _, member_id in asked)
            if len(member_ids) < _MANY:
                scattered += [Stretch(*one, begins, ends) for one in asked]
                continue
            # A list of members narrows the search only while it is short against the organisation.
            together[member_ids if len(member_ids) * 2 < len(self.book.members) else None].append((begins, ends))
        for only, ranges in together.items():
            for first in range(0, len(ranges), _RANGES_AT_ONCE):
                self._of_many(only, ranges[first : first + _RANGES_AT_ONCE], by_range)
        if scattered:
            wanted = [factor for kpi_id in {s.kpi_id for s in scattered} for factor in self.factors[kpi_id]]
            self._add(over_stretches(self.book.organisation_id, wanted, scattered))

    def _of_many(
        self,
        only: frozenset[int] | None,
        ranges: Sequence[tuple[date, date]],
        asked: Mapping[tuple[date, date], Sequence[tuple[int, int, int]]],
    ) -> None:
        kpi_ids = {kpi_id for one in ranges for _, kpi_id, _ in asked[one]}
        wanted = [factor for kpi_id in kpi_ids for factor in self.factors[kpi_id]]
        found = for_everybody(self.book.organisation_id, wanted, ranges, only)
        for one, sums in zip(ranges, found, strict=True):
            self._add_all((key, sums.get((member_id, kpi_id), 0)) for key, kpi_id, member_id in asked[one])

    def _add(self, sums: dict[int, int]) -> None:
        self._add_all(sums.items())

    def _add_all(self, sums: Iterable[tuple[int, int]]) -> None:
        for key, total in sums:
            self.totals[key] = self.totals.get(key, 0) + total
