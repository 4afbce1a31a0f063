"""On which days somebody does not work, and why: what a calendar shades."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from pacesetter.core.holidays_by_country import public_holidays
from pacesetter.core.working_time import WorkingTime
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member, OrganisationHoliday
from pacesetter.people.working_time import place_of


@dataclass(frozen=True, slots=True)
class DayOff:
    """`is_whole` is false for half days. `holiday` is the name of a public holiday or of a day of the organisation's
    own; `is_leave` says that the member is away. Neither: the working week leaves the day out."""

    is_whole: bool
    holiday: str
    is_leave: bool


def days_off(member: Member, working: WorkingTime, starts_on: date, ends_on: date) -> dict[date, DayOff]:
    """The days from `starts_on` until the day before `ends_on` on which the member works less than a whole day. When
    that is, `working` says, which is right for these days at least. One query."""
    names = _holiday_names(member, starts_on, ends_on)
    found: dict[date, DayOff] = {}
    for offset, capacity in enumerate(working.capacities(starts_on, ends_on)):
        day = starts_on + timedelta(days=offset)
        is_leave = any(away.starts_on <= day and (away.ends_on is None or day < away.ends_on) for away in working.leave)
        holiday = names.get(day, "") if day in working.holidays else ""
        if capacity < Fraction(1) or holiday or is_leave:
            found[day] = DayOff(capacity == 0, holiday, is_leave)
    return found


def _holiday_names(member: Member, starts_on: date, ends_on: date) -> dict[date, str]:
    country, region = place_of(member, member.organisation)
    names: dict[date, str] = {}
    if country:
        names = {day: holiday.name for day, holiday in public_holidays(country, region, starts_on, ends_on).items()}
    return names | dict(_OWN_HOLIDAYS.rows(starts_on=starts_on, ends_on=ends_on))


_OWN_HOLIDAYS: ComposedQuery[tuple[date, str]] = ComposedQuery(
    lambda starts_on, ends_on: OrganisationHoliday.objects.filter(day__gte=starts_on, day__lt=ends_on).values_list(
        "day", "name"
    )
)
