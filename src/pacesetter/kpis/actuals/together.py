"""The actuals of several members added up, without asking for each of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from django.db import connection

from pacesetter.kpis.actuals import actual, direct
from pacesetter.kpis.actuals.actual import RANGES_AT_ONCE, Actual, Ask
from pacesetter.kpis.actuals.crowds import OfCrowds
from pacesetter.kpis.actuals.everybody import OfEverybody
from pacesetter.kpis.actuals.few import OfFew
from pacesetter.kpis.actuals.slots import Factor, scale
from pacesetter.kpis.actuals.sums import Source, Sums, add_pairs, add_rows
from pacesetter.kpis.actuals.tallied import Stretch
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.book.spans import Spans

Crowd = frozenset[int]
# Members of whom a KPI that adds up is asked over the same days.
_Part = tuple[Crowd, int, Spans]
_Range = tuple[date, date]


class Together(Sums[Crowd]):
    """Groups of asks, each of one KPI, whose actuals are added up: with everything worked out about them that the book
    alone decides. Good as long as the book is."""

    def __init__(self, book: Book, groups: Iterable[Sequence[Ask]]) -> None:
        numbers: dict[_Part, int] = {}
        # For each group its parts and what their sum is divided by; for a ratio the same of the denominator.
        self._places: list[tuple[list[int], int, list[int] | None, int]] = []
        for asks in groups:
            kpi = book.kpis[asks[0].kpi_id]
            by_spans: dict[Spans, list[int]] = defaultdict(list)
            for member_id, _kpi_id, spans in asks:
                by_spans[spans].append(member_id)
            crowds = [(frozenset(member_ids), spans) for spans, member_ids in by_spans.items()]
            is_ratio = kpi.numerator_id is not None and kpi.denominator_id is not None
            first = book.kpis[(kpi.numerator_id if is_ratio else None) or kpi.id]
            own = [numbers.setdefault((crowd, first.id, spans), len(numbers)) for crowd, spans in crowds]
            divisors, scale_of_divisors = None, 1
            if is_ratio:
                second = book.kpis[kpi.denominator_id or 0]
                divisors = [numbers.setdefault((crowd, second.id, spans), len(numbers)) for crowd, spans in crowds]
                scale_of_divisors = scale(book, second)
            self._places.append((own, scale(book, first), divisors, scale_of_divisors))
        super().__init__(book, numbers)

    def answers(self) -> list[Actual]:
        """The actual of each group, in order, as the database has it now."""
        totals = self.totals()
        answers = []
        for own, scale_of_own, divisors, scale_of_divisors in self._places:
            done = Fraction(sum(totals[number] for number in own), scale_of_own)
            divisor = None
            if divisors is not None:
                divisor = Fraction(sum(totals[number] for number in divisors), scale_of_divisors)
            answers.append(Actual(done, divisor))
        return answers

    def _from_tallies(self) -> Iterator[Source]:
        few: list[Stretch] = []
        crowded: dict[Crowd, list[tuple[_Range, int, int]]] = defaultdict(list)
        for number, (crowd, kpi_id, spans) in enumerate(self._parts):
            if self._kpis[kpi_id].measure == "companies":
                continue
            for begins, ends in spans:
                if len(crowd) < actual.MANY:
                    few += [Stretch(number, kpi_id, member_id, begins, ends) for member_id in crowd]
                else:
                    crowded[crowd].append(((begins, ends), kpi_id, number))
        for crowds in _disjoint(crowded):
            ranges = list(dict.fromkeys(one for crowd in crowds for one, _, _ in crowded[crowd]))
            for first in range(0, len(ranges), RANGES_AT_ONCE):
                yield self._of_crowds(crowds, ranges[first : first + RANGES_AT_ONCE], crowded)
        if few:
            wanted = self._factors_of(one.kpi_id for one in few)
            yield partial(add_pairs, OfFew(self._book.organisation_id, wanted, few).sums)

    def _of_crowds(
        self,
        crowds: Sequence[Crowd],
        ranges: Sequence[_Range],
        crowded: Mapping[Crowd, Sequence[tuple[_Range, int, int]]],
    ) -> Source:
        places = {one: place for place, one in enumerate(ranges)}
        numbers: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        for name, crowd in enumerate(crowds):
            for one, kpi_id, number in crowded[crowd]:
                if one in places:
                    numbers[places[one], name, kpi_id].append(number)
        wanted = self._factors_of(kpi_id for _, _, kpi_id in numbers)
        whose = {member_id: name for name, crowd in enumerate(crowds) for member_id in crowd}
        if len(crowds) > 1 and connection.vendor != "postgresql":
            each = OfEverybody(self._book.organisation_id, wanted, ranges)
            return partial(add_pairs, partial(_by_member, each, whose, dict(numbers)))
        return partial(add_rows, OfCrowds(self._book.organisation_id, wanted, ranges, whose), dict(numbers))

    def _direct(self) -> Iterator[Source]:
        for kpi in self._kpis.values():
            if kpi.measure != "companies" and kpi.credit == "owner":
                continue
            # Different companies are different for each member.
            keys: list[int] = []
            own: list[Stretch] = []
            for number, (crowd, kpi_id, spans) in enumerate(self._parts):
                for member_id in crowd if kpi_id == kpi.id else ():
                    own += [Stretch(len(keys), kpi_id, member_id, begins, ends) for begins, ends in spans]
                    keys.append(number)
            found = partial(_directly, self._book.organisation_id, kpi, self._factors[kpi.id], own, keys)
            yield partial(add_pairs, found)


def _disjoint(crowds: Iterable[Crowd]) -> list[list[Crowd]]:
    """The crowds in lists of those that share nobody: each list takes one statement."""
    lists: list[tuple[list[Crowd], set[int]]] = []
    for crowd in crowds:
        found = next((one for one in lists if one[1].isdisjoint(crowd)), None)
        if found is None:
            lists.append(([crowd], set(crowd)))
        else:
            found[0].append(crowd)
            found[1].update(crowd)
    return [one for one, _members in lists]


def _by_member(
    sums: OfEverybody, whose: Mapping[int, int], numbers: Mapping[tuple[int, int, int], Sequence[int]]
) -> Iterator[tuple[int, int]]:
    for place, member_id, kpi_id, total in sums.rows():
        for number in numbers.get((place, whose.get(member_id, -1), kpi_id), ()):
            yield number, total


def _directly(
    organisation_id: int, kpi: KpiRule, factors: Sequence[Factor], stretches: Sequence[Stretch], keys: Sequence[int]
) -> Iterator[tuple[int, int]]:
    for key, total in direct.sums(organisation_id, kpi, factors, stretches).items():
        yield keys[key], total
