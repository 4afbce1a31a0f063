"""When a thing that repeats is due again. Pure: what a working day is, the caller says."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# More than this is no rhythm, and the sum of days must stay inside the calendar.
MOST = 365


class Unit(StrEnum):
    """What is counted from one time to the next."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Rule:
    """Every so many days, working days, weeks or months. `anchor_on` is the first day: "every month" from 31 January
    means the last of February and 31 March. A number outside 1 to 365 is a ValueError."""

    every: int
    unit: Unit
    anchor_on: date

    def __post_init__(self) -> None:
        if not 1 <= self.every <= MOST:
            raise ValueError(f"every is {self.every}; it must be 1 to {MOST}")


# The working day that lies so many working days after a day.
WorkingDayAfter = Callable[[date, int], date]


def next_due(rule: Rule, due_on: date, after: date, working_day_after: WorkingDayAfter) -> date:
    """The first day of the rhythm from `due_on` on that lies after both `due_on` and `after`.

    What was done late doesn't shift the rhythm, and turns that have passed by are left out instead of piling up.
    Working days are counted from the later of the two, since each one is a day to do something on.
    """
    if rule.unit is Unit.WORKING_DAYS:
        return working_day_after(max(due_on, after), rule.every)
    if rule.unit is Unit.MONTHS:
        return _next_month(rule, due_on, after)
    step = timedelta(days=rule.every * (7 if rule.unit is Unit.WEEKS else 1))
    missed = max(0, (after - due_on) // step)
    return due_on + step * (missed + 1)


def _next_month(rule: Rule, due_on: date, after: date) -> date:
    months = due_on.year * 12 + due_on.month - 1
    while True:
        months += rule.every
        year, month = divmod(months, 12)
        day = date(year, month + 1, min(rule.anchor_on.day, monthrange(year, month + 1)[1]))
        if day > max(due_on, after):
            return day
