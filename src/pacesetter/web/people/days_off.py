"""Who is off on which day of a month."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.formats import date_format

from pacesetter.people.access import leave_seen_by, members_looked_after_by
from pacesetter.people.models import Leave, Member
from pacesetter.people.working_time import working_times


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


def lines_off(members: list[Member], starts_on: date, ends_on: date) -> list[LineOff]:
    """The members with their days. Reads a fixed number of times, however many they are."""
    times = working_times(members, starts_on, ends_on)
    lost: dict[tuple[int, date], Fraction] = {}
    rows = Leave.objects.filter(
        member__in=[member.pk for member in members], starts_on__lt=ends_on, ends_on__gt=starts_on
    )
    for row in rows:
        for day in days_between(max(row.starts_on, starts_on), min(row.ends_on, ends_on)):
            lost[row.member_id, day] = lost.get((row.member_id, day), Fraction(0)) + Fraction(row.share)
    return [
        LineOff(
            member,
            [
                DayOff(
                    day, _key(times[member.pk].pattern_on(day).capacities[day.weekday()], lost.get((member.pk, day)))
                )
                for day in days_between(starts_on, ends_on)
            ],
        )
        for member in members
    ]


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
