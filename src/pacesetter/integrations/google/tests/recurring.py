"""Recurring events as the Calendar API has them: one event with its rule, and an instance for each start."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr


def instances_of(master: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The instances by their ids, as the rule has them."""
    if not master.get("recurrence"):
        return {}
    zone = ZoneInfo(master["start"]["timeZone"])
    first = datetime.fromisoformat(master["start"]["dateTime"]).astimezone(zone)
    length = datetime.fromisoformat(master["end"]["dateTime"]) - datetime.fromisoformat(master["start"]["dateTime"])
    rule = next(line for line in master["recurrence"] if line.startswith("RRULE:"))
    out = {
        written
        for line in master["recurrence"]
        if line.startswith("EXDATE:")
        for written in line.removeprefix("EXDATE:").split(",")
    }
    found = {}
    for start in rrulestr(rule, dtstart=first):
        name = start.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        if name in out:
            continue
        at = start.astimezone(UTC)
        shared = {key: value for key, value in deepcopy(master).items() if key != "recurrence"}
        found[f"{master['id']}_{name}"] = {
            **shared,
            "id": f"{master['id']}_{name}",
            "recurringEventId": master["id"],
            "originalStartTime": {"dateTime": at.isoformat(), "timeZone": zone.key},
            "start": {"dateTime": at.isoformat(), "timeZone": zone.key},
            "end": {"dateTime": (at + length).isoformat(), "timeZone": zone.key},
        }
    return found
