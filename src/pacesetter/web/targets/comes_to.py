"""What a target comes to over the periods around a day, from the same working-time engine as every figure."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from pacesetter.core import clock
from pacesetter.core.capacities import Capacities
from pacesetter.core.periods import Period, PeriodKind, period_holding
from pacesetter.core.week_pattern import Elapsed
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.expectations import Expectations
from pacesetter.kpis.formulas import Outlook, as_level, outlook_over, per_working_day, series_segments
from pacesetter.people.working_time import house_working_time
from pacesetter.web.targets.quantities import to_be_checked
from pacesetter.web.targets.subjects import Subject
from pacesetter.wording.amounts import amount
from pacesetter.wording.periods import period_label


@dataclass(frozen=True)
class Total:
    """One period: its working days, and what is expected over it; a dash where nothing is."""

    period: str
    days: str
    amount: str


def comes_to(subject: Subject, kpi: KpiRule, book: Book, day: date) -> list[Total]:
    """What is expected over the week, month, quarter and year that hold the day. For a member with everything that
    counts for them (own pattern, leave, role dates); for a role by the organisation's working week and holidays."""
    totals = []
    for kind in (PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.YEAR):
        period = period_holding(kind, day, book.calendar)
        outlook = _of_role(subject, kpi, book, period) if subject.is_role else _of_member(subject, kpi, book, period)
        target = outlook.target.level if kpi.is_ratio else outlook.target.amount
        is_set = bool(outlook.target.capacity)
        # With its half days, or the target would be another number than the days say.
        days = to_be_checked(outlook.capacity_elapsed + outlook.capacity_left)
        totals.append(Total(period_label(period), days, amount(target if is_set else None, kpi)))
    return totals


def house_days_in_month(book: Book, day: date) -> Fraction:
    """The organisation's working days in the month that holds the day."""
    month = period_holding(PeriodKind.MONTH, day, book.calendar)
    return _house_capacities(book, month).between(month.starts_on, month.ends_on)


def _of_member(subject: Subject, kpi: KpiRule, book: Book, period: Period) -> Outlook:
    return Expectations(book, period.starts_on, period.ends_on).outlook(subject.id, kpi.id, clock.now())


def _of_role(subject: Subject, kpi: KpiRule, book: Book, period: Period) -> Outlook:
    worth = as_level if kpi.is_ratio else per_working_day
    series = book.role_targets.get((kpi.id, subject.id), ())
    segments = series_segments(series, period.starts_on, period.ends_on, book.target_calendar, worth)
    nothing_over = Elapsed(period.starts_on - timedelta(days=1), Fraction(0))
    return outlook_over(segments, _house_capacities(book, period), nothing_over)


def _house_capacities(book: Book, period: Period) -> Capacities:
    # Kept with the book: holidays are settings, and change its version.
    key = ("house", period.starts_on, period.ends_on)
    if key not in book.memory:
        working_time = house_working_time(period.starts_on, period.ends_on)
        book.memory[key] = working_time.day_capacities(period.starts_on, period.ends_on)
    found = book.memory[key]
    assert isinstance(found, Capacities)  # noqa: S101 - written two lines above
    return found
