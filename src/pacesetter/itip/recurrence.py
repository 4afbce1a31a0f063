"""When a recurring meeting takes place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil import rrule

# Weekly for more than seven years. A meeting without end can't be checked, and nobody means it.
MOST = 400


class Frequency(StrEnum):
    """How often (RFC 5545, section 3.3.10)."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_FREQUENCIES: dict[Frequency, Literal[0, 1, 2, 3]] = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
    Frequency.YEARLY: rrule.YEARLY,
}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every `interval` days, weeks, months or years, `count` times or through the day `until`: exactly one of the two.

    `weekdays` (0 is Monday) are those of a weekly one. A monthly one names one, together with `position`: the second
    (2) or the last (-1) of the month. Without it a month that has no such day is left out. Raises `ValueError` for
    what makes no sense.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None
    position: int | None = None

    def __post_init__(self) -> None:
        if (self.count is None) == (self.until is None):
            raise ValueError("A recurrence ends after so many times or on a day: one of the two.")
        if self.interval < 1 or (self.count is not None and not 1 <= self.count <= MOST):
            raise ValueError(f"A recurrence has an interval of at least 1 and at most {MOST} occurrences.")
        if self.position is not None:
            if self.frequency is not Frequency.MONTHLY or len(self.weekdays) != 1:
                raise ValueError("Only a monthly recurrence names a place in the month, of one day of the week.")
            if self.position not in (1, 2, 3, 4, -1):
                raise ValueError("Days of the week are the first to the fourth of the month, or the last.")
        elif self.weekdays and self.frequency is not Frequency.WEEKLY:
            raise ValueError("Only a weekly recurrence names days of the week.")
        if any(day not in range(7) for day in self.weekdays):
            raise ValueError("Days of the week go from 0, Monday, to 6.")


def occurrences(first: datetime, recurrence: Recurrence | None, zone: str) -> list[datetime]:
    """All moments at which the meeting that first starts at `first` takes place, in its zone.

    It keeps its time on the wall through changes of the clock. A time that the clock skips is as long after midnight as
    it would be without the skip (RFC 5545, section 3.3.5). At most `MOST`.
    """
    place = ZoneInfo(zone)
    if recurrence is None:
        return [first.astimezone(place)]
    found: list[datetime] = []
    for moment in _on_the_wall(first.astimezone(place).replace(tzinfo=None), recurrence):
        found.append(moment.replace(tzinfo=place))
        if len(found) == MOST:
            break
    return found


def _on_the_wall(first: datetime, recurrence: Recurrence) -> Iterator[datetime]:
    until = None
    if recurrence.until is not None:
        until = datetime.combine(recurrence.until, first.time())
    yield from rrule.rrule(
        _FREQUENCIES[recurrence.frequency],
        dtstart=first,
        interval=recurrence.interval,
        byweekday=_days_of(recurrence),
        count=recurrence.count,
        until=until,
    )


def _days_of(recurrence: Recurrence) -> list[rrule.weekday] | tuple[int, ...] | None:
    if recurrence.position is not None:
        return [rrule.weekday(recurrence.weekdays[0], recurrence.position)]
    return recurrence.weekdays or None
