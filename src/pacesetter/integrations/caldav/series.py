"""A series in its object: the rule in the event, a component for each that is otherwise (RFC 5545). Pure."""

from datetime import UTC, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar, vRecur
from icalendar import Event as VEvent

from pacesetter.integrations.calendars.event import Event
from pacesetter.itip.recurrence import MOST
from pacesetter.itip.rule_text import rule_parts
from pacesetter.itip.timezone import compact_timezone

_RULES = ("RRULE", "RDATE", "EXDATE")
_SIGN = "#"
_FORM = "%Y%m%dT%H%M%SZ"


def id_of(path: str, original_at: datetime) -> str:
    """How an occurrence is called here; there it is part of its series' object."""
    return f"{path}{_SIGN}{original_at.astimezone(UTC).strftime(_FORM)}"


def parts_of_id(event_id: str) -> tuple[str, datetime | None]:
    """The path of the object, and which occurrence is meant; None for the whole."""
    path, sign, written = event_id.partition(_SIGN)
    return path, datetime.strptime(written, _FORM).replace(tzinfo=UTC) if sign else None


def write_rule(calendar: Calendar, event: Any, wanted: Event) -> None:
    """Let the event repeat by the rule that is wanted, on the clock of its zone. What was otherwise and is of the rule
    no more goes; it stays, where the series only ends earlier."""
    starts = wanted.starts()
    length = wanted.ends_at - wanted.starts_at
    zone = compact_timezone(wanted.zone, [at for start in starts for at in (start, start + length)])
    for one in [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]:
        calendar.subcomponents.remove(one)
    clock = UTC if zone is None else ZoneInfo(wanted.zone)
    if zone is not None:
        calendar.subcomponents.insert(0, zone)
    for name in ("DTSTART", "DTEND", "DURATION", *_RULES):
        event.pop(name, None)
    event.add("DTSTART", wanted.starts_at.astimezone(clock))
    event.add("DTEND", wanted.ends_at.astimezone(clock))
    assert wanted.rule is not None  # noqa: S101 - the caller writes a series
    if zone is not None or wanted.zone == "UTC":
        event.add("RRULE", vRecur(rule_parts(wanted.rule, starts)))
    elif len(starts) > 1:  # a zone that can't be told: every start is
        event.add("RDATE", [at.astimezone(UTC) for at in starts])
    for at, single in wanted.singles.items():
        if single is None and at in starts:
            take_out(event, at)
    for part in _changed(calendar):
        if moment_of(part) not in starts:
            calendar.subcomponents.remove(part)


def forget_changes(calendar: Calendar) -> None:
    """Let every occurrence be as the rule says."""
    for part in _changed(calendar):
        calendar.subcomponents.remove(part)


def take_out(event: Any, original_at: datetime) -> None:
    """Leave one occurrence out (EXDATE)."""
    out = [*_taken_out(event), original_at]
    event.pop("EXDATE", None)
    event.add("EXDATE", [at.astimezone(_clock(event)) for at in out])


def put_in(event: Any, original_at: datetime) -> None:
    """Leave it out no more."""
    out = [at for at in _taken_out(event) if at != original_at]
    event.pop("EXDATE", None)
    if out:
        event.add("EXDATE", [at.astimezone(_clock(event)) for at in out])


def part_for(calendar: Calendar, event: Any, original_at: datetime) -> Any:
    """The component of one occurrence, made from the whole where there is none yet."""
    found = next((part for part in _changed(calendar) if moment_of(part) == original_at), None)
    if found is not None:
        return found
    made = VEvent()
    for name, value in event.property_items(recursive=False, sorted=False):
        if name not in ("BEGIN", "END", "DURATION", *_RULES):
            made.add(name, value, encode=False)
    length = event["DTEND"].dt - event["DTSTART"].dt
    for name, value in (
        ("DTSTART", original_at.astimezone(_clock(event))),
        ("DTEND", (original_at + length).astimezone(_clock(event))),
        ("RECURRENCE-ID", original_at.astimezone(_clock(event))),
    ):
        made.pop(name, None)
        made.add(name, value)
    calendar.add_component(made)
    return made


def drop_part(calendar: Calendar, original_at: datetime) -> None:
    """Have no component for this occurrence."""
    for part in _changed(calendar):
        if moment_of(part) == original_at:
            calendar.subcomponents.remove(part)


def parts_between(calendar: Calendar, event: Any, since: datetime, until: datetime) -> dict[datetime, Any]:
    """The occurrences that take place, each with its component; None where it is as the whole is."""
    own = {moment_of(part): part for part in _changed(calendar)}
    out = set(_taken_out(event))
    return {at: own.get(at) for at in starts_in(event, since, until) if at not in out}


def starts_in(event: Any, since: datetime, until: datetime) -> list[datetime]:
    """When it takes place by its own rule in this time, whoever wrote that, in UTC."""
    first = event["DTSTART"].dt
    starts = [first]
    if "RRULE" in event:
        text = _several(event["RRULE"])[0].to_ical().decode()
        starts = list(islice(rrulestr(text, dtstart=first), MOST))
    starts += [one.dt for several in _several(event.get("RDATE")) for one in several.dts]
    return sorted({at for at in map(_utc, starts) if since <= at < until})


def moment_of(part: Any) -> datetime:
    """When the rule has the occurrence."""
    return _utc(part["RECURRENCE-ID"].dt)


def _changed(calendar: Calendar) -> list[Any]:
    return [part for part in calendar.walk("VEVENT") if "RECURRENCE-ID" in part]


def _taken_out(event: Any) -> list[datetime]:
    return [_utc(one.dt) for several in _several(event.get("EXDATE")) for one in several.dts]


def _clock(event: Any) -> Any:
    start = event["DTSTART"].dt
    return start.tzinfo if isinstance(start, datetime) and start.tzinfo is not None else UTC


def _utc(moment: Any) -> datetime:
    at = moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
