"""Days, weeks, months, fiscal quarters and fiscal years in an organisation's calendar, all half-open."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# From the first day to the day before the second.
DayRange = tuple[date, date]


class PeriodKind(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS_LONG = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What an organisation decides about its periods.

    `first_weekday` is 0 for Monday to 6 for Sunday; `fiscal_month` is the month (1 to 12) in which the fiscal year
    begins. Anything else is a ValueError.
    """

    first_weekday: int = 0
    fiscal_month: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.first_weekday <= 6:
            raise ValueError(f"first_weekday is {self.first_weekday}; it must be 0 (Monday) to 6 (Sunday)")
        if not 1 <= self.fiscal_month <= 12:
            raise ValueError(f"fiscal_month is {self.fiscal_month}; it must be 1 to 12")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `starts_on` until the day before `ends_on`."""

    kind: PeriodKind
    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on <= self.starts_on:
            raise ValueError(f"a period ends after it starts; got {self.starts_on} to {self.ends_on}")

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day < self.ends_on

    def days(self) -> list[date]:
        """Every day of the period, first to last."""
        return [self.starts_on + timedelta(days=n) for n in range(self.length)]

    @property
    def length(self) -> int:
        """The number of days, working or not."""
        return (self.ends_on - self.starts_on).days

    def next(self) -> "Period":
        """The period of the same kind that starts where this one ends."""
        return Period(self.kind, self.ends_on, _end_of(self.kind, self.ends_on))

    def previous(self) -> "Period":
        """The period of the same kind that ends where this one starts."""
        return Period(self.kind, _start_before(self.kind, self.starts_on), self.starts_on)

    @property
    def label(self) -> str:
        """The period in English words: "3 March 2025", "Week of 3 March 2025", "March 2025",
        "April 2025 – June 2025", "2025".

        Quarters and fiscal years are named by their months, because some count the fiscal year by the year in which
        it starts and others by the one in which it ends.
        """
        first, last = self.starts_on, self.ends_on - timedelta(days=1)
        if self.kind is PeriodKind.DAY:
            return _day_label(first)
        if self.kind is PeriodKind.WEEK:
            return f"Week of {_day_label(first)}"
        if self.kind is PeriodKind.MONTH:
            return _month_label(first)
        if self.kind is PeriodKind.YEAR and first.month == 1:
            return str(first.year)
        return f"{_month_label(first)} – {_month_label(last)}"


def period_holding(kind: PeriodKind, day: date, calendar: Calendar) -> Period:
    """The one period of this kind that holds `day`."""
    if isinstance(day, datetime):
        raise TypeError("give the local day, not a moment: a moment falls on different days in different time zones")
    starts_on = day
    if kind is PeriodKind.WEEK:
        starts_on = day - timedelta(days=(day.weekday() - calendar.first_weekday) % 7)
    elif kind in MONTHS_LONG:
        months_into_year = (day.month - calendar.fiscal_month) % 12
        starts_on = _months_later(day.replace(day=1), -(months_into_year % MONTHS_LONG[kind]))
    return Period(kind, starts_on, _end_of(kind, starts_on))


def periods_between(kind: PeriodKind, starts_on: date, ends_on: date, calendar: Calendar) -> list[Period]:
    """Every period of this kind that holds a day of the range (`ends_on` not included), in order, uncut."""
    periods: list[Period] = []
    if starts_on < ends_on:
        periods.append(period_holding(kind, starts_on, calendar))
        while periods[-1].ends_on < ends_on:
            periods.append(periods[-1].next())
    return periods


def last_periods(period: Period, count: int) -> list[Period]:
    """`count` periods in order, the given one last: what a sparkline shows."""
    periods = [period]
    while len(periods) < count:
        periods.append(periods[-1].previous())
    return periods[::-1]


def split_whole_months(starts_on: date, ends_on: date) -> tuple[list[date], list[DayRange]]:
    """The first days of the months that lie wholly in the range, and the half-open day ranges around them.

    Totals by month answer for the former and totals by day for the latter, so a year costs twelve rows and not 365.
    Together they are exactly the range; `ends_on` is not included. A range that ends before it starts is a ValueError.
    """
    if ends_on < starts_on:
        raise ValueError(f"the range ends ({ends_on}) before it starts ({starts_on})")
    months: list[date] = []
    day_ranges: list[DayRange] = []
    for month in periods_between(PeriodKind.MONTH, starts_on, ends_on, Calendar()):
        if starts_on <= month.starts_on and month.ends_on <= ends_on:
            months.append(month.starts_on)
        else:
            day_ranges.append((max(starts_on, month.starts_on), min(ends_on, month.ends_on)))
    if len(day_ranges) == 2 and day_ranges[0][1] == day_ranges[1][0]:
        day_ranges = [(day_ranges[0][0], day_ranges[1][1])]
    return months, day_ranges


def _end_of(kind: PeriodKind, starts_on: date) -> date:
    if kind in MONTHS_LONG:
        return _months_later(starts_on, MONTHS_LONG[kind])
    return starts_on + timedelta(days=7 if kind is PeriodKind.WEEK else 1)


def _start_before(kind: PeriodKind, starts_on: date) -> date:
    if kind in MONTHS_LONG:
        return _months_later(starts_on, -MONTHS_LONG[kind])
    return starts_on - timedelta(days=7 if kind is PeriodKind.WEEK else 1)


def _months_later(first_of_month: date, months: int) -> date:
    years, month = divmod(first_of_month.month - 1 + months, 12)
    return date(first_of_month.year + years, month + 1, 1)


def _day_label(day: date) -> str:
    return f"{day.day} {_month_label(day)}"


def _month_label(day: date) -> str:
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"
