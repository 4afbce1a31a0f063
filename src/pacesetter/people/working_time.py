"""When members work: their patterns, leave and holidays as the pure core wants them, for many members at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from django.db.models import Q

from pacesetter.core.holidays_by_country import public_holidays
from pacesetter.core.periods import Calendar
from pacesetter.core.working_time import LeaveSpan, WeekPattern, WorkingTime
from pacesetter.people.models import Leave, Member, OrganisationHoliday, WorkingPattern
from pacesetter.people.working_week import LONG_AGO, MONDAY_TO_FRIDAY, as_week_pattern
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import current_organisation_id

# An organisation that never said otherwise.
DEFAULT_PATTERN = WeekPattern(LONG_AGO, MONDAY_TO_FRIDAY)

HolidayShares = Mapping[date, Fraction]


def calendar_of(organisation: Organisation) -> Calendar:
    """What the organisation decides about its weeks and fiscal years."""
    return Calendar(organisation.first_weekday, organisation.fiscal_month)


def organisation_patterns() -> list[WeekPattern]:
    """The working weeks of the organisation in scope, oldest first, at least one."""
    rows = WorkingPattern.objects.filter(member__isnull=True).order_by("effective_from")
    return [as_week_pattern(row) for row in rows] or [DEFAULT_PATTERN]


def working_times(members: Iterable[Member], starts_on: date, ends_on: date) -> dict[int, WorkingTime]:
    """Member id -> when the member works, right for every day from `starts_on` until the day before `ends_on`.

    Four queries however many the members are. Members with the same public holidays share one mapping of them.
    """
    everybody = list(members)
    ids = [member.pk for member in everybody]
    own_patterns = _patterns(ids)
    house_patterns = own_patterns.pop(None, None) or [DEFAULT_PATTERN]
    leave = _leave(ids, starts_on, ends_on)
    organisation = Organisation.objects.only("country", "region").get(pk=current_organisation_id())
    house_days = _house_days(starts_on, ends_on)
    places = {place_of(member, organisation) for member in everybody}
    holidays = {place: _holidays(*place, starts_on, ends_on, house_days) for place in places}
    return {
        member.pk: WorkingTime(
            organisation_patterns=house_patterns,
            member_patterns=own_patterns.get(member.pk, []),
            holidays=holidays[place_of(member, organisation)],
            leave=leave.get(member.pk, []),
            joined_on=member.joined_on,
            left_on=member.left_on,
        )
        for member in everybody
    }


def house_working_time(starts_on: date, ends_on: date) -> WorkingTime:
    """The organisation's own working time, before anybody's pattern or leave: what a role's targets come to."""
    organisation = Organisation.objects.only("country", "region").get(pk=current_organisation_id())
    house_days = _house_days(starts_on, ends_on)
    return WorkingTime(
        organisation_patterns=organisation_patterns(),
        holidays=_holidays(organisation.country, organisation.region, starts_on, ends_on, house_days),
    )


def place_of(member: Member, organisation: Organisation) -> tuple[str, str]:
    """Country and region whose public holidays the member has. A region alone is one of the organisation's country."""
    if member.country:
        return member.country, member.region
    return organisation.country, member.region or organisation.region


def _patterns(member_ids: list[int]) -> dict[int | None, list[WeekPattern]]:
    found: defaultdict[int | None, list[WeekPattern]] = defaultdict(list)
    rows = WorkingPattern.objects.filter(Q(member__isnull=True) | Q(member_id__in=member_ids))
    for row in rows.order_by("effective_from"):
        found[row.member_id].append(as_week_pattern(row))
    return found


def _leave(member_ids: list[int], starts_on: date, ends_on: date) -> dict[int, list[LeaveSpan]]:
    found: defaultdict[int, list[LeaveSpan]] = defaultdict(list)
    rows = Leave.objects.filter(member_id__in=member_ids, starts_on__lt=ends_on, ends_on__gt=starts_on)
    for member_id, first, until, share in rows.values_list("member_id", "starts_on", "ends_on", "share"):
        found[member_id].append(LeaveSpan(first, until, Fraction(share)))
    return found


def _house_days(starts_on: date, ends_on: date) -> dict[date, Fraction]:
    rows = OrganisationHoliday.objects.filter(day__gte=starts_on, day__lt=ends_on).values_list("day", "share")
    days: list[tuple[date, Decimal]] = list(rows)
    return {day: Fraction(share) for day, share in days}


def _holidays(
    country: str, region: str, starts_on: date, ends_on: date, house_days: dict[date, Fraction]
) -> HolidayShares:
    shares: dict[date, Fraction] = {}
    if country:
        for year in range(starts_on.year, ends_on.year + 1):
            public = _public_holidays_in(country, region, year)
            shares |= {day: share for day, share in public.items() if starts_on <= day < ends_on}
    # What the organisation says of a day replaces what the country says; a share of 0 makes it an ordinary day.
    return {day: share for day, share in (shares | house_days).items() if share}


@lru_cache(maxsize=1024)
def _public_holidays_in(country: str, region: str, year: int) -> dict[date, Fraction]:
    # A holiday of one year can be observed in the next or the one before, so its neighbours are asked for as well:
    # the answer for a day must not depend on the range in which it is asked for.
    found = public_holidays(country, region, date(year - 1, 12, 1), date(year + 1, 2, 1))
    return {day: holiday.lost_share for day, holiday in found.items() if day.year == year}
