"""A CalDAV server that schedules by itself, in memory (RFC 4791, 6578, 6638), as far as it is used here."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

from defusedxml import ElementTree  # type: ignore[import-untyped]
from icalendar import Calendar, vText

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caldav.objects import main_event
from pacesetter.integrations.caldav.tests.recurring import part_of, seen_by_guests
from pacesetter.integrations.calendars.tests.failing import CalendarServer, Notice, path_of
from pacesetter.integrations.sending import Outgoing

OWNER, PASSWORD = "rita@cloud.example", "app-password-1234"
_HOME = "/dav/calendars/rita/"
_CALENDAR = f"{_HOME}work/"
_NAMES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
_DAV, _CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"


@dataclass
class Kept:
    """An object on the server."""

    raw: bytes
    changed: int
    is_deleted: bool = False


class FakeCalDav(CalendarServer):
    """Answers as such a server does. Guests at `unknown.example` can't be reached."""

    def __init__(self, *, schedules: bool = True, syncs: bool = True) -> None:
        super().__init__()
        self.objects: dict[str, Kept] = {}
        self.busy: list[str] = []
        self.password = PASSWORD
        self.schedules, self.syncs = schedules, syncs
        self.first_token = 0
        self._changes = 0

    @property
    def living(self) -> list[str]:
        return [one for one, kept in self.objects.items() if not kept.is_deleted]

    # What people do there.

    def answers(self, event_id: str, address: str, status: str, comment: str = "") -> None:
        path, calendar, event = self._part(event_id)
        for one in _guests(event):
            if _bare(one) == address:
                one.params["PARTSTAT"] = vText(status)
        self._keep(path, calendar.to_ical())

    def moves(self, event_id: str, start: datetime, end: datetime) -> None:
        path, calendar, event = self._part(event_id)
        for name, value in (("DTSTART", start), ("DTEND", end)):
            event.pop(name)
            event.add(name, value)
        self._keep(path, calendar.to_ical())

    def deletes(self, event_id: str) -> None:
        if "#" not in event_id:
            self._delete(event_id)
            return
        path, calendar, event = self._part(event_id)
        calendar.subcomponents.remove(event)
        main_event(calendar).add("EXDATE", [event["RECURRENCE-ID"].dt])
        self._keep(path, calendar.to_ical())

    def one_of(self, event_id: str, original_at: datetime) -> str:
        return f"{event_id}#{original_at.isoformat()}"

    def starts(self, event_id: str) -> list[datetime]:
        seen = seen_by_guests(Calendar.from_ical(self.objects[event_id].raw), OWNER)
        return sorted(min(times)[0] for times in (list(guests.values()) for guests in seen.values()) if times)

    def _part(self, event_id: str) -> tuple[str, Calendar, Any]:
        path, _sign, moment = event_id.partition("#")
        calendar = Calendar.from_ical(self.objects[path].raw)
        return path, calendar, part_of(calendar, datetime.fromisoformat(moment)) if moment else main_event(calendar)

    def forgets_tokens(self) -> None:
        self.first_token = self._changes + 1

    def withdraws_consent(self) -> None:
        self.password = "another"

    def gives_consent(self) -> None:
        self.password = PASSWORD

    # What is asked.

    def _answer(self, request: Outgoing) -> Answer:
        pair = base64.b64encode(f"rita:{self.password}".encode()).decode()
        if request.headers.get("Authorization") != f"Basic {pair}":
            return Answer(401, {"www-authenticate": 'Basic realm="dav"'})
        path = path_of(request)
        if request.method == "OPTIONS":
            auto = ", calendar-auto-schedule" if self.schedules else ""
            return Answer(200, {"dav": f"1, 3, access-control, calendar-access{auto}"})
        if request.method == "PROPFIND":
            return self._propfind(path, request)
        if request.method == "REPORT":
            return self._report(request)
        kept = self.objects.get(path)
        is_there = kept is not None and not kept.is_deleted
        if request.method == "PUT":
            return self._put(path, kept if is_there else None, request)
        if kept is None or not is_there:
            return Answer(404)
        if request.method == "DELETE":
            self._delete(path)
            return Answer(204)
        return Answer(200, {"etag": f'"{kept.changed}"', "content-type": "text/calendar"}, kept.raw)

    def _propfind(self, path: str, request: Outgoing) -> Answer:
        if path == "/.well-known/caldav":
            return Answer(301, {"location": "/dav/"})
        if path == "/dav/":
            principal = "<D:current-user-principal><D:href>/dav/principals/rita/</D:href></D:current-user-principal>"
            return several([(path, principal)])
        if path == "/dav/principals/rita/":
            told = (
                f"<C:calendar-home-set><D:href>{_HOME}</D:href></C:calendar-home-set>"
                "<C:calendar-user-address-set><D:href>/dav/principals/rita/</D:href>"
                f"<D:href>mailto:{OWNER}</D:href></C:calendar-user-address-set>"
                f"<C:schedule-inbox-URL><D:href>{_HOME}inbox/</D:href></C:schedule-inbox-URL>"
            )
            return several([(path, told)])
        if path == f"{_HOME}inbox/":
            url = f"<D:href>{_CALENDAR}</D:href>"
            return several([(path, f"<C:schedule-default-calendar-URL>{url}</C:schedule-default-calendar-URL>")])
        if path == _HOME:
            return several(
                [
                    (path, "<D:resourcetype><D:collection/></D:resourcetype>"),
                    (f"{_HOME}tasks/", _collection("Tasks", "VTODO")),
                    (f"{_HOME}private/", _collection("Private", "VEVENT")),
                    (_CALENDAR, _collection("Work", "VEVENT")),
                ]
            )
        return Answer(404)

    def _put(self, path: str, kept: Kept | None, request: Outgoing) -> Answer:
        if request.headers.get("If-None-Match") == "*" and kept is not None:
            return Answer(412)
        wanted = request.headers.get("If-Match")
        if wanted and (kept is None or wanted != f'"{kept.changed}"'):
            return Answer(412)
        calendar = Calendar.from_ical(request.body)
        if "METHOD" in calendar:
            return refused("valid-calendar-object-resource")
        for event in calendar.walk("VEVENT"):
            for one in _guests(event):
                reached = "5.1" if _bare(one).endswith("@unknown.example") else "1.1"
                one.params["SCHEDULE-STATUS"] = vText(reached)
        self._schedule(path, Calendar.from_ical(kept.raw) if kept is not None else None, calendar)
        self._keep(path, calendar.to_ical())
        return Answer(204 if kept is not None else 201)

    def _schedule(self, path: str, old: Calendar | None, new: Calendar) -> None:
        """One notice for each guest: of all that has changed, or of the one occurrence that has."""
        before = seen_by_guests(old, OWNER) if old is not None else {}
        after = seen_by_guests(new, OWNER)
        views = [_by_guest(before), _by_guest(after)]
        for guest in sorted(views[0].keys() | views[1].keys()):
            was, now = (view.get(guest, {}) for view in views)
            if was == now:
                continue
            kind = "invited" if not was else "cancelled" if not now else "updated"
            if kind == "updated" and len(now) == len(was) - 1 and was.items() >= now.items():
                kind = "cancelled"  # one of several
            self.notices.append(Notice(kind, guest, path))

    def _report(self, request: Outgoing) -> Answer:
        asked = ElementTree.fromstring(request.body)
        if asked.tag == f"{_CAL}free-busy-query":
            lines = "".join(f"FREEBUSY:{one}\r\n" for one in self.busy)
            inner = f"BEGIN:VFREEBUSY\r\n{lines}END:VFREEBUSY\r\n"
            text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{inner}END:VCALENDAR\r\n"
            return Answer(200, {"content-type": "text/calendar"}, text.encode())
        if asked.tag == f"{_CAL}calendar-multiget":
            paths = [unquote(one.text or "") for one in asked.findall(f"{_DAV}href")]
            rows = [
                (
                    one,
                    f"{_etag(self.objects[one])}<C:calendar-data>{escape(self.objects[one].raw.decode())}</C:calendar-data>",
                )
                for one in paths
            ]
            return several(rows)
        if asked.tag == f"{_CAL}calendar-query":
            return several([(path, _etag(self.objects[path])) for path in self.living])
        if not self.syncs:
            return refused("supported-report")
        return self._changed_since((asked.findtext(f"{_DAV}sync-token") or "").removeprefix("sync:"))

    def _changed_since(self, token: str) -> Answer:
        if token and int(token) < self.first_token:
            return refused("valid-sync-token")
        after = int(token or 0)
        rows = [
            (path, _etag(kept)) for path, kept in self.objects.items() if kept.changed > after and not kept.is_deleted
        ]
        gone = [path for path, kept in self.objects.items() if kept.changed > after and kept.is_deleted and token]
        return several(rows, gone, f"sync:{self._changes}")

    def _delete(self, path: str) -> None:
        kept = self.objects[path]
        event = main_event(Calendar.from_ical(kept.raw))
        self.notices += [Notice("cancelled", _bare(one), path) for one in _guests(event)]
        self._changes += 1
        kept.is_deleted, kept.changed = True, self._changes

    def _keep(self, path: str, raw: bytes) -> None:
        self._changes += 1
        self.objects[path] = Kept(raw, self._changes)


def several(rows: Iterable[tuple[str, str]], gone: Iterable[str] = (), token: str = "") -> Answer:
    """A 207 with these resources and their properties."""
    found = "".join(
        f"<D:response><D:href>{escape(path)}</D:href><D:propstat><D:prop>{props}</D:prop>"
        "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"
        for path, props in rows
    )
    found += "".join(
        f"<D:response><D:href>{escape(path)}</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>"
        for path in gone
    )
    end = f"<D:sync-token>{token}</D:sync-token>" if token else ""
    return Answer(
        207, {"content-type": "application/xml"}, f"<D:multistatus {_NAMES}>{found}{end}</D:multistatus>".encode()
    )


def refused(condition: str) -> Answer:
    """A precondition that is not met."""
    return Answer(403, {"content-type": "application/xml"}, f"<D:error {_NAMES}><D:{condition}/></D:error>".encode())


def _collection(name: str, kind: str) -> str:
    return (
        f"<D:resourcetype><D:collection/><C:calendar/></D:resourcetype><D:displayname>{name}</D:displayname>"
        f'<C:supported-calendar-component-set><C:comp name="{kind}"/></C:supported-calendar-component-set>'
    )


def _etag(kept: Kept) -> str:
    return f'<D:getetag>"{kept.changed}"</D:getetag>'


def _guests(event: Any) -> list[Any]:
    found = event.get("ATTENDEE", [])
    rows = found if isinstance(found, list) else [found]
    return [one for one in rows if _bare(one) != OWNER]


def _bare(attendee: Any) -> str:
    return str(attendee).lower().removeprefix("mailto:")


def _by_guest(seen: dict[datetime, dict[str, tuple[Any, ...]]]) -> dict[str, dict[datetime, tuple[Any, ...]]]:
    found: dict[str, dict[datetime, tuple[Any, ...]]] = {}
    for at, guests in seen.items():
        for guest, what in guests.items():
            found.setdefault(guest, {})[at] = what
    return found
