"""The default calendar of a Microsoft account (Graph v1.0, `/me/events` and `/me/calendarView`)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from pacesetter.integrations.calendars.account import CalendarAccount, ChangedMeanwhile, News, PlaceLost, Seen
from pacesetter.integrations.calendars.event import Changes, Event
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.microsoft.mapping import (
    EXPAND,
    MARK,
    SELECT,
    event_from,
    moment,
    patch_body,
    whole_body,
)
from pacesetter.meetings.free_time import Span

# Ids that stay when an item is moved, and times that need no table of Windows' zones.
_PREFER = 'IdType="ImmutableId", outlook.timezone="UTC"'
_JSON = {"Prefer": _PREFER}
_FREE = frozenset({"free", "workingElsewhere"})
_PAGES = 100
# A view of a calendar spans 1825 days at most.
_LONGEST = timedelta(days=1800)


class GraphCalendar(CalendarAccount):
    """Exchange sends the requests and keeps the answers; the organiser gets those as mail."""

    def find(self, mark: str, event_id: str) -> Event | None:
        """By its id; before that is known by our mark, which was written with it."""
        if not event_id:
            params = {
                "$filter": f"singleValueExtendedProperties/any(ep: ep/id eq '{MARK}' and ep/value eq '{mark}')",
                "$expand": EXPAND,
                "$select": SELECT,
            }
            found = self.caller.get("/me/events", params=params, headers=_JSON).json().get("value") or ()
            return event_from(found[0]) if found else None
        params = {"$select": SELECT, "$expand": EXPAND}
        answer = self.caller.get(_path(event_id), params=params, headers=_JSON, accept=(404, 410))
        return None if answer.status in (404, 410) else event_from(answer.json())

    def make(self, mark: str, wanted: Event) -> Event | None:
        # The server knows a transaction id again and answers with what it made then. 409: it doesn't think that it is
        # the same (ErrorDuplicateTransactionId), so it is looked for by our mark.
        answer = self.caller.send(
            "POST",
            "/me/events",
            json_body=whole_body(mark, wanted),
            headers=_JSON,
            accept=(409,),
            pretend={"id": mark},
        )
        if answer.status == 409:
            return None
        # What comes back may be what a request before this one has made, and does not say in which state that is.
        return self.find(mark, str(answer.json().get("id", "")))

    def change(self, changes: Changes) -> Event:
        headers = {**_JSON, **({"If-Match": changes.event.etag} if changes.event.etag else {})}
        answer = self.caller.send(
            "PATCH",
            _path(changes.event.id),
            json_body=patch_body(changes),
            headers=headers,
            accept=(404, 409, 410, 412),
            pretend={"id": changes.event.id},
        )
        if not answer.ok:  # such as ErrorIrresolvableConflict
            raise ChangedMeanwhile
        return event_from(answer.json())

    def call_off(self, there: Event, comment: str) -> None:
        path = f"{_path(there.id)}/cancel"
        body = {"comment": comment}
        answer = self.caller.send("POST", path, json_body=body, headers=_JSON, accept=(404, 409, 410, 412))
        if answer.status in (409, 412):
            raise ChangedMeanwhile

    def instances(self, there: Event, since: datetime, until: datetime) -> Mapping[datetime, Event]:
        """Those that were called off are not among them."""
        found: dict[datetime, Event] = {}
        while since < until:
            found |= self._instances(there, since, min(until, since + _LONGEST))
            since += _LONGEST
        return found

    def _instances(self, there: Event, since: datetime, until: datetime) -> dict[datetime, Event]:
        found: dict[datetime, Event] = {}
        path = f"{_path(there.id)}/instances"
        params: dict[str, Any] | None = {
            "startDateTime": _written(since),
            "endDateTime": _written(until),
            "$select": f"{SELECT},originalStart",
            "$expand": EXPAND,
            "$top": _PAGES,
        }
        while path:
            body = self.caller.get(path, params=params, headers=_JSON).json()
            events = [event_from(one) for one in body.get("value") or () if one.get("id")]
            found |= {one.original_at or one.starts_at: one for one in events}
            path, params = str(body.get("@odata.nextLink") or ""), None
        return found

    def news(self, place: str, *, since: datetime, until: datetime) -> News:
        """By delta over the calendar's view. It knows no `$select`, so it holds more than is read or kept."""
        prefer = {"Prefer": f"{_PREFER}, odata.maxpagesize={_PAGES}"}
        if place:
            answer = self.caller.get(place, headers=prefer, accept=(404, 410))
        else:
            params = {"startDateTime": _written(since), "endDateTime": _written(until)}
            answer = self.caller.get("/me/calendarView/delta", params=params, headers=prefer)
        if answer.status in (404, 410):  # SyncStateNotFound and the like
            raise PlaceLost
        body = answer.json()
        seen = [_seen(one) for one in body.get("value") or () if one.get("id")]
        following, end = body.get("@odata.nextLink"), body.get("@odata.deltaLink")
        if not following and not end:
            raise Failure(FailureKind.TEMPORARY, "The answer says not where to go on.")
        return News(seen, str(following or end), is_last=not following)

    def busy(self, since: datetime, until: datetime) -> Sequence[Span]:
        params: dict[str, Any] | None = {
            "startDateTime": _written(since),
            "endDateTime": _written(until),
            "$select": "start,end,showAs,isCancelled",
            "$top": _PAGES,
        }
        path, found = "/me/calendarView", []
        while path:
            body = self.caller.get(path, params=params, headers=_JSON).json()
            found += [
                Span(moment(one.get("start")), moment(one.get("end")))
                for one in body.get("value") or ()
                if one.get("showAs") not in _FREE and not one.get("isCancelled")
            ]
            path, params = str(body.get("@odata.nextLink") or ""), None
        return found


def _path(event_id: str) -> str:
    return f"/me/events/{quote(event_id, safe='')}"


def _seen(body: Any) -> Seen:
    is_gone = "@removed" in body or bool(body.get("isCancelled"))
    # Occurrences come without what they share with their series, which is looked at by itself.
    whose = str(body.get("seriesMasterId") or body["id"])
    return Seen(whose, None if is_gone or "start" not in body else event_from(body))


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
