"""The actuals of members and KPIs over days, by whichever way answers fastest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from pacesetter.kpis.actuals import direct
from pacesetter.kpis.actuals.everybody import OfEverybody
from pacesetter.kpis.actuals.few import OfFew
from pacesetter.kpis.actuals.slots import Factor, scale
from pacesetter.kpis.actuals.sums import Source, Sums, add_pairs, add_rows
from pacesetter.kpis.actuals.tallied import Stretch
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.book.spans import Spans

# From so many members on, one sum over all members costs less than looking for each of their days.
MANY = 12
# SQLite takes 500 parts in one statement, and a range has three at most.
RANGES_AT_ONCE = 100


class Actual(NamedTuple):
    """What was done, in units of the KPI. A ratio has a denominator."""

    numerator: Fraction
    denominator: Fraction | None = None


class Ask(NamedTuple):
    """A KPI of one member over sets of days (those on which a role with the KPI was held)."""

    member_id: int
    kpi_id: int
    spans: Spans


# Totals as whole numbers, and by what they are divided, to the actual that they make. Those of many members and days
# are few different ones, and to cut a fraction down takes longer than to find it.
_known: dict[tuple[int, int, int | None, int], Actual] = {}
_MOST_KNOWN = 50_000

# A KPI that adds up, of one member over days.
_Part = tuple[int, int, Spans]


class Question(Sums[int]):
    """Asks, with everything worked out about them that the book alone decides: which sums they are made of, and the
    statements that find these. Good as long as the book is."""

    def __init__(self, book: Book, asks: Sequence[Ask]) -> None:
        numbers: dict[_Part, int] = {}
        # For each ask the number of its sum and what that is divided by, and for a ratio the same of its denominator.
        self._places: list[tuple[int, int, int | None, int]] = []
        for member_id, kpi_id, spans in asks:
            kpi = book.kpis[kpi_id]
            is_ratio = kpi.numerator_id is not None and kpi.denominator_id is not None
            first = kpi.numerator_id if is_ratio else kpi_id
            second = kpi.denominator_id if is_ratio else None
            assert first is not None  # noqa: S101 - a ratio has one
            number = numbers.setdefault((member_id, first, spans), len(numbers))
            if second is None:
                self._places.append((number, scale(book, book.kpis[first]), None, 1))
            else:
                divisor = numbers.setdefault((member_id, second, spans), len(numbers))
                self._places.append((number, scale(book, book.kpis[first]), divisor, scale(book, book.kpis[second])))
        super().__init__(book, numbers)

    def sums_of(self, asks: Iterable[int]) -> tuple[int, ...]:
        """The places among the totals of everything that these asks are made of."""
        places = [self._places[ask] for ask in asks]
        return tuple(number for first, _, second, _ in places for number in (first, second) if number is not None)

    def together(self, totals: Sequence[int], asks: Sequence[int]) -> Actual:
        """The actuals of some asks of one KPI (by their places in the order of the asks, at least one) added up."""
        places = [self._places[ask] for ask in asks]
        _first, scale_of_first, second, scale_of_second = places[0]
        numerator = Fraction(sum(totals[place[0]] for place in places), scale_of_first)
        if second is None:
            return Actual(numerator)
        divisors = (0 if place[2] is None else totals[place[2]] for place in places)
        return Actual(numerator, Fraction(sum(divisors), scale_of_second))

    def answers(self) -> list[Actual]:
        """The actual of each ask, in order, as the database has it now. Equal ones may be one object."""
        totals = self.totals()
        known, answers = _known, list[Actual]()
        if len(known) > _MOST_KNOWN:
            known.clear()
        for first, scale_of_first, second, scale_of_second in self._places:
            key = (totals[first], scale_of_first, None if second is None else totals[second], scale_of_second)
            actual = known.get(key)
            if actual is None:
                divisor = None if second is None else Fraction(totals[second], scale_of_second)
                actual = known[key] = Actual(Fraction(totals[first], scale_of_first), divisor)
            answers.append(actual)
        return answers

    def _from_tallies(self) -> Iterator[Source]:
        by_range: dict[tuple[date, date], list[tuple[int, int, int]]] = defaultdict(list)
        for number, (member_id, kpi_id, spans) in enumerate(self._parts):
            if self._kpis[kpi_id].measure != "companies":
                for span in spans:
                    by_range[span].append((number, kpi_id, member_id))
        scattered: list[Stretch] = []
        together: dict[frozenset[int] | None, list[tuple[date, date]]] = defaultdict(list)
        for (begins, ends), asked in by_range.items():
            member_ids = frozenset(member_id for _, _, member_id in asked)
            if len(member_ids) < MANY:
                scattered += [Stretch(*one, begins, ends) for one in asked]
                continue
            # A list of members narrows the search only while it is short against the organisation.
            together[member_ids if len(member_ids) * 2 < len(self._book.members) else None].append((begins, ends))
        for only, ranges in together.items():
            for first in range(0, len(ranges), RANGES_AT_ONCE):
                yield self._of_many(only, ranges[first : first + RANGES_AT_ONCE], by_range)
        if scattered:
            wanted = self._factors_of(one.kpi_id for one in scattered)
            yield partial(add_pairs, OfFew(self._book.organisation_id, wanted, scattered).sums)

    def _of_many(
        self,
        only: frozenset[int] | None,
        ranges: Sequence[tuple[date, date]],
        asked: Mapping[tuple[date, date], Sequence[tuple[int, int, int]]],
    ) -> Source:
        numbers: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for place, one in enumerate(ranges):
            for number, kpi_id, member_id in asked[one]:
                numbers[place, member_id, kpi_id].append(number)
        wanted = self._factors_of(kpi_id for _, _, kpi_id in numbers)
        return partial(add_rows, OfEverybody(self._book.organisation_id, wanted, ranges, only), dict(numbers))

    def _direct(self) -> Iterator[Source]:
        for kpi in self._kpis.values():
            if kpi.measure == "companies" or kpi.credit != "owner":
                own = [
                    Stretch(number, kpi_id, member_id, begins, ends)
                    for number, (member_id, kpi_id, spans) in enumerate(self._parts)
                    if kpi_id == kpi.id
                    for begins, ends in spans
                ]
                found = partial(_directly, self._book.organisation_id, kpi, self._factors[kpi.id], own)
                yield partial(add_pairs, found)


def _directly(
    organisation_id: int, kpi: KpiRule, factors: Sequence[Factor], stretches: Sequence[Stretch]
) -> Iterable[tuple[int, int]]:
    return direct.sums(organisation_id, kpi, factors, stretches).items()
