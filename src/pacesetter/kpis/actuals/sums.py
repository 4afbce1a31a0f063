"""Sums of KPIs that add up, found by a few statements for all of them."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from pacesetter.kpis.actuals.slots import Factor, factors
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.book.spans import Spans

# Whom a part is of: a member, or several together.
W = TypeVar("W")
# Reads what the database has and adds it to the sums of the parts, which are told by their numbers.
Source = Callable[[list[int]], None]


class _Rows(Protocol):
    def rows(self) -> Iterable[tuple[int, int, int, int]]: ...


class Sums(ABC, Generic[W]):
    """The sums of parts (whose, KPI, days), with the statements that find them, worked out from what the book says."""

    def __init__(self, book: Book, parts: Iterable[tuple[W, int, Spans]]) -> None:
        self._book = book
        self._parts = list(parts)
        self._kpis: dict[int, KpiRule] = {kpi_id: book.kpis[kpi_id] for _, kpi_id, _ in self._parts}
        self._factors: dict[int, list[Factor]] = defaultdict(list)
        for factor in factors(book, self._kpis.values()):
            self._factors[factor.kpi_id].append(factor)
        self._sources: list[Source] = [*self._from_tallies(), *self._direct()]

    def totals(self) -> list[int]:
        """The sum of each part as the database has it now, as a whole number."""
        totals = [0] * len(self._parts)
        for add_to in self._sources:
            add_to(totals)
        return totals

    @abstractmethod
    def _from_tallies(self) -> Iterator[Source]:
        """What is summed up from tallies."""

    @abstractmethod
    def _direct(self) -> Iterator[Source]:
        """What is read from activities."""

    def _factors_of(self, kpi_ids: Iterable[int]) -> list[Factor]:
        return [factor for kpi_id in sorted(set(kpi_ids)) for factor in self._factors[kpi_id]]


def add_rows(sums: _Rows, numbers: Mapping[tuple[int, int, int], Sequence[int]], totals: list[int]) -> None:
    """Add the rows (range, whose, KPI, sum) to the parts to which each belongs: a leaderboard has thousands."""
    belongs_to = numbers.get
    for place, whose, kpi_id, total in sums.rows():
        found = belongs_to((place, whose, kpi_id))
        if found is not None:
            for number in found:
                totals[number] += total


def add_pairs(pairs: Callable[[], Iterable[tuple[int, int]]], totals: list[int]) -> None:
    """Add each sum to the part whose number stands before it."""
    for number, total in pairs():
        totals[number] += total
