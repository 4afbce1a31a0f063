"""The rule of a series as Graph has it (`patternedRecurrence`). Pure."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pacesetter.integrations.calendars.event import Event
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.microsoft.zones import windows_zone
from pacesetter.itip import Frequency, Recurrence

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLACES = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def can_be_told(rule: Recurrence, starts_at: datetime, zone: str) -> bool:
    """Whether Exchange understands the rule as it is meant: a month that has no such day it gives its last one, where
    ours leaves the month out (RFC 5545, section 3.3.10)."""
    day = starts_at.astimezone(ZoneInfo(zone)).date()
    by_date = rule.frequency in (Frequency.MONTHLY, Frequency.YEARLY) and rule.position is None
    return not (by_date and day.day > 28) or (rule.frequency is Frequency.YEARLY and (day.month, day.day) != (2, 29))


def recurrence_of(event: Event) -> dict[str, Any]:
    """`recurrence`, `start` and `end` of a series. Raises a permanent `Failure` where it can't be told."""
    rule, starts = event.rule, event.starts()
    name = windows_zone(event.zone, starts)
    if rule is None or not name or not can_be_told(rule, event.starts_at, event.zone):
        raise Failure(
            FailureKind.PERMANENT, "Outlook's calendar has no such rule. Choose another day, or ask everybody anew."
        )
    zone = ZoneInfo(event.zone)
    first = event.starts_at.astimezone(zone).date()
    return {
        "start": _by_the_clock(event.starts_at, zone, name),
        "end": _by_the_clock(event.ends_at, zone, name),
        "recurrence": {"pattern": _pattern(rule, first), "range": _range(rule, first, name)},
    }


def _by_the_clock(at: datetime, zone: ZoneInfo, name: str) -> dict[str, str]:
    return {"dateTime": at.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%S"), "timeZone": name}


def _pattern(rule: Recurrence, first: date) -> dict[str, Any]:
    every = {"interval": rule.interval}
    if rule.frequency is Frequency.DAILY:
        return {"type": "daily", **every}
    if rule.frequency is Frequency.WEEKLY:
        days = [_DAYS[day] for day in sorted(rule.weekdays or (first.weekday(),))]
        return {"type": "weekly", **every, "daysOfWeek": days, "firstDayOfWeek": "monday"}
    if rule.frequency is Frequency.YEARLY:
        return {"type": "absoluteYearly", **every, "dayOfMonth": first.day, "month": first.month}
    if rule.position is None:
        return {"type": "absoluteMonthly", **every, "dayOfMonth": first.day}
    days = [_DAYS[day] for day in rule.weekdays]
    return {"type": "relativeMonthly", **every, "daysOfWeek": days, "index": _PLACES[rule.position]}


def _range(rule: Recurrence, first: date, zone: str) -> dict[str, Any]:
    told = {"startDate": first.isoformat(), "recurrenceTimeZone": zone}
    if rule.count is not None:
        return {"type": "numbered", **told, "numberOfOccurrences": rule.count}
    assert rule.until is not None  # noqa: S101 - a rule ends by one of the two
    return {"type": "endDate", **told, "endDate": rule.until.isoformat()}
