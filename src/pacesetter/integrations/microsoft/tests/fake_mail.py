"""The mail of Microsoft as far as it is used here, in memory: messages and their delta in Graph v1.0.

Built from the published reference of Microsoft Graph: the resource message, and "message: delta".
"""

import base64
import email
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from pacesetter.core import clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.calendars.tests.failing import path_of
from pacesetter.integrations.microsoft.tests.fake import FakeGraph, answered, error
from pacesetter.integrations.sending import Outgoing

_FOLDERS = re.compile(r"/v1\.0/me/mailFolders/(inbox|sentitems)/messages/delta")
_BASE = "https://graph.microsoft.com/v1.0"

Reach = Callable[[str, str, bytes], tuple[int, str]]


@dataclass
class Kept:
    """A message, in which folder it lies, and the number of the change that brought it."""

    body: dict[str, Any]
    folder: str
    at: datetime
    changed: int


class FakeGraphMail(FakeGraph):
    """Answers as Graph does, mail included. `tells_headers` is whether it gives the headers of what was received."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Kept] = []
        self.oldest_change = 0
        self.mails_per_page = 50
        self.tells_headers = True
        self.subscriptions: dict[str, dict[str, Any]] = {}
        # How it reaches an address: with a query and a body, for the status and the text that come back.
        self.reach: Reach | None = None
        self.made = 0

    def comes(self, raw: bytes, at: datetime, *, folder: str = "inbox") -> None:
        """A mail is sent or received."""
        where = "sentitems" if folder == "sent" else "inbox"
        self.messages.append(
            Kept(_told(raw, at, where == "inbox" and self.tells_headers), where, at, len(self.messages))
        )

    def forgets_where_we_were(self) -> None:
        self.oldest_change = len(self.messages) + 1

    def _token(self, form: dict[str, list[str]]) -> Answer:
        answer = super()._token(form)
        if answer.status != 200:
            return answer
        return answered({**json.loads(answer.body), "scope": "User.Read Calendars.ReadWrite Mail.ReadBasic"})

    def _answer(self, request: Outgoing) -> Answer:
        path = path_of(request).removeprefix("/v1.0")
        found, of_folder = _FOLDERS.fullmatch(path_of(request)), re.fullmatch(r"/me/mailFolders/(\w+)/messages", path)
        if found is None and of_folder is None and not path.startswith("/subscriptions"):
            return super()._answer(request)
        if not self.access or request.headers.get("Authorization") != f"Bearer {self.access}":
            return error(401, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.")
        query = {name: values[0] for name, values in parse_qs(urlsplit(request.url).query).items()}
        if path.startswith("/subscriptions"):
            return self._subscriptions(request, path.removeprefix("/subscriptions").strip("/"), query)
        if of_folder is not None:
            return self._counted(of_folder[1], query)
        assert found is not None
        return self._delta_of(found[1], query)

    def reports(self, folder: str, **changed: Any) -> int:
        """Send what the subscription of this folder has to report, each field as given here; the status that came."""
        (known,) = [one for one in self.subscriptions.values() if f"'{folder}'" in one["resource"]]
        report = {
            "subscriptionId": known["id"],
            "subscriptionExpirationDateTime": known["expirationDateTime"],
            "clientState": known["clientState"],
            "changeType": "created",
            "resource": "Users/8f0b/Messages/AAMk",
            "resourceData": {"@odata.type": "#Microsoft.Graph.Message", "id": "AAMk"},
            "tenantId": "84bd8158-6d4d-4958-8b9f-9d6445542f95",
            **changed,
        }
        assert self.reach is not None
        return self.reach(known["notificationUrl"], "", json.dumps({"value": [report]}).encode())[0]

    def lifecycle(self, folder: str, name: str, **changed: Any) -> int:
        """Send a lifecycle notification of this folder's subscription; the status that came."""
        return self.reports(folder, lifecycleEvent=name, changeType=None, resource=None, resourceData=None, **changed)

    def _subscriptions(self, request: Outgoing, named: str, query: dict[str, str]) -> Answer:
        if request.method == "POST":
            return self._subscribed(json.loads(request.body))
        if not named:
            # One for each page, so that pages are followed.
            every, start = list(self.subscriptions.values()), int(query.get("$skiptoken", "0"))
            body: dict[str, Any] = {"value": every[start : start + 1]}
            if start + 1 < len(every):
                body["@odata.nextLink"] = f"{_BASE}/subscriptions?$skiptoken={start + 1}"
            return answered(body)
        known = self.subscriptions.get(named)
        if known is None:
            return error(404, "ResourceNotFound", "The object was not found.")
        if request.method == "DELETE":
            del self.subscriptions[named]
            return Answer(204)
        known.update(json.loads(request.body))
        return answered(known)

    def _subscribed(self, body: dict[str, Any]) -> Answer:
        until = datetime.fromisoformat(body["expirationDateTime"])
        if until - clock.now() > timedelta(minutes=4230):
            return error(400, "InvalidRequest", "Subscription expiration can only be 4230 minutes in the future.")
        if len(body["clientState"]) > 128 or body["changeType"] != "created":
            return error(400, "InvalidRequest", "The property is not valid.")
        for name in ("notificationUrl", "lifecycleNotificationUrl"):
            token = "Validation: Testing client application reachability for subscription & <b>Request-Id</b>: 7"
            status, said = self.reach(body[name], f"validationToken={quote(token)}", b"") if self.reach else (404, "")
            if status != 200 or said != token:
                words = f"Subscription validation request failed. Response must exactly match. HTTP {status}"
                return error(400, "ValidationError", words)
        subscription_id = f"7f105c7d-2dc5-4530-97cd-{self.made:012x}"
        self.made += 1
        self.subscriptions[subscription_id] = {**body, "id": subscription_id}
        return answered(self.subscriptions[subscription_id], status=201)

    def _counted(self, folder: str, query: dict[str, str]) -> Answer:
        since = datetime.fromisoformat(query["$filter"].removeprefix("receivedDateTime ge "))
        number = len([one for one in self.messages if one.folder == folder and one.at >= since])
        return answered({"@odata.count": number, "value": []})

    def _delta_of(self, folder: str, query: dict[str, str]) -> Answer:
        token = query.get("$skiptoken") or query.get("$deltatoken") or ""
        if token and set(query) - {"$skiptoken", "$deltatoken"}:
            return error(400, "BadRequest", "The link is to be used as it was given.")
        after, start, since = (int(part) for part in token.split(":")) if token else (-1, 0, 0)
        if token and after + 1 < self.oldest_change:
            return error(410, "syncStateNotFound", "The sync state generation is not found.")
        if not token:
            since = int(datetime.fromisoformat(query["$filter"].removeprefix("receivedDateTime ge ")).timestamp())
        rows = [one for one in self.messages if one.folder == folder and one.changed > after]
        rows = [one for one in rows if one.at.timestamp() >= since]
        body: dict[str, Any] = {"value": [one.body for one in rows[start : start + self.mails_per_page]]}
        where = f"{_BASE}/me/mailFolders/{folder}/messages/delta"
        if start + self.mails_per_page < len(rows):
            body["@odata.nextLink"] = f"{where}?$skiptoken={after}:{start + self.mails_per_page}:{since}"
        else:
            body["@odata.deltaLink"] = f"{where}?$deltatoken={len(self.messages) - 1}:0:{since}"
        return answered(body)


def _told(raw: bytes, at: datetime, with_headers: bool) -> dict[str, Any]:
    parsed = email.message_from_string(raw.decode())
    people = {name: _people(parsed.get_all(name, [])) for name in ("From", "To", "Cc")}
    is_answer = "In-Reply-To" in parsed
    body: dict[str, Any] = {
        "@odata.etag": 'W/"1"',
        "id": "AAMk-" + base64.urlsafe_b64encode(str(parsed["Message-ID"]).encode()).decode(),
        "internetMessageId": parsed["Message-ID"],
        "conversationId": "AAQk-one=",
        "conversationIndex": base64.b64encode(bytes(27 if is_answer else 22)).decode(),
        "subject": parsed["Subject"],
        "from": people["From"][0],
        "toRecipients": people["To"],
        "ccRecipients": people["Cc"],
        "sentDateTime": _moment(parsedate_to_datetime(parsed["Date"])),
        "receivedDateTime": _moment(at),
        "isDraft": "X-Draft" in parsed,
    }
    if with_headers:
        body["internetMessageHeaders"] = [{"name": name, "value": value} for name, value in parsed.items()]
    return body


def _people(values: list[str]) -> list[dict[str, Any]]:
    return [{"emailAddress": {"name": name, "address": address}} for name, address in getaddresses(values)]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
