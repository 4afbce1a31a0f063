"""A compact VTIMEZONE: one STANDARD and at most one DAYLIGHT, each with a yearly rule.

Importers take only the STANDARD with the latest DTSTART, or fail where there is more than one (MS-OXCICAL, section
2.1.3.1.1.19), so a history of changes does harm. What is written is first held against the zone's own table at every
moment that matters; where the two differ nothing is written, and the meeting goes out in UTC.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from pacesetter.itip.zone_rule import Change, ZoneRule, zone_rule

_DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_SINCE = 1970


def compact_timezone(zone: str, moments: Iterable[datetime]) -> Timezone | None:
    """The component for the zone, None where it can't be said, or would be wrong at one of the (aware) moments."""
    rule = zone_rule(zone)
    if rule is None or not all(_agrees(rule, zone, moment) for moment in moments):
        return None
    made = Timezone()
    made.add("tzid", zone)
    if rule.summer is None or rule.to_summer is None or rule.to_standard is None:
        made.add_component(_part(TimezoneStandard(), rule.standard_name, rule.standard, rule.standard, None))
        return made
    made.add_component(_part(TimezoneStandard(), rule.standard_name, rule.summer, rule.standard, rule.to_standard))
    made.add_component(_part(TimezoneDaylight(), rule.summer_name, rule.standard, rule.summer, rule.to_summer))
    return made


def _agrees(rule: ZoneRule, zone: str, moment: datetime) -> bool:
    offset = ZoneInfo(zone).utcoffset(moment.astimezone(ZoneInfo(zone)))
    return offset == rule.offset_at(moment.astimezone(UTC).replace(tzinfo=None))


def _part(
    part: TimezoneStandard | TimezoneDaylight, name: str, before: timedelta, after: timedelta, change: Change | None
) -> TimezoneStandard | TimezoneDaylight:
    # The local time of the change by the clock before it (RFC 5545, section 3.6.5).
    part.add("dtstart", change.in_year(_SINCE) if change else datetime.combine(date(_SINCE, 1, 1), time()))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", name)
    if change:
        week = -1 if change.week == 5 else change.week
        part.add("rrule", {"freq": "yearly", "bymonth": change.month, "byday": f"{week}{_DAYS[change.weekday]}"})
    return part
