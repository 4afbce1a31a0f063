"""When a member's mails are due: pure, by the working time and the clock of the member."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pacesetter.core.working_time import WeekPattern, WorkingTime

# In the inbox before the day begins, and late enough to know what was done yesterday evening.
BEFORE_WORK = timedelta(minutes=30)
ON_A_FREE_DAY = time(8)
WITHOUT_A_FREE_DAY = time(18)


def daily_at(day: date, working: WorkingTime, zone: ZoneInfo) -> datetime | None:
    """When the mail of this day is due: half an hour before work begins. None on a day that is not worked."""
    if not working.capacity(day):
        return None
    return _moment(day, working.pattern_on(day).starts_at, zone) - BEFORE_WORK


def weekly_at(day: date, working: WorkingTime, zone: ZoneInfo) -> datetime | None:
    """When the mail of the week is due on this day, None on every other day of the week.

    It comes on the first day of the weekend, at 8: the longest run of days that the working week leaves free. Leave and
    holidays don't move it. Who works all seven days gets it on Sunday evening.
    """
    pattern = working.pattern_on(day)
    first = _weekend_begins_on(pattern)
    if day.weekday() != first:
        return None
    free = not pattern.capacities[first]
    return _moment(day, ON_A_FREE_DAY if free else WITHOUT_A_FREE_DAY, zone)


def week_behind(day: date) -> date:
    """A day of the week that the mail of this day looks back on: the last one before it."""
    return day - timedelta(days=1)


def _weekend_begins_on(pattern: WeekPattern) -> int:
    """The weekday (0 is Monday) on which the longest run of free days begins; of several the later one."""
    runs = list(_free_runs(pattern))
    if not runs:
        return 6
    return max(runs, key=lambda run: (run[1], run[0]))[0]


def _free_runs(pattern: WeekPattern) -> Iterator[tuple[int, int]]:
    """First weekday and length of each run of free days, over the turn of the week too."""
    shares = pattern.capacities
    for weekday in range(7):
        if shares[weekday] or not shares[weekday - 1]:
            continue
        length = next(days for days in range(1, 8) if shares[(weekday + days) % 7])
        yield weekday, length


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
