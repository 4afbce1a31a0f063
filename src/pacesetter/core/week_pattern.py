"""The working week: which share of each weekday is worked, and at what hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise

MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class WeekPattern:
    """A working week from `effective_from` on.

    `capacities` are seven shares of a full working day, Monday first, each 0 to 1. Work begins at `starts_at` and
    ends at `ends_at`, local wall-clock times of one day. A shift over midnight is refused (ValueError): an activity
    counts on one local day, so hours that belong to two days could not be set against it. Such a team enters the
    hours of the day on which most of the shift lies.
    """

    effective_from: date
    capacities: tuple[Fraction, Fraction, Fraction, Fraction, Fraction, Fraction, Fraction]
    starts_at: time = time(9)
    ends_at: time = time(17)

    def __post_init__(self) -> None:
        if len(self.capacities) != 7:
            raise ValueError(f"a week has 7 days; got {len(self.capacities)} shares")
        for share in self.capacities:
            if not 0 <= share <= 1:
                raise ValueError(f"a share of a day is 0 to 1; got {share}")
        if self.starts_at.tzinfo is not None or self.ends_at.tzinfo is not None:
            raise ValueError("working hours are wall-clock times; the time zone is the member's")
        if self.starts_at >= self.ends_at:
            raise ValueError(
                f"the working day ends after it starts, on the same day; got {self.starts_at} to {self.ends_at}"
            )

    def share_on(self, day: date) -> Fraction:
        """The share of this day's weekday, holidays and leave not regarded."""
        return self.capacities[day.weekday()]


@dataclass(frozen=True, slots=True)
class Elapsed:
    """How far time has come for somebody: every day before `today` is finished, of today's working hours `share` is
    (0 before work begins, 1 from its end on)."""

    today: date
    share: Fraction


def elapsed_share(now_local: datetime, pattern: WeekPattern) -> Fraction:
    """The share of today's working hours that is over, 0 to 1.

    `now_local` carries the member's time zone (one without is a ValueError). The hours are real ones: when the clocks
    change during working hours, the day has an hour less or more and the share grows evenly over the hours there are.
    A start or an end that the change skips over or repeats is read as Python reads it: a skipped time as if the
    clocks had not changed, a repeated one as the first of the two. A half day's share is spread over the whole of the
    hours, since nothing says which half is worked.
    """
    if now_local.utcoffset() is None:
        raise ValueError("give the moment with its time zone")
    now = now_local.astimezone(UTC)
    starts_at = _on_day_of(now_local, pattern.starts_at)
    ends_at = _on_day_of(now_local, pattern.ends_at)
    if now >= ends_at:
        return Fraction(1)
    if now <= starts_at:
        return Fraction(0)
    return Fraction((now - starts_at) // MICROSECOND, (ends_at - starts_at) // MICROSECOND)


def patterns_between(
    organisation_patterns: Sequence[WeekPattern], member_patterns: Sequence[WeekPattern], starts_on: date, ends_on: date
) -> list[tuple[date, date, WeekPattern]]:
    """The patterns in effect over the range as (from, until, pattern), without gaps: the member's where there is one,
    else the organisation's, of which the earliest also counts for the days before it."""
    if not member_patterns and len(organisation_patterns) == 1:
        return [(starts_on, ends_on, organisation_patterns[0])] if starts_on < ends_on else []
    organisations = sorted(organisation_patterns, key=_effective_from)
    members = sorted(member_patterns, key=_effective_from)
    changes = {pattern.effective_from for pattern in (*organisations, *members)}
    cuts = sorted({starts_on, ends_on, *(day for day in changes if starts_on < day < ends_on)})
    return [
        (from_day, until, _in_effect(members, from_day) or _in_effect(organisations, from_day) or organisations[0])
        for from_day, until in pairwise(cuts)
    ]


def pattern_days(organisation_patterns: Sequence[WeekPattern], starts_on: date, ends_on: date) -> Fraction:
    """The working days of the organisation's own week from `starts_on` until the day before `ends_on`.

    Public holidays are not taken out: they lessen what is expected of a member, not what a working day is worth.
    """
    total = Fraction(0)
    for from_day, until, pattern in patterns_between(organisation_patterns, (), starts_on, ends_on):
        weeks, days_over = divmod((until - from_day).days, 7)
        total += weeks * sum(pattern.capacities)
        total += sum(pattern.capacities[(from_day.weekday() + n) % 7] for n in range(days_over))
    return total


def _in_effect(patterns: list[WeekPattern], day: date) -> WeekPattern | None:
    begun = [pattern for pattern in patterns if pattern.effective_from <= day]
    return begun[-1] if begun else None


def _effective_from(pattern: WeekPattern) -> date:
    return pattern.effective_from


def _on_day_of(now_local: datetime, wall_clock: time) -> datetime:
    return datetime.combine(now_local.date(), wall_clock, tzinfo=now_local.tzinfo).astimezone(UTC)
