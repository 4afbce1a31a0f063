"""Google as far as it is used here, in memory: consent, who somebody is, and the Calendar API.

Built from the published description of Calendar API v3; `test_their_client.py` drives it with Google's own client.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.calendars.tests.failing import CalendarServer, Notice, path_of
from pacesetter.integrations.google.tests.recurring import instances_of
from pacesetter.integrations.sending import Outgoing

OWNER = "rita@gmail.example"
REFRESH_TOKEN = "1//refresh-token-one"
_EVENTS = "/calendar/v3/calendars/primary/events"


@dataclass
class Kept:
    """An event as Google keeps it; `changed` is the number of the change that made it so."""

    body: dict[str, Any]
    changed: int = 0


class FakeGoogle(CalendarServer):
    """Answers as Google does. `notices` are the mails that guests got."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = OWNER
        self.events: dict[str, Kept] = {}
        # Instances of recurring events that are otherwise than the rule.
        self.exceptions: dict[str, Kept] = {}
        self.busy: list[tuple[str, str]] = []
        self.clock = datetime(2026, 3, 22, 23, tzinfo=UTC)
        self.tokens = 0
        self.access = ""
        self.has_consent = True
        self.granted = (
            "openid https://www.googleapis.com/auth/userinfo.email"
            " https://www.googleapis.com/auth/calendar.events.owned https://www.googleapis.com/auth/calendar.freebusy"
        )
        # By us, until somebody consents anew.
        self.is_revoked = False
        self.first_token = 0
        self.per_page = 250
        self._changes = 0

    @property
    def living(self) -> list[str]:
        return [one for one, kept in self.events.items() if kept.body["status"] != "cancelled"]

    # What people do there.

    def answers(self, event_id: str, address: str, status: str, comment: str = "") -> None:
        kept = self._kept(event_id)
        for one in kept.body["attendees"]:
            if one["email"] == address:
                one["responseStatus"] = status.lower()
                if comment:
                    one["comment"] = comment
        self._touch(kept)

    def moves(self, event_id: str, start: datetime, end: datetime) -> None:
        kept = self._kept(event_id)
        kept.body["start"] = {"dateTime": start.isoformat(), "timeZone": "UTC"}
        kept.body["end"] = {"dateTime": end.isoformat(), "timeZone": "UTC"}
        self._touch(kept)

    def deletes(self, event_id: str) -> None:
        self._cancel(self._kept(event_id))

    def one_of(self, event_id: str, original_at: datetime) -> str:
        return f"{event_id}_{original_at.astimezone(UTC).strftime('%Y%m%dT%H%M%SZ')}"

    def starts(self, event_id: str) -> list[datetime]:
        rows = [one for one in self._instances(self.events[event_id]) if one["status"] != "cancelled"]
        return sorted(datetime.fromisoformat(one["start"]["dateTime"]).astimezone(UTC) for one in rows)

    def forgets_tokens(self) -> None:
        self.first_token = self._changes + 1

    def withdraws_consent(self) -> None:
        self.has_consent, self.access = False, ""

    def gives_consent(self) -> None:
        self.has_consent = True

    # What is asked.

    def _answer(self, request: Outgoing) -> Answer:
        path = path_of(request)
        if path == "/token":
            return self._token(parse_qs(request.body.decode()))
        if path == "/revoke":
            return self._revoke(parse_qs(request.body.decode())["token"][0])
        if not self.access or request.headers.get("Authorization") != f"Bearer {self.access}":
            return error(401, "authError", "Invalid Credentials")
        query = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
        if path == "/oauth2/v3/userinfo":
            return answered({"sub": "1066", "email": self.owner, "email_verified": True})
        if path == "/calendar/v3/freeBusy":
            return self._free_busy(json.loads(request.body))
        if path == _EVENTS:
            return self._insert(json.loads(request.body), query) if request.method == "POST" else self._list(query)
        event_id, _slash, part = path.removeprefix(f"{_EVENTS}/").partition("/")
        try:
            kept = self._kept(event_id)
        except KeyError:
            return error(404, "notFound", "Not Found")
        if part == "instances":
            return self._pages([one for one in self._instances(kept) if _is_within(one, query)], query)
        if request.method == "GET":
            return answered(kept.body)
        if request.method == "DELETE":
            return self._delete(kept)
        return self._patch(kept, json.loads(request.body), request)

    def _token(self, form: dict[str, list[str]]) -> Answer:
        if form["grant_type"] == ["authorization_code"]:
            self.is_revoked = False
        if not self.has_consent or self.is_revoked:
            refused = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
            return Answer(400, {"content-type": "application/json"}, json.dumps(refused).encode())
        self.tokens += 1
        self.access = f"ya29.access-token-{self.tokens}"
        body: dict[str, Any] = {
            "access_token": self.access,
            "expires_in": 3599,
            "token_type": "Bearer",
            "scope": self.granted,
        }
        if form["grant_type"] == ["authorization_code"]:
            body["refresh_token"] = REFRESH_TOKEN
        return answered(body)

    def _revoke(self, token: str) -> Answer:
        if not self.has_consent or self.is_revoked or token not in (self.access, REFRESH_TOKEN):
            return Answer(400, {"content-type": "application/json"}, b'{"error": "invalid_token"}')
        self.is_revoked, self.access = True, ""
        return answered({})

    def _insert(self, body: dict[str, Any], query: dict[str, str]) -> Answer:
        event_id = body["id"]
        if not (5 <= len(event_id) <= 1024) or set(event_id) - set("0123456789abcdefghijklmnopqrstuv"):
            return error(400, "invalid", "Invalid resource id value.")
        if event_id in self.events:
            return error(409, "duplicate", "The requested identifier already exists.")
        kept = Kept(
            {
                "kind": "calendar#event",
                "status": "confirmed",
                "iCalUID": f"{event_id}@google.com",
                "organizer": {"email": self.owner, "self": True},
                "creator": {"email": self.owner, "self": True},
                "sequence": 0,
                "attendees": [],
                **body,
            }
        )
        self.events[event_id] = kept
        self._touch(kept)
        if query.get("sendUpdates") == "all":
            self.notices += [Notice("invited", one["email"], event_id) for one in kept.body["attendees"]]
        return answered(kept.body)

    def _patch(self, kept: Kept, body: dict[str, Any], request: Outgoing) -> Answer:
        wanted = request.headers.get("If-Match")
        if wanted and wanted != kept.body["etag"]:
            return error(412, "conditionNotMet", "Precondition Failed")
        if kept.body["status"] == "cancelled":
            return error(403, "forbidden", "Forbidden")
        before = {one["email"] for one in kept.body["attendees"]}
        seen = {name: value for name, value in body.items() if name != "extendedProperties"}
        is_more = any(name != "attendees" and kept.body.get(name) != value for name, value in seen.items())
        private = (body.pop("extendedProperties", None) or {}).get("private") or {}
        kept.body.setdefault("extendedProperties", {}).setdefault("private", {}).update(private)
        if body.get("start", kept.body["start"]) != kept.body["start"]:
            # With another time every instance is as the rule says again.
            self._forget_exceptions(kept.body["id"])
        kept.body.update(body)
        after = {one["email"] for one in kept.body["attendees"]}
        self._touch(kept)
        event_id = kept.body["id"]
        self.notices += [Notice("cancelled", one, event_id) for one in sorted(before - after)]
        self.notices += [Notice("invited", one, event_id) for one in sorted(after - before)]
        if is_more:
            self.notices += [Notice("updated", one, event_id) for one in sorted(after & before)]
        return answered(kept.body)

    def _delete(self, kept: Kept) -> Answer:
        if kept.body["status"] == "cancelled":
            return error(410, "deleted", "Resource has been deleted")
        self._cancel(kept)
        return Answer(204)

    def _cancel(self, kept: Kept) -> None:
        kept.body["status"] = "cancelled"
        self._forget_exceptions(kept.body["id"])
        self.notices += [Notice("cancelled", one["email"], kept.body["id"]) for one in kept.body["attendees"]]
        self._touch(kept)

    def _list(self, query: dict[str, str]) -> Answer:
        token = query.get("syncToken", "")
        if token and "timeMin" in query:
            return error(400, "badRequest", "Sync token cannot be used with filters.")
        if token and int(token.removeprefix("sync-")) < self.first_token:
            return error(410, "fullSyncRequired", "Sync token is no longer valid, a full sync is required.")
        after = int(token.removeprefix("sync-")) if token else 0
        known = [*self.events.values(), *self.exceptions.values()]
        rows = sorted((one for one in known if one.changed > after), key=lambda one: one.changed)
        # Recurring events themselves are not listed, but their instances (singleEvents).
        bodies = [body for one in rows for body in (self._instances(one) or [one.body])]
        return self._pages([_listed(one) for one in bodies], query, nextSyncToken=f"sync-{self._changes}")

    def _pages(self, rows: list[dict[str, Any]], query: dict[str, str], **last: str) -> Answer:
        first = int(query.get("pageToken", "0"))
        size = min(self.per_page, int(query.get("maxResults", 250)))
        body: dict[str, Any] = {"kind": "calendar#events", "summary": self.owner, "items": rows[first : first + size]}
        if first + size < len(rows):
            return answered(body | {"nextPageToken": str(first + size)})
        return answered(body | last)

    def _instances(self, master: Kept) -> list[dict[str, Any]]:
        known = instances_of(master.body)
        return [self.exceptions[name].body if name in self.exceptions else body for name, body in known.items()]

    def _kept(self, event_id: str) -> Kept:
        """The event, or an instance, which is an exception from now on; raises KeyError."""
        if event_id in self.events:
            return self.events[event_id]
        if event_id not in self.exceptions:
            self.exceptions[event_id] = Kept(instances_of(self.events[event_id.partition("_")[0]].body)[event_id])
        return self.exceptions[event_id]

    def _forget_exceptions(self, event_id: str) -> None:
        if event_id in self.events:
            self.exceptions = {name: one for name, one in self.exceptions.items() if not name.startswith(event_id)}

    def _free_busy(self, body: dict[str, Any]) -> Answer:
        since, until = datetime.fromisoformat(body["timeMin"]), datetime.fromisoformat(body["timeMax"])
        if until - since > timedelta(days=92):
            return error(400, "timeRangeTooLong", "The requested time range is too long.")
        spans = [
            {"start": start, "end": end}
            for start, end in self.busy
            if datetime.fromisoformat(end) > since and datetime.fromisoformat(start) < until
        ]
        return answered({"kind": "calendar#freeBusy", "calendars": {"primary": {"busy": spans}}})

    def _touch(self, kept: Kept) -> None:
        self._changes += 1
        kept.changed = self._changes
        kept.body["etag"] = f'"{self._changes}"'
        kept.body["updated"] = self.clock.isoformat()


def answered(body: Any) -> Answer:
    """What was asked for."""
    return Answer(200, {"content-type": "application/json; charset=UTF-8"}, json.dumps(body).encode())


def error(status: int, reason: str, message: str, **headers: str) -> Answer:
    """An error in the form of all of Google's APIs."""
    one = {"domain": "global", "reason": reason, "message": message}
    body = {"error": {"code": status, "message": message, "errors": [one]}}
    return Answer(status, {"content-type": "application/json; charset=UTF-8", **headers}, json.dumps(body).encode())


def _is_within(body: dict[str, Any], query: dict[str, str]) -> bool:
    start, end = (datetime.fromisoformat(body[name]["dateTime"]) for name in ("start", "end"))
    return end > datetime.fromisoformat(query["timeMin"]) and start < datetime.fromisoformat(query["timeMax"])


def _listed(body: dict[str, Any]) -> dict[str, Any]:
    # Of what was deleted only this is promised.
    return {name: body[name] for name in ("id", "status", "etag")} if body["status"] == "cancelled" else body
