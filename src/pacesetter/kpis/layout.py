"""What the book alone says of the figures over some days: whose figures there are, what the tallies are asked for, and
what is expected. Worked out once for all who look at the same, until a setting changes."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from threading import Lock
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pacesetter.core.capacities import Capacities
from pacesetter.core.working_time import WorkingTime
from pacesetter.kpis.actuals import Ask, Question
from pacesetter.kpis.book import Book
from pacesetter.kpis.expectations import Expectations
from pacesetter.kpis.formulas import Outlook, Outlooks, Segments

# So many figures a book keeps the layouts of, of some 400 bytes each: a dozen boards of 200 members.
_MOST = 20_000


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
        asks: list[Ask] = []
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
                    asks.append(Ask(member_id, kpi_id, spans))
            self.ranges.append(cells)
        self.question = Question(book, asks)
        self.size = len(asks)

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
