"""One calendar on a CalDAV server that schedules by itself (RFC 4791, 6638).

Whatever an organiser puts there is sent to the attendees by the server, and what they answer is written into it.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from pacesetter.core import clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caldav.etags import compared, is_of_etags, place_of
from pacesetter.integrations.caldav.objects import (
    busy_from,
    changed_object,
    event_from,
    object_of,
    object_with,
    occurrences_from,
)
from pacesetter.integrations.caldav.series import parts_of_id
from pacesetter.integrations.caldav.xml import (
    CAL,
    DAV,
    etags_between,
    free_busy,
    has_condition,
    multiget,
    parts_of,
    root_of,
    sync_collection,
)
from pacesetter.integrations.calendars.account import CalendarAccount, ChangedMeanwhile, News, PlaceLost, Seen
from pacesetter.integrations.calendars.event import Changes, Event
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.meetings.free_time import Span

_XML = {"Content-Type": "application/xml; charset=utf-8"}
_ICS = {"Content-Type": "text/calendar; charset=utf-8"}
_GONE = (404, 410)
# How servers say that they don't know a report (RFC 3253, 3.6, and what they say instead).
_NO_SUCH_REPORT = (400, 403, 405, 415, 501)


class CalDavCalendar(CalendarAccount):
    """Whether the organiser hears of answers is up to the server; most only write them into the event."""

    tells_organiser = False
    is_written_as_one = True

    @property
    def _home(self) -> str:
        return str(self.caller.connection.account_id)

    @property
    def _organiser(self) -> str:
        return str(self.caller.connection.setting("address"))

    def find(self, mark: str, event_id: str) -> Event | None:
        path = event_id or self._path(mark)
        answer = self.caller.get(quote(path), accept=_GONE)
        if answer.status in _GONE:
            return None
        event = event_from(answer.body, path=path, etag=answer.headers.get("etag", ""), organiser=self._organiser)
        if event is None:
            raise Failure(FailureKind.TEMPORARY, "What is there can't be read.", status=answer.status)
        return event

    def make(self, mark: str, wanted: Event) -> Event | None:
        body = object_of(mark, self._organiser, wanted, now=clock.now())
        # 412: there is one already, which only we can have put there.
        answer = self._put(self._path(mark), body, {"If-None-Match": "*"})
        if answer.status == 412:
            return None
        if not answer.ok:
            raise Failure(FailureKind.PERMANENT, f"The server did not take the event ({answer.status}).")
        return self._written(mark, self._path(mark), wanted)

    def change(self, changes: Changes) -> Event:
        path, _at = parts_of_id(changes.event.id)
        body = changed_object(changes, self._organiser, now=clock.now())
        answer = self._put(path, body, {"If-Match": changes.event.etag} if changes.event.etag else {})
        if not answer.ok:
            raise ChangedMeanwhile
        return self._written("", path, changes.event)

    def call_off(self, there: Event, comment: str) -> None:
        """By deleting it: the server sends the cancellation (RFC 6638, 3.2.1.3), as for an occurrence."""
        path, original_at = parts_of_id(there.id)
        if original_at is not None:
            self._put_one(there, path, object_with(there.raw, original_at, takes_place=False, now=clock.now()))
            return
        if self.caller.send("DELETE", quote(there.id), accept=(409, *_GONE)).status == 409:
            raise ChangedMeanwhile

    def instances(self, there: Event, since: datetime, until: datetime) -> Mapping[datetime, Event]:
        return occurrences_from(there, since, until, self._organiser)

    def bring_back(self, series: Event, original_at: datetime) -> None:
        body = object_with(series.raw, original_at, takes_place=True, now=clock.now())
        self._put_one(series, series.id, body)

    def _put_one(self, there: Event, path: str, body: bytes) -> None:
        if not self._put(path, body, {"If-Match": there.etag} if there.etag else {}).ok:
            raise ChangedMeanwhile

    def news(self, place: str, *, since: datetime, until: datetime) -> News:
        if is_of_etags(place):
            return self._compared(place, since, until)
        answer = self.caller.send(
            "REPORT",
            quote(self._home),
            body=sync_collection(place),
            headers={**_XML, "Depth": "0"},
            accept=(*_NO_SUCH_REPORT, 409, 410, 507),
            pretend={},
        )
        if answer.status != 207 and not has_condition(answer, "valid-sync-token"):
            if answer.status in _NO_SUCH_REPORT and not place:
                return self._compared("", since, until)
            if answer.status in _NO_SUCH_REPORT:  # it did once
                raise PlaceLost
        if answer.status != 207:
            if place and (answer.status in (409, 410) or has_condition(answer, "valid-sync-token")):
                raise PlaceLost
            raise Failure(FailureKind.PERMANENT, f"The server does not tell what has changed ({answer.status}).")
        parts = [one for one in parts_of(answer) if one.href.rstrip("/") != self._home.rstrip("/")]
        token = (root_of(answer).findtext(f"{DAV}sync-token") or "").strip()
        if not token:
            raise Failure(FailureKind.TEMPORARY, "The answer says not where to go on.")
        living = [one.href for one in parts if not one.is_gone and one.found.find(f".//{DAV}getetag") is not None]
        seen = [Seen(one.href, None) for one in parts if one.is_gone]
        # A first reading names everything there is; only what is ours is fetched, which the caller knows.
        seen += [Seen(path, event) for path, event in self._fetched(living) if event is not None]
        return News(seen, token, is_last=True)

    def _compared(self, place: str, since: datetime, until: datetime) -> News:
        answer = self.caller.send(
            "REPORT",
            quote(self._home),
            body=etags_between(_written(since), _written(until)),
            headers={**_XML, "Depth": "1"},
            pretend={},
        )
        etags = {one.href: one.text(f"{DAV}getetag") for one in parts_of(answer) if self.is_ours(one.href)}
        found = compared(place, etags)
        # What has only left the span is asked for by itself, as everything is that is said to be gone.
        seen = [Seen(path, None) for path in found.gone]
        seen += [Seen(path, event) for path, event in self._fetched(found.changed) if event is not None]
        return News(seen, place_of(etags), is_last=True)

    def busy(self, since: datetime, until: datetime) -> Sequence[Span]:
        body = free_busy(_written(since), _written(until))
        answer = self.caller.send("REPORT", quote(self._home), body=body, headers={**_XML, "Depth": "1"}, pretend={})
        return busy_from(answer.body)

    def _path(self, mark: str) -> str:
        return f"{self._home.rstrip('/')}/{mark}.ics"

    def _put(self, path: str, body: bytes, condition: dict[str, str]) -> Answer:
        headers = {**_ICS, **condition}
        return self.caller.send("PUT", quote(path), body=body, headers=headers, accept=(404, 409, 410, 412), pretend={})

    def _written(self, mark: str, path: str, wanted: Event) -> Event:
        # The server may have changed what it was given, and says only there whom it reached (SCHEDULE-STATUS).
        return self.find(mark, path) or wanted

    def _fetched(self, paths: list[str]) -> list[tuple[str, Event | None]]:
        found: list[tuple[str, Event | None]] = []
        ours = [path for path in paths if self.is_ours(path)]
        for first in range(0, len(ours), 50):
            body = multiget(ours[first : first + 50])
            headers = {**_XML, "Depth": "1"}
            answer = self.caller.send("REPORT", quote(self._home), body=body, headers=headers, pretend={})
            for one in parts_of(answer):
                raw, etag = one.text(f"{CAL}calendar-data").encode(), one.text(f"{DAV}getetag")
                found.append((one.href, event_from(raw, path=one.href, etag=etag, organiser=self._organiser)))
        return found

    def is_ours(self, path: str) -> bool:
        """Whether the object may be one of ours, by its name: nobody else's is fetched."""
        name = path.rstrip("/").rpartition("/")[2].removesuffix(".ics")
        return len(name) == 32 and all(sign in "0123456789abcdef" for sign in name)


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
