"""Events of Calendar API v3 and ours. Pure."""

from datetime import UTC, datetime
from typing import Any

from pacesetter.integrations.calendars.event import Changes, Event, Guest
from pacesetter.itip import PartStat
from pacesetter.itip.rule_text import rule_text

_STATUS = {
    "needsAction": PartStat.NEEDS_ACTION,
    "accepted": PartStat.ACCEPTED,
    "declined": PartStat.DECLINED,
    "tentative": PartStat.TENTATIVE,
}
_WORD = {status: word for word, status in _STATUS.items()}
# Where the state that we wrote last is kept: only we read it, and guests never see it.
_STATE = "pacesetterState"

FIELDS = (
    "id,etag,status,start,end,attendees(email,displayName,responseStatus,comment),"
    "attendeesOmitted,extendedProperties/private,recurringEventId,originalStartTime"
)


def event_from(body: Any) -> Event:
    """What the API tells of an event, as far as it is asked for: titles and descriptions are not."""
    private = (body.get("extendedProperties") or {}).get("private") or {}
    start, end = moment(body.get("start")), moment(body.get("end"))
    return Event(
        starts_at=start,
        ends_at=max(end, start),
        guests=tuple(_guest(one) for one in body.get("attendees") or () if one.get("email")),
        is_cancelled=body.get("status") == "cancelled",
        version=str(private.get(_STATE, "")),
        id=str(body["id"]),
        etag=str(body.get("etag", "")),
        series_id=str(body.get("recurringEventId", "")),
        original_at=moment(body["originalStartTime"]) if body.get("originalStartTime") else None,
        raw=body,
    )


def whole_body(mark: str, wanted: Event) -> dict[str, Any]:
    """A new event. Its id is ours (letters a to v and digits, RFC 2938), so it can be made only once."""
    return {
        "id": mark,
        "summary": wanted.title,
        "location": wanted.place,
        "description": wanted.description,
        **_times(wanted),
        **_recurrence(wanted),
        "attendees": [_attendee(one, None) for one in wanted.guests],
        "extendedProperties": {"private": {_STATE: wanted.version}},
        "guestsCanModify": False,
    }


def patch_body(changes: Changes) -> dict[str, Any]:
    """Only what changes, and the name of the state. An array that is patched replaces the one there."""
    event = changes.event
    body: dict[str, Any] = {"extendedProperties": {"private": {_STATE: event.version}}}
    for name, key in (("title", "summary"), ("place", "location"), ("description", "description")):
        if name in changes.fields:
            body[key] = getattr(event, name)
    if "time" in changes.fields:
        body |= _times(event)
    if "rule" in changes.fields:
        body |= _recurrence(event)
    if "guests" in changes.fields:
        known = {str(one.get("email", "")).lower(): one for one in (event.raw or {}).get("attendees") or ()}
        body["attendees"] = [_attendee(one, known.get(one.address)) for one in event.guests]
    return body


def moment(value: Any) -> datetime:
    """A start or end; of a whole day its first moment in UTC, which is near enough for what is not ours."""
    given = value if isinstance(value, dict) else {}
    text = given.get("dateTime") or given.get("date")
    if not isinstance(text, str):
        return datetime(1970, 1, 1, tzinfo=UTC)
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _times(event: Event) -> dict[str, Any]:
    return {
        "start": {"dateTime": event.starts_at.isoformat(), "timeZone": event.zone},
        "end": {"dateTime": event.ends_at.isoformat(), "timeZone": event.zone},
    }


def _recurrence(event: Event) -> dict[str, Any]:
    """The rule, and the occurrences that it leaves out from the beginning."""
    if event.rule is None:
        return {}
    starts = event.starts()
    lines = [f"RRULE:{rule_text(event.rule, starts)}"]
    out = [at for at, one in event.singles.items() if one is None and at in starts]
    if out:
        lines.append("EXDATE:" + ",".join(at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") for at in out))
    return {"recurrence": lines}


def _attendee(guest: Guest, known: dict[str, Any] | None) -> dict[str, Any]:
    # What was there of somebody (an assistant's mark, additional guests) goes back as it came.
    body = {**(known or {}), "email": guest.address, "responseStatus": _WORD.get(guest.status, "needsAction")}
    if guest.name and "displayName" not in body:
        body["displayName"] = guest.name
    if not guest.comment:
        body.pop("comment", None)
    return body


def _guest(body: dict[str, Any]) -> Guest:
    return Guest(
        address=str(body["email"]).lower(),
        name=str(body.get("displayName", "")),
        status=_STATUS.get(str(body.get("responseStatus")), PartStat.NEEDS_ACTION),
        comment=str(body.get("comment", ""))[:4000],
    )
