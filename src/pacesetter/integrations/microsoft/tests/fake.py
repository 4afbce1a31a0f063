"""Microsoft as far as it is used here, in memory: consent, `/me`, and the events of Outlook through Graph v1.0.

Built from the published reference of Microsoft Graph v1.0. Microsoft's own client (`msgraph-sdk` 1.65) understood its
answers and errors when that was tried by hand; it is too large (440 MB) to be part of the tests.
"""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.calendars.tests.failing import CalendarServer, Notice, path_of
from pacesetter.integrations.microsoft.tests.recurring import in_utc, occurrences_of, told
from pacesetter.integrations.sending import Outgoing

OWNER = "rita@outlook.example"
_BASE = "https://graph.microsoft.com/v1.0"
_RESPONSES = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentativelyAccepted"}


@dataclass
class Kept:
    """An event as Exchange keeps it."""

    body: dict[str, Any]
    properties: dict[str, str]
    changed: int = 0
    is_deleted: bool = False


class FakeGraph(CalendarServer):
    """Answers as Graph does."""

    def __init__(self) -> None:
        super().__init__()
        self.events: dict[str, Kept] = {}
        # Occurrences that are otherwise than their series.
        self.exceptions: dict[str, Kept] = {}
        self.busy: list[dict[str, Any]] = []
        self.tokens = 0
        self.access = self.refresh = ""
        self.has_consent = True
        self.now = datetime(2026, 3, 22, 23, tzinfo=UTC)
        self.first_token = 0
        self.per_page = 100
        self._changes = 0

    @property
    def living(self) -> list[str]:
        return [one for one, kept in self.events.items() if not kept.is_deleted]

    # What people do there.

    def answers(self, event_id: str, address: str, status: str, comment: str = "") -> None:
        kept = self._kept(event_id)
        for one in kept.body["attendees"]:
            if one["emailAddress"]["address"] == address:
                one["status"] = {"response": _RESPONSES[status], "time": self.now.strftime("%Y-%m-%dT%H:%M:%SZ")}
        self._touch(kept)

    def proposes(self, event_id: str, address: str, start: datetime, end: datetime) -> None:
        """A guest would rather have another time."""
        kept = self._kept(event_id)
        for one in kept.body["attendees"]:
            if one["emailAddress"]["address"] == address:
                one["status"] = {"response": "tentativelyAccepted", "time": self.now.strftime("%Y-%m-%dT%H:%M:%SZ")}
                one["proposedNewTime"] = {"start": told(start), "end": told(end)}
        self._touch(kept)

    def moves(self, event_id: str, start: datetime, end: datetime) -> None:
        kept = self._kept(event_id)
        kept.body |= {"start": told(start), "end": told(end)}
        self._touch(kept)

    def deletes(self, event_id: str) -> None:
        self._cancel(self._kept(event_id))

    def one_of(self, event_id: str, original_at: datetime) -> str:
        return f"{event_id}.{original_at.astimezone(UTC):%Y%m%dT%H%M}"

    def starts(self, event_id: str) -> list[datetime]:
        return sorted(in_utc(one.body["start"]) for one in self._occurrences(self.events[event_id]))

    def forgets_tokens(self) -> None:
        self.first_token = self._changes + 1

    def withdraws_consent(self) -> None:
        self.has_consent, self.access = False, ""

    def gives_consent(self) -> None:
        self.has_consent = True

    # What is asked.

    def _answer(self, request: Outgoing) -> Answer:
        path = path_of(request)
        if path.endswith("/oauth2/v2.0/token"):
            return self._token(parse_qs(request.body.decode()))
        if not self.access or request.headers.get("Authorization") != f"Bearer {self.access}":
            return error(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.")
        query = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
        path = path.removeprefix("/v1.0")
        if path == "/me":
            return answered({"id": "8f0b", "mail": OWNER, "userPrincipalName": OWNER})
        if path == "/me/calendarView":
            return answered({"value": self.busy})
        if path == "/me/calendarView/delta":
            return self._delta(query)
        if path == "/me/events":
            return self._post(json.loads(request.body)) if request.method == "POST" else self._found(query)
        event_id, _slash, deed = path.removeprefix("/me/events/").partition("/")
        try:
            kept = self._kept(event_id)
        except KeyError:
            return error(404, "ErrorItemNotFound", "The specified object was not found in the store.")
        if kept.is_deleted:
            return error(404, "ErrorItemNotFound", "The specified object was not found in the store.")
        if deed == "instances":
            return self._instances(kept, query)
        if deed == "cancel":
            self._cancel(kept)
            return Answer(202)
        if request.method == "GET":
            return answered(self._told_of(kept, query))
        return self._patch(kept, json.loads(request.body), request)

    def _token(self, form: dict[str, list[str]]) -> Answer:
        if not self.has_consent:
            body = {"error": "invalid_grant", "error_description": "AADSTS50173: The provided grant has expired."}
            return Answer(400, {"content-type": "application/json"}, json.dumps(body).encode())
        if form["grant_type"] == ["refresh_token"] and form["refresh_token"] != [self.refresh]:
            body = {"error": "invalid_grant", "error_description": "AADSTS70000: The refresh token was used before."}
            return Answer(400, {"content-type": "application/json"}, json.dumps(body).encode())
        self.tokens += 1
        self.access, self.refresh = f"eyJ0-access-token-{self.tokens}", f"0.AXEA-refresh-token-{self.tokens}"
        return answered(
            {
                "token_type": "Bearer",
                "scope": "User.Read Calendars.ReadWrite",
                "expires_in": 3599,
                "access_token": self.access,
                "refresh_token": self.refresh,
            }
        )

    def _post(self, body: dict[str, Any]) -> Answer:
        transaction = body["transactionId"]
        for known in self.events.values():
            if known.body.get("transactionId") == transaction:
                if known.is_deleted or known.body["subject"] != body["subject"]:
                    words = (
                        "The TransactionId specified in the request has already been used to create a different event."
                    )
                    return error(409, "ErrorDuplicateTransactionId", words)
                return answered(self._told_of(known, {}), status=201)
        properties = {one["id"].lower(): one["value"] for one in body.pop("singleValueExtendedProperties", ())}
        event_id = f"AAkALgAAAAAAHYQDEapmEc2byACqAC{len(self.events)}="
        for one in body["attendees"]:
            one["status"] = {"response": "none", "time": "0001-01-01T00:00:00Z"}
        kept = Kept({**body, "id": event_id, "isCancelled": False, "isOrganizer": True}, properties)
        self.events[event_id] = kept
        self._touch(kept)
        self.notices += [Notice("invited", _address(one), event_id) for one in body["attendees"]]
        return answered(self._told_of(kept, {}), status=201)

    def _patch(self, kept: Kept, body: dict[str, Any], request: Outgoing) -> Answer:
        wanted = request.headers.get("If-Match")
        if wanted and wanted != kept.body["@odata.etag"]:
            return error(412, "ErrorIrresolvableConflict", "The change key passed does not match the current one.")
        for one in body.pop("singleValueExtendedProperties", ()):
            kept.properties[one["id"].lower()] = one["value"]
        before = {_address(one): one for one in kept.body["attendees"]}
        is_more = bool(set(body) - {"attendees"})
        for one in body.get("attendees", ()):
            known = before.get(_address(one), {})
            one["status"] = known.get("status", {"response": "none", "time": "0001-01-01T00:00:00Z"})
        kept.body |= body
        if "recurrence" in body:
            # Exchange makes every occurrence anew.
            self.exceptions = {
                name: one for name, one in self.exceptions.items() if one.body["seriesMasterId"] != kept.body["id"]
            }
        if "start" in body:  # another time asks everybody anew
            for one in kept.body["attendees"]:
                one["status"] = {"response": "none", "time": "0001-01-01T00:00:00Z"}
                one.pop("proposedNewTime", None)
        after = {_address(one) for one in kept.body["attendees"]}
        self._touch(kept)
        event_id = kept.body["id"]
        self.notices += [Notice("cancelled", one, event_id) for one in sorted(set(before) - after)]
        self.notices += [Notice("invited", one, event_id) for one in sorted(after - set(before))]
        if is_more:
            self.notices += [Notice("updated", one, event_id) for one in sorted(after & set(before))]
        return answered(self._told_of(kept, {}))

    def _cancel(self, kept: Kept) -> None:
        kept.is_deleted = True
        self._touch(kept)
        self.notices += [Notice("cancelled", _address(one), kept.body["id"]) for one in kept.body["attendees"]]

    def _found(self, query: dict[str, str]) -> Answer:
        found = re.fullmatch(
            r"singleValueExtendedProperties/any\(ep: ep/id eq '([^']+)' and ep/value eq '([^']+)'\)", query["$filter"]
        )
        if found is None:
            return error(400, "ErrorInvalidUrlQueryFilter", "The filter can't be read.")
        rows = [one for one in self.events.values() if one.properties.get(found[1].lower()) == found[2]]
        return answered({"value": [self._told_of(one, query) for one in rows if not one.is_deleted]})

    def _delta(self, query: dict[str, str]) -> Answer:
        if {"$select", "$filter", "$expand"} & query.keys():
            return error(400, "ErrorInvalidUrlQuery", "The query parameter is not supported.")
        token, _colon, place = query.get("$deltatoken", query.get("$skiptoken", "0:0")).partition(":")
        if int(token) < self.first_token and ("$deltatoken" in query or "$skiptoken" in query):
            return error(410, "SyncStateNotFound", "The sync state generation is not found; resync is required.")
        known = [*self.events.values(), *self.exceptions.values()]
        rows = sorted((one for one in known if one.changed > int(token)), key=lambda one: one.changed)
        first = int(place or 0)
        page = rows[first : first + self.per_page]
        value = [
            {"@removed": {"reason": "deleted"}, "id": one.body["id"]} if one.is_deleted else self._told_of(one, {})
            for one in page
        ]
        address = f"{_BASE}/me/calendarView/delta"
        if first + self.per_page < len(rows):
            link = {"@odata.nextLink": f"{address}?$skiptoken={token}:{first + self.per_page}"}
        else:
            link = {"@odata.deltaLink": f"{address}?$deltatoken={self._changes}:0"}
        return answered({"value": value, **link})

    def _told_of(self, kept: Kept, query: dict[str, str]) -> dict[str, Any]:
        body = {**kept.body, "start": told(in_utc(kept.body["start"])), "end": told(in_utc(kept.body["end"]))}
        expand = re.search(r"id eq '([^']+)'", query.get("$expand", ""))
        if expand is not None and expand[1].lower() in kept.properties:
            body["singleValueExtendedProperties"] = [{"id": expand[1], "value": kept.properties[expand[1].lower()]}]
        return body

    def _kept(self, event_id: str) -> Kept:
        """The event, or an occurrence, which is an exception from now on; raises KeyError."""
        if event_id in self.events:
            return self.events[event_id]
        if event_id not in self.exceptions:
            master = self.events[event_id.partition(".")[0]]
            body = occurrences_of(master.body)[event_id] | {"type": "exception"}
            self.exceptions[event_id] = Kept(body, {})
        return self.exceptions[event_id]

    def _occurrences(self, master: Kept) -> list[Kept]:
        found = [self.exceptions.get(name, Kept(body, {})) for name, body in occurrences_of(master.body).items()]
        return [one for one in found if not one.is_deleted]

    def _instances(self, master: Kept, query: dict[str, str]) -> Answer:
        since, until = (datetime.fromisoformat(query[name]) for name in ("startDateTime", "endDateTime"))
        rows = [one for one in self._occurrences(master) if since <= in_utc(one.body["start"]) < until]
        return answered({"value": [self._told_of(one, query) for one in rows]})

    def _touch(self, kept: Kept) -> None:
        self._changes += 1
        kept.changed = self._changes
        kept.body |= {"@odata.etag": f'W/"{self._changes}"', "changeKey": str(self._changes)}


def answered(body: Any, status: int = 200) -> Answer:
    """What was asked for."""
    return Answer(status, {"content-type": "application/json"}, json.dumps(body).encode())


def error(status: int, code: str, message: str, **headers: str) -> Answer:
    """An error in the form of Graph's."""
    body = {"error": {"code": code, "message": message, "innerError": {"request-id": "r-1"}}}
    return Answer(status, {"content-type": "application/json", **headers}, json.dumps(body).encode())


def _address(attendee: dict[str, Any]) -> str:
    return str(attendee["emailAddress"]["address"])
