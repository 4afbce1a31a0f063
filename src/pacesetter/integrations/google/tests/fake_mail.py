"""The mail of Google as far as it is used here, in memory: Gmail API v1 under the permission `gmail.metadata`.

Built from the published reference of Gmail API v1: https://developers.google.com/workspace/gmail/api/reference/rest.
"""

import email
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pacesetter.core import clock as core_clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.calendars.tests.failing import path_of
from pacesetter.integrations.google.tests.fake import FakeGoogle, answered, error
from pacesetter.integrations.sending import Outgoing

_ME = "/gmail/v1/users/me"
TOPIC = "projects/acme-kpi/topics/pacesetter-mail"


@dataclass
class Kept:
    """A message, the labels that it has, and the number of the change that brought it."""

    id: str
    raw: bytes
    labels: list[str]
    at: datetime
    history: int
    thread: str = "thread-1"


class FakeGmail(FakeGoogle):
    """Answers as Google does, mail included."""

    def __init__(self) -> None:
        super().__init__()
        self.granted += " https://www.googleapis.com/auth/gmail.metadata"
        self.messages: dict[str, Kept] = {}
        self.history = 1000
        self.oldest_history = 0
        self.mails_per_page = 50
        # To which topic it publishes, and until when; None where nobody watches.
        self.watch: dict[str, Any] | None = None

    def comes(
        self, raw: bytes, at: datetime, *, folder: str = "inbox", labels: Iterable[str] = (), thread: str = "thread-1"
    ) -> str:
        """A mail is sent or received."""
        self.history += 7
        message_id = f"18f{len(self.messages):013x}"
        named = ["SENT"] if folder == "sent" else ["INBOX", "UNREAD"]
        self.messages[message_id] = Kept(message_id, raw, [*(labels or named)], at, self.history, thread)
        return message_id

    def forgets_where_we_were(self) -> None:
        self.history += 1
        self.oldest_history = self.history

    def _answer(self, request: Outgoing) -> Answer:
        path = path_of(request)
        if not path.startswith(_ME):
            return super()._answer(request)
        if not self.access or request.headers.get("Authorization") != f"Bearer {self.access}":
            return error(401, "authError", "Invalid Credentials")
        query = parse_qs(urlsplit(request.url).query)
        first = {name: values[0] for name, values in query.items()}
        if path == f"{_ME}/watch":
            return self._watch(json.loads(request.body))
        if path == f"{_ME}/stop":
            self.watch = None
            return Answer(204)
        if path == f"{_ME}/labels/{first_label(path)}":
            return self._label(first_label(path))
        if path == f"{_ME}/profile":
            return answered({"historyId": str(self.history)})
        if path == f"{_ME}/messages":
            return self._listed(first)
        if path == f"{_ME}/history":
            return self._changed(first)
        return self._message(path.removeprefix(f"{_ME}/messages/"), first, query.get("metadataHeaders", []))

    def _watch(self, body: dict[str, Any]) -> Answer:
        if body["topicName"] != TOPIC:
            return error(403, "forbidden", "Error sending test message to Cloud PubSub: User not authorized.")
        until = int((core_clock.now() + timedelta(days=7)).timestamp() * 1000)
        self.watch = {**body, "expiration": str(until)}
        return answered({"historyId": str(self.history), "expiration": str(until)})

    def _label(self, label: str) -> Answer:
        total = len([one for one in self.messages.values() if label in one.labels])
        return answered({"id": label, "name": label, "type": "system", "messagesTotal": total})

    def _listed(self, query: dict[str, str]) -> Answer:
        if "q" in query:
            return error(403, "forbidden", "Metadata scope does not support 'q' parameter")
        rows = [one for one in self.messages.values() if query["labelIds"] in one.labels]
        rows.sort(key=lambda one: one.at, reverse=True)
        start, size = int(query.get("pageToken", "0")), min(self.mails_per_page, int(query["maxResults"]))
        body: dict[str, Any] = {"messages": [{"id": one.id} for one in rows[start : start + size]]}
        if start + size < len(rows):
            body["nextPageToken"] = str(start + size)
        # Where there is none the field is missing, as in every answer of Google's.
        return answered({name: value for name, value in body.items() if value})

    def _changed(self, query: dict[str, str]) -> Answer:
        since = int(query["startHistoryId"])
        if since < self.oldest_history:
            return error(404, "notFound", "Requested entity was not found.")
        rows = sorted((one for one in self.messages.values() if one.history > since), key=lambda one: one.history)
        start, size = int(query.get("pageToken", "0")), min(self.mails_per_page, int(query["maxResults"]))
        records = [
            {"messagesAdded": [{"message": {"id": one.id, "labelIds": one.labels}}]}
            for one in rows[start : start + size]
        ]
        body: dict[str, Any] = {"historyId": str(self.history)}
        if records:
            body["history"] = records
        if start + size < len(rows):
            body["nextPageToken"] = str(start + size)
        return answered(body)

    def _message(self, message_id: str, query: dict[str, str], wanted: list[str]) -> Answer:
        kept = self.messages.get(message_id)
        if kept is None:
            return error(404, "notFound", "Requested entity was not found.")
        if query.get("format") != "metadata":
            return error(403, "forbidden", "Metadata scope doesn't allow format FULL")
        parsed = email.message_from_string(kept.raw.decode())
        names = {name.lower() for name in wanted}
        headers = [{"name": name, "value": value} for name, value in parsed.items() if name.lower() in names]
        told = {
            "id": kept.id,
            "threadId": kept.thread,
            "labelIds": kept.labels,
            "internalDate": str(int(kept.at.timestamp() * 1000)),
            "payload": {"headers": headers},
        }
        return Answer(200, {"content-type": "application/json; charset=UTF-8"}, json.dumps(told).encode())


def first_label(path: str) -> str:
    """The label that a path of the API names."""
    return path.removeprefix(f"{_ME}/labels/").partition("/")[0]
