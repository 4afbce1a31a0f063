"""Events of Microsoft Graph and ours. Pure."""

import html
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pacesetter.integrations.calendars.event import Changes, Event, Guest
from pacesetter.integrations.microsoft.recurrence import recurrence_of
from pacesetter.itip import PartStat

_STATUS = {
    "accepted": PartStat.ACCEPTED,
    "organizer": PartStat.ACCEPTED,
    "declined": PartStat.DECLINED,
    "tentativelyAccepted": PartStat.TENTATIVE,
}
# Named properties that only we use (singleValueLegacyExtendedProperty): our name of the event, by which it can be
# found, and the state that we wrote last.
_NAMESPACE = "{6d0fb2a3-5d0c-4b0f-9a3e-8e7b7a2f9c51}"
MARK = f"String {_NAMESPACE} Name PacesetterMark"
STATE = f"String {_NAMESPACE} Name PacesetterState"

SELECT = "id,start,end,isCancelled,attendees,changeKey,seriesMasterId"
EXPAND = f"singleValueExtendedProperties($filter=id eq '{STATE}')"


def event_from(body: Any) -> Event:
    """What Graph tells of an event, as far as it is read."""
    start, end = moment(body.get("start")), moment(body.get("end"))
    return Event(
        starts_at=start,
        ends_at=max(end, start),
        guests=tuple(_guest(one) for one in body.get("attendees") or () if _address(one)),
        is_cancelled=bool(body.get("isCancelled")),
        version=_state(body),
        id=str(body["id"]),
        etag=str(body.get("@odata.etag", "")),
        series_id=str(body.get("seriesMasterId") or ""),
        original_at=_original(body),
        raw=body,
    )


def whole_body(mark: str, wanted: Event) -> dict[str, Any]:
    """A new event. `transactionId` lets the server know a request that is sent again."""
    return {
        "transactionId": mark,
        "subject": wanted.title,
        "location": {"displayName": wanted.place},
        "body": _text(wanted.description),
        **(_times(wanted) if wanted.rule is None else recurrence_of(wanted)),
        "attendees": [_attendee(one, None) for one in wanted.guests],
        "responseRequested": True,
        "allowNewTimeProposals": True,
        "singleValueExtendedProperties": [
            {"id": MARK, "value": mark},
            {"id": STATE, "value": wanted.version},
        ],
    }


def patch_body(changes: Changes) -> dict[str, Any]:
    """Only what changes, and the name of the state: where guests are all that changes, only they are written to."""
    event = changes.event
    body: dict[str, Any] = {"singleValueExtendedProperties": [{"id": STATE, "value": event.version}]}
    if "title" in changes.fields:
        body["subject"] = event.title
    if "place" in changes.fields:
        body["location"] = {"displayName": event.place}
    if "description" in changes.fields:
        body["body"] = _text(event.description)
    if event.rule is not None and changes.fields & {"time", "rule"}:
        body |= recurrence_of(event)
    elif "time" in changes.fields:
        body |= _times(event)
    if "guests" in changes.fields:
        known = {_address(one): one for one in (event.raw or {}).get("attendees") or ()}
        body["attendees"] = [_attendee(one, known.get(one.address)) for one in event.guests]
    return body


def moment(value: Any) -> datetime:
    """A `dateTimeTimeZone`. In answers it is in UTC, which is asked for; seven digits follow the second."""
    given = value if isinstance(value, dict) else {}
    text = given.get("dateTime")
    if not isinstance(text, str):
        return datetime(1970, 1, 1, tzinfo=UTC)
    found = datetime.fromisoformat(text[:26])
    if found.tzinfo is None:
        found = found.replace(tzinfo=_zone(str(given.get("timeZone", "UTC"))))
    return found.astimezone(UTC)


def _original(body: Any) -> datetime | None:
    text = body.get("originalStart")
    return _moment_in(text) if isinstance(text, str) else None


def _moment_in(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _zone(name: str) -> Any:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC  # Windows' names; answers to us are in UTC


def _state(body: Any) -> str:
    for one in body.get("singleValueExtendedProperties") or ():
        if str(one.get("id", "")).lower() == STATE.lower():
            return str(one.get("value", ""))
    return ""


def _times(event: Event) -> dict[str, Any]:
    return {"start": _written(event.starts_at), "end": _written(event.ends_at)}


def _written(at: datetime) -> dict[str, str]:
    return {"dateTime": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"), "timeZone": "UTC"}


def _text(text: str) -> dict[str, str]:
    # Exchange makes HTML of plain text as it likes; this way lines stay lines.
    return {"contentType": "html", "content": "<br>".join(html.escape(line) for line in text.split("\n"))}


def _address(body: Any) -> str:
    return str((body.get("emailAddress") or {}).get("address") or "").lower()


def _attendee(guest: Guest, known: dict[str, Any] | None) -> dict[str, Any]:
    kind = (known or {}).get("type", "required")
    return {"type": kind, "emailAddress": {"address": guest.address, "name": guest.name or guest.address}}


def _guest(body: Any) -> Guest:
    status = body.get("status") or {}
    proposed = body.get("proposedNewTime") or {}
    times = (moment(proposed.get("start")), moment(proposed.get("end"))) if proposed.get("start") else None
    return Guest(
        address=_address(body),
        name=str((body.get("emailAddress") or {}).get("name") or ""),
        status=_STATUS.get(str(status.get("response")), PartStat.NEEDS_ACTION),
        answered_at=_answered(status.get("time")),
        proposed=times if times and times[1] - times[0] < timedelta(days=2) else None,
    )


def _answered(text: Any) -> datetime | None:
    # "Never" is written as the first moment of the year 1.
    return None if not isinstance(text, str) or text.startswith("0001") else _moment_in(text)
