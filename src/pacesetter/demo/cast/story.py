"""When things happen in the demo organisation, counted back from today."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pacesetter.core.periods import Calendar, Period, PeriodKind, period_holding

CALENDAR = Calendar(first_weekday=0, fiscal_month=4)
# What lies further back is imported, as a team's old system would have it; what is newer was typed in here.
DAYS_TYPED_IN = 14
# How far ahead to-dos are planned.
DAYS_AHEAD = 24


@dataclass(frozen=True)
class Story:
    """The days on which the demo organisation's year turns. `today` is the day in its own time zone."""

    today: date

    @cached_property
    def starts_on(self) -> date:
        """The first day with activities: the first of a month, twelve months before this one."""
        return self.today.replace(year=self.today.year - 1, day=1)

    @cached_property
    def founded_on(self) -> date:
        """The day on which the organisation began to use the product; KPIs and targets are set up on it."""
        return next_weekday(self.starts_on - timedelta(days=21))

    @cached_property
    def typed_in_from(self) -> date:
        return self.today - timedelta(days=DAYS_TYPED_IN)

    @cached_property
    def ends_on(self) -> date:
        """The first day for which nothing is planned any more."""
        return self.today + timedelta(days=DAYS_AHEAD)

    @cached_property
    def joined_on(self) -> date:
        """The joiner's first day."""
        return self.monday_before(110)

    @cached_property
    def ramp_steps(self) -> tuple[date, date, date, date]:
        """The days from which the joiner has a quarter, half and three quarters of the target, and then all of it."""
        return (
            self.joined_on,
            self.joined_on + timedelta(days=35),
            self.joined_on + timedelta(days=70),
            self.joined_on + timedelta(days=133),
        )

    @cached_property
    def promoted_on(self) -> date:
        """The day on which one of the SDRs becomes a business development manager."""
        return (self.today - timedelta(days=125)).replace(day=1)

    @cached_property
    def left_on(self) -> date:
        """The leaver's first day no longer there."""
        return self.monday_before(80)

    @cached_property
    def raised_on(self) -> date:
        """The day, in the middle of a month, from which more calls are expected."""
        return (self.today - timedelta(days=70)).replace(day=16)

    @cached_property
    def campaign_on(self) -> date:
        """The day of the newest newsletter."""
        return self.monday_before(8) + timedelta(days=1)

    @cached_property
    def closed_quarters(self) -> tuple[Period, ...]:
        """The fiscal quarters that lie wholly in the story and are over for long enough to be closed, oldest first."""
        quarter = period_holding(PeriodKind.QUARTER, self.starts_on, CALENDAR)
        quarters = []
        while self.closes_on(quarter) < self.today:
            if quarter.starts_on >= self.starts_on:
                quarters.append(quarter)
            quarter = quarter.next()
        return tuple(quarters)

    def closes_on(self, period: Period) -> date:
        """The day on which the administrator closes the period."""
        return next_weekday(period.ends_on + timedelta(days=4))

    def restated_on(self, period: Period) -> date:
        """The day on which a figure of the closed period turns out wrong."""
        return min(next_weekday(self.closes_on(period) + timedelta(days=6)), self.today - timedelta(days=1))

    def is_closed(self, day: date, on: date) -> bool:
        """Whether the quarter that holds the day is closed already `on` that other day."""
        return any(day in quarter and self.closes_on(quarter) <= on for quarter in self.closed_quarters)

    def monday_before(self, days: int) -> date:
        """The Monday of the week in which the day so many days ago lies."""
        day = self.today - timedelta(days=days)
        return day - timedelta(days=day.weekday())


def next_weekday(day: date) -> date:
    """The day itself, or on a weekend the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
