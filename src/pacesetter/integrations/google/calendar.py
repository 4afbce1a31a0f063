"""The primary calendar of a Google account (Calendar API v3).

Notifications are always sent (`sendUpdates=all`): Google warns that events are lost on calendars elsewhere otherwise.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from pacesetter.integrations.calendars.account import CalendarAccount, ChangedMeanwhile, News, PlaceLost, Seen
from pacesetter.integrations.calendars.event import Changes, Event
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.google.mapping import FIELDS, event_from, patch_body, whole_body
from pacesetter.meetings.free_time import Span

_EVENTS = "/calendar/v3/calendars/primary/events"
_GONE = (404, 410)
_AT_ONCE = 250
_PAGE = "page:"
# Google refuses longer spans (timeRangeTooLong).
_LONGEST = timedelta(days=60)


class GoogleCalendar(CalendarAccount):
    """Requests and their answers go by Google's mails and calendars; the organiser sees answers there."""

    def find(self, mark: str, event_id: str) -> Event | None:
        answer = self.caller.get(_path(event_id or mark), params={"fields": FIELDS}, accept=_GONE)
        return None if answer.status in _GONE else event_from(answer.json())

    def make(self, mark: str, wanted: Event) -> Event | None:
        # 409: the id is taken, which only we can have done.
        answer = self.caller.send(
            "POST",
            _EVENTS,
            params={"sendUpdates": "all", "fields": FIELDS},
            json_body=whole_body(mark, wanted),
            accept=(409,),
            pretend={"id": mark},
        )
        return None if answer.status == 409 else event_from(answer.json())

    def change(self, changes: Changes) -> Event:
        # 412: it was changed since; answers change it too. 409: something else is written at the same moment.
        answer = self.caller.send(
            "PATCH",
            _path(changes.event.id),
            params={"sendUpdates": "all", "fields": FIELDS},
            json_body=patch_body(changes),
            headers={"If-Match": changes.event.etag} if changes.event.etag else {},
            accept=(409, 412, *_GONE),
            pretend={"id": changes.event.id},
        )
        if not answer.ok:
            raise ChangedMeanwhile
        return event_from(answer.json())

    def call_off(self, there: Event, comment: str) -> None:
        answer = self.caller.send("DELETE", _path(there.id), params={"sendUpdates": "all"}, accept=(409, *_GONE))
        if answer.status == 409:
            raise ChangedMeanwhile

    def instances(self, there: Event, since: datetime, until: datetime) -> Mapping[datetime, Event]:
        found: dict[datetime, Event] = {}
        params: dict[str, object] = {
            "maxResults": _AT_ONCE,
            "showDeleted": "true",
            "timeMin": since.astimezone(UTC).isoformat(),
            "timeMax": until.astimezone(UTC).isoformat(),
            "fields": f"nextPageToken,items({FIELDS})",
        }
        while True:
            body = self.caller.get(f"{_path(there.id)}/instances", params=params).json()
            events = [event_from(one) for one in body.get("items") or () if one.get("id")]
            found |= {one.original_at: one for one in events if one.original_at is not None}
            if not body.get("nextPageToken"):
                return found
            params["pageToken"] = body["nextPageToken"]

    def news(self, place: str, *, since: datetime, until: datetime) -> News:
        params: dict[str, object] = {
            "maxResults": _AT_ONCE,
            "singleEvents": "true",
            "showDeleted": "true",
            "fields": f"nextPageToken,nextSyncToken,items({FIELDS})",
        }
        page, token = _parts(place)
        if token:
            params["syncToken"] = token
        else:  # filters go with no sync token, but bound what is read first
            params["timeMin"] = since.astimezone(UTC).isoformat()
        if page:
            params["pageToken"] = page
        answer = self.caller.get(_EVENTS, params=params, accept=(410,))
        if answer.status == 410:
            raise PlaceLost
        body = answer.json()
        events = [event_from(one) for one in body.get("items") or () if one.get("id")]
        seen = [Seen(_series_of(one) or one.id, _living(one)) for one in events]
        if body.get("nextPageToken"):
            return News(seen, f"{_PAGE}{body['nextPageToken']}\n{token}", is_last=False)
        if not body.get("nextSyncToken"):
            raise Failure(FailureKind.TEMPORARY, "The answer says not where to go on.")
        return News(seen, str(body["nextSyncToken"]), is_last=True)

    def busy(self, since: datetime, until: datetime) -> Sequence[Span]:
        found: list[Span] = []
        while since < until:
            found += self._busy(since, min(until, since + _LONGEST))
            since += _LONGEST
        return found

    def _busy(self, since: datetime, until: datetime) -> list[Span]:
        body = {
            "timeMin": since.astimezone(UTC).isoformat(),
            "timeMax": until.astimezone(UTC).isoformat(),
            "items": [{"id": "primary"}],
        }
        told = self.caller.send("POST", "/calendar/v3/freeBusy", json_body=body, pretend={}).json()
        calendar = (told.get("calendars") or {}).get("primary") or {}
        if calendar.get("errors"):
            raise Failure(FailureKind.TEMPORARY, "Google does not tell when the calendar is busy.")
        return [
            Span(datetime.fromisoformat(one["start"]), datetime.fromisoformat(one["end"]))
            for one in calendar.get("busy") or ()
        ]


def _path(event_id: str) -> str:
    return f"{_EVENTS}/{quote(event_id, safe='')}"


def _parts(place: str) -> tuple[str, str]:
    """The token of the page, and that of the synchronisation, which every page of it wants again."""
    if not place.startswith(_PAGE):
        return "", place
    page, _line, token = place.removeprefix(_PAGE).partition("\n")
    return page, token


def _series_of(event: Event) -> str:
    """The series of an occurrence. Of one that is gone with the whole, its id alone is promised, which begins with
    that of the series."""
    return event.series_id or (
        event.id.partition("_")[0] if re.fullmatch(r"[0-9a-f]{32}_\d{8}T\d{6}Z", event.id) else ""
    )


def _living(event: Event) -> Event | None:
    return None if event.is_cancelled else event
