"""How much of each day a person works: the working week, public holidays, leave, joining and leaving.

Every amount is in working days: 1 is a full day, 1/2 a half day, 0 a day off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import lcm

from pacesetter.core.capacities import Capacities
from pacesetter.core.week_pattern import Elapsed, WeekPattern, elapsed_share, pattern_days, patterns_between

__all__ = ["Capacities", "Elapsed", "LeaveSpan", "WeekPattern", "WorkingTime", "elapsed_share", "pattern_days"]


@dataclass(frozen=True, slots=True)
class LeaveSpan:
    """Days off from `starts_on` until the day before `ends_on` (None: until further notice).

    `lost_share` of each of these days is lost, 1 being a whole day. A share outside 0 to 1 or a span that ends before
    it starts is a ValueError.
    """

    starts_on: date
    ends_on: date | None
    lost_share: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        _check_share("lost_share", self.lost_share)
        if self.ends_on is not None and self.ends_on <= self.starts_on:
            raise ValueError(f"leave ends after it starts; got {self.starts_on} to {self.ends_on}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingTime:
    """When one member works.

    On each day the member's own pattern in effect replaces the organisation's; before the first own one the
    organisation's counts. From the pattern's share of the day the holiday's and the leave's lost shares are taken,
    never below 0. There is no capacity before `joined_on` or from `left_on` on (the first day no longer there).

    The organisation always has a working week, so at least one organisation pattern is needed (ValueError) and the
    earliest one also counts for the days before it. `holidays` maps a day to the share of it that is lost.
    """

    organisation_patterns: Sequence[WeekPattern]
    member_patterns: Sequence[WeekPattern] = ()
    holidays: Mapping[date, Fraction] = field(default_factory=dict)
    leave: Sequence[LeaveSpan] = ()
    joined_on: date | None = None
    left_on: date | None = None

    def __post_init__(self) -> None:
        if not self.organisation_patterns:
            raise ValueError("an organisation has at least one working week")
        for day, share in self.holidays.items():
            _check_share(f"the lost share of {day}", share)

    def pattern_on(self, day: date) -> WeekPattern:
        """The working week that counts for this member on `day`."""
        return self._patterns_between(day, day + timedelta(days=1))[0][2]

    def capacity(self, day: date) -> Fraction:
        """The share of `day` that the member works, 0 to 1 working days."""
        return self.capacities(day, day + timedelta(days=1))[0]

    def capacities(self, starts_on: date, ends_on: date) -> list[Fraction]:
        """The capacity of each day from `starts_on` until the day before `ends_on`, in working days."""
        return self.day_capacities(starts_on, ends_on).each_day()

    def day_capacities(self, starts_on: date, ends_on: date) -> Capacities:
        """The same in the form that targets are computed from: whole numbers and running sums, no fractions."""
        per_day = self._units_per_day()
        units: list[int] = []
        for from_day, until, pattern in self._patterns_between(starts_on, ends_on):
            week = [int(share * per_day) for share in pattern.capacities]
            length, weekday = (until - from_day).days, from_day.weekday()
            units += (week * (length // 7 + 2))[weekday : weekday + length]
        for day, share in self.holidays.items():
            if starts_on <= day < ends_on:
                units[(day - starts_on).days] -= int(share * per_day)
        for span in self.leave:
            lost = int(span.lost_share * per_day)
            first, last = max(span.starts_on, starts_on), min(span.ends_on or ends_on, ends_on)
            for offset in range((first - starts_on).days, (last - starts_on).days):
                units[offset] -= lost
        return Capacities(starts_on, self._while_here([max(0, unit) for unit in units], starts_on), per_day)

    def elapsed_at(self, now_local: datetime) -> Elapsed:
        """How far the member's own today has come at this moment, which must be in the member's time zone."""
        today = now_local.date()
        return Elapsed(today, elapsed_share(now_local, self.pattern_on(today)))

    def _patterns_between(self, starts_on: date, ends_on: date) -> list[tuple[date, date, WeekPattern]]:
        return patterns_between(self.organisation_patterns, self.member_patterns, starts_on, ends_on)

    def _units_per_day(self) -> int:
        shares = [share for pattern in self.organisation_patterns for share in pattern.capacities]
        shares += [share for pattern in self.member_patterns for share in pattern.capacities]
        shares += [span.lost_share for span in self.leave]
        return lcm(*{share.denominator for share in shares}, *{share.denominator for share in self.holidays.values()})

    def _while_here(self, units: list[int], starts_on: date) -> list[int]:
        if self.joined_on is not None:
            away = min(len(units), max(0, (self.joined_on - starts_on).days))
            units[:away] = [0] * away
        if self.left_on is not None:
            stays = min(len(units), max(0, (self.left_on - starts_on).days))
            units[stays:] = [0] * (len(units) - stays)
        return units


def _check_share(name: str, share: Fraction) -> None:
    if not 0 <= share <= 1:
        raise ValueError(f"{name} is {share}; it must be 0 to 1")
