"""What is expected: a rate per working day times the capacity of each day, straight as it is defined.

`segments.py` computes the same much faster; a property test holds the two together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from pacesetter.core.periods import Calendar, PeriodKind, period_holding, periods_between
from pacesetter.core.week_pattern import WeekPattern, pattern_days
from pacesetter.core.working_time import WorkingTime

# From the first day until the day before the second; None is an end that is not known yet.
DaySpan = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A quantity per period from `effective_from` until the next row of the same series and period kind.

    A quantity of None ends the series. A quantity below 0 is a ValueError.
    """

    quantity: Fraction | None
    period_kind: PeriodKind
    effective_from: date

    def __post_init__(self) -> None:
        if self.quantity is not None and self.quantity < 0:
            raise ValueError(f"a target is not below 0; got {self.quantity}")


# Every target of one KPI for one subject (a member or a sales role), in any order.
Series = Sequence[TargetRow]


@dataclass(frozen=True, slots=True)
class RoleSeries:
    """The targets that a sales role brings with it, and the days on which the member holds that role."""

    series: Series
    held: Sequence[DaySpan] = ()

    def held_on(self, day: date) -> bool:
        """Whether the member holds the role on `day`."""
        return any(starts_on <= day and (ends_on is None or day < ends_on) for starts_on, ends_on in self.held)


@dataclass(frozen=True, slots=True)
class TargetCalendar:
    """The periods of an organisation and the working days that its own week has in each: the divisor of every rate.

    One instance serves a whole page, since it remembers what it has counted.
    """

    calendar: Calendar
    organisation_patterns: Sequence[WeekPattern]
    _divisors: dict[tuple[PeriodKind, date, date], list[tuple[date, date, Fraction]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def divisor(self, kind: PeriodKind, day: date) -> Fraction:
        """The number of pattern days in the period of this kind that holds `day`.

        A single day outside the organisation's week counts as one: whoever works then by a pattern of their own is
        expected to do a day's work. 0 is left only where the organisation's week has no working day at all.
        """
        period = period_holding(kind, day, self.calendar)
        return self._pattern_days(kind, period.starts_on, period.ends_on)

    def divisors(self, kind: PeriodKind, starts_on: date, ends_on: date) -> list[tuple[date, date, Fraction]]:
        """The divisors over a range as (from, until, divisor), neighbours with the same divisor joined."""
        key = (kind, starts_on, ends_on)
        if key not in self._divisors:
            self._divisors[key] = self._count_divisors(kind, starts_on, ends_on)
        return self._divisors[key]

    def _count_divisors(self, kind: PeriodKind, starts_on: date, ends_on: date) -> list[tuple[date, date, Fraction]]:
        counted = [
            (period, self._pattern_days(kind, period.starts_on, period.ends_on))
            for period in periods_between(kind, starts_on, ends_on, self.calendar)
        ]
        joined: list[tuple[date, date, Fraction]] = []
        for divisor, run in groupby(counted, key=lambda pair: pair[1]):
            periods = [period for period, _ in run]
            joined.append((max(starts_on, periods[0].starts_on), min(ends_on, periods[-1].ends_on), divisor))
        return joined

    def _pattern_days(self, kind: PeriodKind, starts_on: date, ends_on: date) -> Fraction:
        days = pattern_days(self.organisation_patterns, starts_on, ends_on)
        return Fraction(1) if kind is PeriodKind.DAY and days == 0 else days


def row_in_effect(rows: Iterable[TargetRow], kind: PeriodKind, day: date) -> TargetRow | None:
    """The row of this period kind that counts on `day`; None before the first one."""
    begun = [row for row in rows if row.period_kind is kind and row.effective_from <= day]
    return max(begun, key=lambda row: row.effective_from, default=None)


def daily_rate(series: Series, day: date, calendar: TargetCalendar) -> Fraction | None:
    """What a full working day is worth on `day` (KPI semantics, section 4): the quantity in effect over the number
    of pattern days in that target's own period. Units of the KPI per working day.

    Where targets of several period kinds are in effect, the highest rate counts. None where none is.
    """
    rates: list[Fraction] = []
    for kind in PeriodKind:
        row = row_in_effect(series, kind, day)
        if row is not None and row.quantity is not None:
            divisor = calendar.divisor(kind, day)
            rates.append(row.quantity / divisor if divisor else Fraction(0))
    return max(rates, default=None)


def rate_in_effect(own: Series, roles: Sequence[RoleSeries], day: date, calendar: TargetCalendar) -> Fraction | None:
    """The rate that counts for a member on `day`: the member's own where there is one, else the highest among the
    roles held that day. None where no role with this KPI is held, or none of them has a target in effect."""
    held = [role for role in roles if role.held_on(day)]
    if not held:
        return None
    own_rate = daily_rate(own, day, calendar)
    if own_rate is not None:
        return own_rate
    rates = [daily_rate(role.series, day, calendar) for role in held]
    return max((rate for rate in rates if rate is not None), default=None)


def target_over(
    own: Series,
    roles: Sequence[RoleSeries],
    working_time: WorkingTime,
    starts_on: date,
    ends_on: date,
    calendar: TargetCalendar,
) -> Fraction | None:
    """What is expected from `starts_on` until the day before `ends_on`: the sum over the days of rate times capacity
    (KPI semantics, section 4). Units of the KPI.

    None where no day of the range has both capacity and a target in effect: nothing was expected, which is not the same
    as a target of 0 (none of these may happen).
    """
    total: Fraction | None = None
    for day in (starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days)):
        capacity, rate = working_time.capacity(day), rate_in_effect(own, roles, day, calendar)
        if capacity and rate is not None:
            total = (total or Fraction(0)) + rate * capacity
    return total
