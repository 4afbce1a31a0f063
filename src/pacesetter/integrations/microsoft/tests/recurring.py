"""Series as Graph has them: a master with its pattern, and an occurrence for each start."""

from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import rrule
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_KINDS: dict[str, Any] = {
    "daily": rrule.DAILY,
    "weekly": rrule.WEEKLY,
    "absoluteMonthly": rrule.MONTHLY,
    "relativeMonthly": rrule.MONTHLY,
    "absoluteYearly": rrule.YEARLY,
}


def occurrences_of(master: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The occurrences by their ids, as the pattern has them; times in UTC, as they are asked for."""
    if not master.get("recurrence"):
        return {}
    pattern, span = master["recurrence"]["pattern"], master["recurrence"]["range"]
    zone = ZoneInfo(WINDOWS_TO_OLSON[span["recurrenceTimeZone"]])
    first, last = (in_utc(master[name]) for name in ("start", "end"))
    local = first.astimezone(zone).replace(tzinfo=None)
    assert local.date() == date.fromisoformat(span["startDate"])
    place = _PLACES.get(pattern.get("index", ""))
    days = [rrule.weekday(_DAYS.index(name), place) for name in pattern.get("daysOfWeek", ())]
    until = datetime.fromisoformat(span["endDate"]) + timedelta(days=1) if span["type"] == "endDate" else None
    starts = rrule.rrule(
        _KINDS[pattern["type"]],
        dtstart=local,
        interval=pattern["interval"],
        byweekday=days or None,
        bymonthday=pattern.get("dayOfMonth"),
        bymonth=pattern.get("month"),
        count=span.get("numberOfOccurrences"),
        until=until,
    )
    found = {}
    for wall in starts:
        at = wall.replace(tzinfo=zone).astimezone(UTC)
        name = f"{master['id']}.{at:%Y%m%dT%H%M}"
        shared = {key: value for key, value in deepcopy(master).items() if key not in ("recurrence", "transactionId")}
        found[name] = {
            **shared,
            "id": name,
            "type": "occurrence",
            "seriesMasterId": master["id"],
            "originalStart": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "start": told(at),
            "end": told(at + (last - first)),
        }
    return found


def in_utc(value: dict[str, str]) -> datetime:
    """A `dateTimeTimeZone` as the moment that it is."""
    name = value["timeZone"]
    zone = UTC if name == "UTC" else ZoneInfo(WINDOWS_TO_OLSON[name])
    return datetime.fromisoformat(value["dateTime"][:19]).replace(tzinfo=zone).astimezone(UTC)


def told(at: datetime) -> dict[str, str]:
    """A moment as Graph tells it to whoever prefers UTC."""
    return {"dateTime": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.0000000"), "timeZone": "UTC"}
