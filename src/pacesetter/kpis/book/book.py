"""What the book holds, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from pacesetter.core.periods import Calendar
from pacesetter.core.working_time import WorkingTime
from pacesetter.kpis.book.closings import Closing
from pacesetter.kpis.book.spans import Spans, joined
from pacesetter.kpis.book.working import WorkingTimes
from pacesetter.kpis.formulas import Direction, Series, TargetCalendar, Thresholds

OpenSpan = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class KpiRule:
    """A KPI with its mappings. Weights of types are in thousandths, points of types in hundredths: whole numbers, so
    that sums made by the database are exact."""

    id: int
    name: str
    measure: str
    moment: str
    credit: str
    direction: Direction
    numerator_id: int | None
    denominator_id: int | None
    type_weights_milli: Mapping[int, int]
    outcome_ids: frozenset[int]
    role_weights: Mapping[int, Fraction]
    is_archived: bool

    @property
    def is_ratio(self) -> bool:
        return self.measure == "ratio"


@dataclass(frozen=True, slots=True)
class MemberRule:
    """A member with the days on which roles were held and teams belonged to."""

    id: int
    name: str
    zone: ZoneInfo
    roles: tuple[tuple[int, OpenSpan], ...]
    teams: tuple[tuple[int, OpenSpan], ...]


@dataclass(frozen=True)
class Book:
    """Everything but the activities that figures depend on. Never changed once made."""

    organisation_id: int
    version: int
    calendar: Calendar
    currency: str
    thresholds: Thresholds
    score_cap: Fraction
    kpis: Mapping[int, KpiRule]
    members: Mapping[int, MemberRule]
    type_points_centi: Mapping[int, int]
    role_targets: Mapping[tuple[int, int], Series]
    member_targets: Mapping[tuple[int, int], Series]
    working: WorkingTimes
    closings: tuple[Closing, ...] = ()
    # Segments, spans and capacities that boards have asked for; see `expectations.py`.
    memory: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def target_calendar(self) -> TargetCalendar:
        """The divisors of target rates; one instance, since it remembers what it has counted."""
        return TargetCalendar(self.calendar, self.working.organisation_patterns)

    def working_times(self, starts_on: date, ends_on: date) -> Mapping[int, WorkingTime]:
        """When each member works, for ranges up to this one."""
        return self.working.over(starts_on, ends_on)

    def held(self, member_id: int, kpi_id: int, starts_on: date, ends_on: date) -> Spans:
        """The days of the range on which the member holds a role with this KPI."""
        roles = self.kpis[kpi_id].role_weights
        return joined((span for role, span in self.members[member_id].roles if role in roles), starts_on, ends_on)

    def in_team(self, member_id: int, team_id: int, starts_on: date, ends_on: date) -> Spans:
        """The days of the range on which the member belongs to the team."""
        return joined((span for team, span in self.members[member_id].teams if team == team_id), starts_on, ends_on)
