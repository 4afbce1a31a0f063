"""What the book alone says of the figures over some days: whose figures there are, what the tallies are asked for, and
what is expected. Worked out once for all who look at the same, until a setting changes."""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pacesetter.core.capacities import Capacities
from pacesetter.core.working_time import WorkingTime
from pacesetter.kpis.actuals import Ask, Question, Together
from pacesetter.kpis.book import Book
from pacesetter.kpis.expectations import Expectations
from pacesetter.kpis.formulas import Outlook, Outlooks, Segments, total_of_many

# So many figures a book keeps the layouts of, of some 400 bytes each: a dozen boards of 200 members.
_MOST = 20_000
# A trend of a year by weeks with four lines has 208.
_MOST_SUMS = 500
_MOST_QUESTIONS = 10


class Days(NamedTuple):
    """The days from `starts_on` until the day before `ends_on`; with a team only those on which members belong to it
    count."""

    starts_on: date
    ends_on: date
    team_id: int | None = None


class Cell(NamedTuple):
    """A figure that there is: member and KPI, and the place of its outlook among those of the layout."""

    key: tuple[int, int]
    outlook: int


class Sum(NamedTuple):
    """The figures of a KPI over a range that are added up: the places of their asks, how often each outlook is among
    them, and whose they are."""

    asks: tuple[int, ...]
    outlooks: tuple[tuple[int, int], ...]
    member_ids: tuple[int, ...]


class _Expected(NamedTuple):
    """What is expected of everybody with the same rates and capacities, whose clocks have come equally far."""

    capacities: Capacities
    clock: int
    segments: Segments
    over_on: date


class Layout:
    """The figures of these members and KPIs over each of the ranges, in whose order `ranges` has the cells."""

    def __init__(self, book: Book, ranges: Sequence[Days], member_ids: Sequence[int], kpi_ids: Sequence[int]) -> None:
        if len(ranges) > 1:
            # The whole run first, so that working times are read once.
            book.working_times(min(one.starts_on for one in ranges), max(one.ends_on for one in ranges))
        self._clocks: list[tuple[WorkingTime, ZoneInfo]] = []
        self._expected: list[_Expected] = []
        self._over: dict[int, Outlook] = {}
        clocks: dict[object, int] = {}
        self._book = book
        self._asks: list[Ask] = []
        self.ranges: list[list[Cell]] = []
        for starts_on, ends_on, team_id in ranges:
            expectations = Expectations(book, starts_on, ends_on, team_id)
            cells: list[Cell] = []
            # By identity, since comparing segments would cost as much as it saves; the book keeps them.
            places: dict[tuple[Capacities, int, int, int], int] = {}
            for member_id in member_ids:
                if not expectations.concern(member_id):
                    continue
                capacities = expectations.capacities(member_id)
                clock = clocks.setdefault(expectations.clock_key(member_id), len(clocks))
                if clock == len(self._clocks):
                    self._clocks.append(expectations.clock(member_id))
                for kpi_id in kpi_ids:
                    spans, segments = expectations.cell(member_id, kpi_id)
                    if not spans:
                        continue
                    key = (capacities, clock, kpi_id, id(segments))
                    place = places.get(key)
                    if place is None:
                        place = places[key] = len(self._expected)
                        over_on = max((one.ends_on for one in segments), default=starts_on)
                        self._expected.append(_Expected(capacities, clock, segments, over_on))
                    cells.append(Cell((member_id, kpi_id), place))
                    self._asks.append(Ask(member_id, kpi_id, spans))
            self.ranges.append(cells)
        self._sums: dict[tuple[int, tuple[int, ...]], dict[int, Sum]] = {}
        # Outlooks (by identity, and kept so that it stays theirs) and how often each is there, to what that comes to.
        self._together: dict[tuple[tuple[int, int], ...], tuple[list[Outlook], Outlook]] = {}
        self._questions: dict[tuple[Sum, ...], Together] = {}
        # What others have worked out from this layout alone; see `scores.py`.
        self.memory: dict[str, object] = {}
        self.size = len(self._asks)

    @cached_property
    def question(self) -> Question:
        """What the database is asked where the figures of each are wanted."""
        return Question(self._book, self._asks)

    def together(self, some: Sequence[Sum]) -> Together:
        """What it is asked where only these sums are, which the layout keeps for the next who wants them."""
        key = tuple(some)
        found = self._questions.get(key)
        if found is None:
            if len(self._questions) >= _MOST_QUESTIONS:
                self._questions.clear()
            found = self._questions[key] = Together(self._book, ([self._asks[ask] for ask in one.asks] for one in some))
        return found

    def sums(self, number: int, member_ids: tuple[int, ...]) -> dict[int, Sum]:
        """For the range of this number: KPI to the figures of those among these members of whom it is expected."""
        key = (number, member_ids)
        found = self._sums.get(key)
        if found is None:
            if len(self._sums) >= _MOST_SUMS:
                self._sums.clear()
            found = self._sums[key] = self._summed(number, frozenset(member_ids))
        return found

    def expected_of(self, some: Sum, outlooks: Sequence[Outlook]) -> Outlook:
        """What `outlooks`, those of a moment, come to for this sum. Of what is over it is not added up again, and of
        teams of whom the same is expected it is added up once."""
        parts = [(outlooks[place], times) for place, times in some.outlooks]
        key = tuple(sorted((id(outlook), times) for outlook, times in parts))
        known = self._together.get(key)
        if known is None:
            if len(self._together) >= _MOST_SUMS * 10:
                self._together.clear()
            known = self._together[key] = ([outlook for outlook, _times in parts], total_of_many(parts))
        return known[1]

    def _summed(self, number: int, member_ids: frozenset[int]) -> dict[int, Sum]:
        first = sum(len(cells) for cells in self.ranges[:number])
        by_kpi: dict[int, list[tuple[int, int, int]]] = {}
        for ask, ((member_id, kpi_id), outlook) in enumerate(self.ranges[number], start=first):
            if member_id in member_ids:
                by_kpi.setdefault(kpi_id, []).append((ask, outlook, member_id))
        return {
            kpi_id: Sum(
                asks=tuple(ask for ask, _, _ in cells),
                outlooks=tuple(Counter(outlook for _, outlook, _ in cells).items()),
                member_ids=tuple(member_id for _, _, member_id in cells),
            )
            for kpi_id, cells in by_kpi.items()
        }

    def outlooks_at(self, now: datetime) -> list[Outlook]:
        """What is expected, by the places that cells name."""
        elapsed = [working.elapsed_at(now.astimezone(zone)) for working, zone in self._clocks]
        shared, outlooks = Outlooks(), []
        for place, (capacities, clock, segments, over_on) in enumerate(self._expected):
            # What is over stays as it is, whatever the time.
            is_over = over_on <= elapsed[clock].today
            known = self._over.get(place) if is_over else None
            if known is None:
                known = shared.of(capacities, elapsed[clock]).over(segments)
                if is_over:
                    self._over[place] = known
            outlooks.append(known)
        return outlooks


class _Kept:
    """The layouts of a book that were asked for lately."""

    def __init__(self) -> None:
        self._layouts: OrderedDict[object, Layout] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: object) -> Layout | None:
        with self._lock:
            found = self._layouts.get(key)
            if found is not None:
                self._layouts.move_to_end(key)
        return found

    def put(self, key: object, layout: Layout) -> None:
        with self._lock:
            if key in self._layouts or layout.size > _MOST:
                return
            self._layouts[key] = layout
            self._size += layout.size + 1
            while self._size > _MOST:
                _key, gone = self._layouts.popitem(last=False)
                self._size -= gone.size + 1


def layout_of(book: Book, ranges: Iterable[Days], member_ids: Iterable[int], kpi_ids: Iterable[int]) -> Layout:
    """The layout, which the book keeps for the next who asks for the same."""
    key = (tuple(ranges), tuple(member_ids), tuple(kpi_ids))
    kept = book.memory.setdefault("layouts", _Kept())
    assert isinstance(kept, _Kept)  # noqa: S101 - put there above
    found = kept.get(key)
    if found is None:
        found = Layout(book, *key)
        kept.put(key, found)
    return found
