"""Who is off on which day of a month."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.formats import date_format

from pacesetter.core.working_time import WorkingTime
from pacesetter.kpis.book import Book
from pacesetter.people.access import leave_seen_by, members_looked_after_by
from pacesetter.people.models import Member


@dataclass(frozen=True)
class DayOff:
    """One cell: `key` is off, half, idle (no working day) or work, said again in `words`."""

    day: date
    key: str


@dataclass(frozen=True)
class LineOff:
    """A member with the days of the month."""

    member: Member
    days: list[DayOff]


def members_off(viewer: Member, starts_on: date, ends_on: date) -> QuerySet[Member]:
    """Those looked after by the viewer who are off some time between the days, by name."""
    leave = leave_seen_by(viewer).filter(starts_on__lt=ends_on, ends_on__gt=starts_on).values("member_id")
    return members_looked_after_by(viewer).filter(pk__in=leave, archived_at__isnull=True)


def lines_off(book: Book, members: list[Member], starts_on: date, ends_on: date) -> list[LineOff]:
    """The members with their days. Whoever came in this very moment is in no book yet, and on the next page."""
    times = book.working_times(starts_on, ends_on)
    days = days_between(starts_on, ends_on)
    return [LineOff(member, _days(times[member.pk], days)) for member in members if member.pk in times]


def _days(works: WorkingTime, days: list[date]) -> list[DayOff]:
    lost: dict[date, Fraction] = {}
    for span in works.leave:
        for day in days:
            if span.starts_on <= day and (span.ends_on is None or day < span.ends_on):
                lost[day] = lost.get(day, Fraction(0)) + span.lost_share
    return [DayOff(day, _key(works.pattern_on(day).capacities[day.weekday()], lost.get(day))) for day in days]


def days_between(starts_on: date, ends_on: date) -> list[date]:
    """The days from the first until the day before the second."""
    return [starts_on + timedelta(days=number) for number in range((ends_on - starts_on).days)]


def _key(share: Fraction, lost: Fraction | None) -> str:
    if not share:
        return "idle"
    if not lost:
        return "work"
    return "off" if lost >= 1 else "half"


def heading(day: date) -> tuple[str, str]:
    """The short name of a weekday and the day of the month."""
    return date_format(day, "D"), date_format(day, "j")
