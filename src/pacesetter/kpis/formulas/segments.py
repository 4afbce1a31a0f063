"""Rates as runs of days with the same rate, so that a board of many members costs no fraction work per day.

A role's segments are made once and shared by everybody who holds it; a member without own targets and with one role
over the whole range uses the very same object. Multiplied with the running sums of a member's capacities, each run
costs one multiplication.
"""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.formulas.targets import DaySpan, Series, TargetCalendar, TargetRow


class Segment(NamedTuple):
    """The days from `starts_on` until the day before `ends_on`, with what a full working day is worth on each.

    `rate` is None where the KPI is expected of the member in principle but no target is in effect.
    """

    starts_on: date
    ends_on: date
    rate: Fraction | None


# In order, not overlapping. A day in none of them is a day on which the member holds no role with this KPI.
Segments = tuple[Segment, ...]

# Makes a target's worth of one working day out of its quantity and the period's pattern days.
Worth = Callable[[Fraction, Fraction], Fraction]


def per_working_day(quantity: Fraction, divisor: Fraction) -> Fraction:
    """The worth of a day for a measure that adds up: 50 a week with 5 pattern days is 10 a day."""
    return quantity / divisor if divisor else Fraction(0)


def as_level(quantity: Fraction, divisor: Fraction) -> Fraction:
    """The worth of a day for a ratio: its target is a level (30 % stays 30 %), whatever the period."""
    return quantity


def series_segments(
    series: Series, starts_on: date, ends_on: date, calendar: TargetCalendar, worth: Worth = per_working_day
) -> Segments:
    """One subject's targets over a range. Always covers all of it, with a rate of None where none is in effect."""
    layers = [[Segment(starts_on, ends_on, None)]] if starts_on < ends_on else []
    for kind in PeriodKind:
        rows = sorted((row for row in series if row.period_kind is kind), key=lambda row: row.effective_from)
        if rows:
            layers.append(_layer(rows, calendar.divisors(kind, starts_on, ends_on), ends_on, worth))
    return _combined(layers, highest)


def member_segments(own: Segments, roles: Sequence[tuple[Segments, Sequence[DaySpan]]]) -> Segments:
    """What counts for one member: own targets before those of the roles, of these the highest, and only on the days on
    which a role with this KPI is held.

    `own` are the segments of the member's own series and may be empty; each of `roles` is a role's segments over the
    same range with the days on which it is held.
    """
    if not roles or not roles[0][0]:
        return ()
    starts_on, ends_on = roles[0][0][0].starts_on, roles[0][0][-1].ends_on
    if len(roles) == 1 and not own and _covers(roles[0][1], starts_on, ends_on):
        return roles[0][0]
    held = [segment for segments, spans in roles for segment in _cut(segments, spans)]
    by_roles = _combined([[segment] for segment in held], highest)
    if not own:
        return by_roles
    own_where_held = [segment for span in by_roles for segment in _cut(own, [(span.starts_on, span.ends_on)])]
    return _combined([own_where_held, by_roles], first_set)


def highest(rates: Sequence[Fraction | None]) -> Fraction | None:
    """The highest rate that is set."""
    return max((rate for rate in rates if rate is not None), default=None)


def first_set(rates: Sequence[Fraction | None]) -> Fraction | None:
    """The first rate that is set."""
    return next((rate for rate in rates if rate is not None), None)


def _layer(
    rows: Sequence[TargetRow], divisors: Sequence[tuple[date, date, Fraction]], ends_on: date, worth: Worth
) -> list[Segment]:
    layer: list[Segment] = []
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        until = following.effective_from if following else ends_on
        for from_day, to_day, divisor in divisors:
            begins, ends = max(row.effective_from, from_day), min(until, to_day)
            if begins < ends and row.quantity is not None:
                layer.append(Segment(begins, ends, worth(row.quantity, divisor)))
    return layer


def _combined(
    layers: Sequence[Sequence[Segment]], choose: Callable[[Sequence[Fraction | None]], Fraction | None]
) -> Segments:
    """The layers over each other: cut at every change, a rate chosen wherever at least one layer is, equals joined."""
    cuts = sorted({day for layer in layers for segment in layer for day in (segment.starts_on, segment.ends_on)})
    combined: list[Segment] = []
    for from_day, until in pairwise(cuts):
        rates = [
            segment.rate for layer in layers for segment in layer if segment.starts_on <= from_day < segment.ends_on
        ]
        if not rates:
            continue
        rate = choose(rates)
        if combined and combined[-1].ends_on == from_day and combined[-1].rate == rate:
            combined[-1] = Segment(combined[-1].starts_on, until, rate)
        else:
            combined.append(Segment(from_day, until, rate))
    return tuple(combined)


def _cut(segments: Segments, spans: Sequence[DaySpan]) -> list[Segment]:
    """The parts of the segments that lie in any of the spans."""
    parts: list[Segment] = []
    for segment in segments:
        for starts_on, until in spans:
            begins, ends = max(segment.starts_on, starts_on), min(segment.ends_on, until or segment.ends_on)
            if begins < ends:
                parts.append(Segment(begins, ends, segment.rate))
    return parts


def _covers(spans: Sequence[DaySpan], starts_on: date, ends_on: date) -> bool:
    return any(begins <= starts_on and (until is None or until >= ends_on) for begins, until in spans)
