"""What is expected of members: the pure formulas fed from the book, each thing computed once per book."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple, TypeVar, cast
from zoneinfo import ZoneInfo

from pacesetter.core.capacities import Capacities
from pacesetter.core.working_time import WorkingTime
from pacesetter.kpis.book import Book
from pacesetter.kpis.book.spans import Spans, common, joined
from pacesetter.kpis.formulas import (
    Outlook,
    Segments,
    as_level,
    member_segments,
    outlook_over,
    per_working_day,
    series_segments,
)

T = TypeVar("T")
# What a book remembers is thrown away beyond this, so that paging through the years does not fill the memory.
_MOST = 5_000
_MISSING = object()


class Cell(NamedTuple):
    """What the book alone says of a member and a KPI over a range: the days that count, and the rates on them."""

    spans: Spans
    segments: Segments


class Expectations:
    """The expectations of a range of days, for the members and KPIs of one book.

    With a team, only the days count on which the member belongs to it.
    """

    def __init__(self, book: Book, starts_on: date, ends_on: date, team_id: int | None = None) -> None:
        self.book, self.starts_on, self.ends_on, self.team_id = book, starts_on, ends_on, team_id
        self._working = book.working_times(starts_on, ends_on)
        if len(book.memory) > _MOST:
            book.memory.clear()
        # (member, KPI) to what the book says of them over this range; every board of the range fills and uses it.
        self._cells: dict[tuple[int, int], Cell] = self._remembered(("cells", team_id), dict)

    def concern(self, member_id: int) -> bool:
        """False for a member who never belonged to the team that is asked about."""
        return self.team_id is None or any(team == self.team_id for team, _ in self.book.members[member_id].teams)

    def cell(self, member_id: int, kpi_id: int) -> Cell:
        """What the book says of the member and the KPI. No days where the KPI is not expected of them at all."""
        key = (member_id, kpi_id)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = Cell(self._spans(member_id, kpi_id), self._segments(member_id, kpi_id))
        return found

    def capacities(self, member_id: int) -> Capacities:
        """The days of the range that the member works."""
        return self._remembered(
            ("capacities", member_id), lambda: self._working[member_id].day_capacities(self.starts_on, self.ends_on)
        )

    def clock(self, member_id: int) -> tuple[WorkingTime, ZoneInfo]:
        """What tells how far the member's own time has come: when they work, and in which time zone."""
        return self._working[member_id], self.book.members[member_id].zone

    def clock_key(self, member_id: int) -> object:
        """The same for all whose time has always come equally far: those of one zone with the organisation's own
        week."""
        return self.book.members[member_id].zone.key, member_id if self._working[member_id].member_patterns else None

    def outlook(self, member_id: int, kpi_id: int, now: datetime) -> Outlook:
        """What is expected of the member at this moment."""
        working, zone = self.clock(member_id)
        elapsed = working.elapsed_at(now.astimezone(zone))
        return outlook_over(self.cell(member_id, kpi_id).segments, self.capacities(member_id), elapsed)

    def _remembered(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        key = (*key, self.starts_on, self.ends_on)
        # Looked for once: another thread may throw everything away at any moment.
        found = self.book.memory.get(key, _MISSING)
        if found is _MISSING:
            found = self.book.memory[key] = make()
        return cast(T, found)

    def _team_spans(self, member_id: int) -> Spans:
        if self.team_id is None:
            return ((self.starts_on, self.ends_on),)
        return self.book.in_team(member_id, self.team_id, self.starts_on, self.ends_on)

    def _spans(self, member_id: int, kpi_id: int) -> Spans:
        held = self.book.held(member_id, kpi_id, self.starts_on, self.ends_on)
        return held if self.team_id is None else common(held, self._team_spans(member_id))

    def _segments(self, member_id: int, kpi_id: int) -> Segments:
        book, kpi = self.book, self.book.kpis[kpi_id]
        worth = as_level if kpi.is_ratio else per_working_day
        team = self._team_spans(member_id)
        roles = []
        for role_id in kpi.role_weights:
            spans = (span for role, span in book.members[member_id].roles if role == role_id)
            held = common(joined(spans, self.starts_on, self.ends_on), team)
            if held:
                roles.append((self._role_segments(kpi_id, role_id), held))
        own = book.member_targets.get((kpi_id, member_id))
        own_segments = (
            series_segments(own, self.starts_on, self.ends_on, book.target_calendar, worth) if own and roles else ()
        )
        return member_segments(own_segments, roles)

    def _role_segments(self, kpi_id: int, role_id: int) -> Segments:
        worth = as_level if self.book.kpis[kpi_id].is_ratio else per_working_day
        series = self.book.role_targets.get((kpi_id, role_id), ())
        return self._remembered(
            ("role", role_id, kpi_id),
            lambda: series_segments(series, self.starts_on, self.ends_on, self.book.target_calendar, worth),
        )
