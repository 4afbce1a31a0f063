"""Free time, from when somebody works and when they are busy. Pure: no database, no clock."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pacesetter.core.working_time import WorkingTime


class Span(NamedTuple):
    """From one moment until another, both aware."""

    starts_at: datetime
    ends_at: datetime

    def meets(self, other: "Span") -> bool:
        """Whether the two share any time; touching is not sharing."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def working_span(time: WorkingTime, day: date, zone: ZoneInfo) -> Span | None:
    """When somebody works on the day, in UTC: the hours of the working week; on a day that is worked in part, that
    part of them from the beginning (nobody says which half it is). None on a day off."""
    share, pattern = time.capacity(day), time.pattern_on(day)
    if share <= 0:
        return None
    begin = datetime.combine(day, pattern.starts_at, zone).astimezone(UTC)
    end = datetime.combine(day, pattern.ends_at, zone).astimezone(UTC)
    worked = (end - begin) * min(Fraction(1), share).numerator / min(Fraction(1), share).denominator
    return Span(begin, begin + worked)


def free_starts(
    working: Iterable[Span],
    busy: Iterable[Span],
    *,
    length: timedelta,
    step: timedelta,
    buffer: timedelta,
    after: datetime,
) -> Iterator[datetime]:
    """When something of this length can begin, in order: every `step` from the beginning of work, not before `after`,
    wholly within work, with `buffer` free before and after it."""
    taken = sorted(busy)
    for span in sorted(working):
        start = span.starts_at
        while start + length <= span.ends_at:
            wanted = Span(start - buffer, start + length + buffer)
            if start >= after and not any(one.meets(wanted) for one in taken):
                yield start
            start += step
