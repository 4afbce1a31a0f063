"""Mailchimp as far as it is used here, in memory. What it holds can be changed at any time."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing

KEY = "0123456789abcdef0123456789abcdef-us6"


def email_id(address: str) -> str:
    """What Mailchimp calls an address: the MD5 of its small letters."""
    return hashlib.md5(address.lower().encode()).hexdigest()  # noqa: S324


@dataclass
class FakeCampaign:
    """A sent campaign, whom it went to, and what they did: rows of email-activity by address."""

    id: str
    sent_at: datetime
    recipients: Sequence[str] = ()
    subject: str = "News of March"
    sender_name: str = "Rita"
    reply_to: str = "rita@acme.example"
    list_id: str = "l1"
    bounced: dict[str, str] = field(default_factory=dict)
    deeds: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    left: dict[str, datetime] = field(default_factory=dict)

    def does(self, address: str, action: str, at: datetime, **more: str) -> None:
        """Somebody opens, clicks, or is not reached."""
        self.deeds.setdefault(address, []).append({"action": action, "timestamp": at.isoformat(), **more})


class FakeMailchimp:
    """Answers as Mailchimp does. `broken` answers instead, once each, in order; `judge` sees every exchange."""

    def __init__(
        self,
        *campaigns: FakeCampaign,
        judge: Callable[[Outgoing, Answer], None] | None = None,
        account_id: str = "a1b2",
    ) -> None:
        self.account_id, self.account_name = account_id, "Acme News"
        self.campaigns = {one.id: one for one in campaigns}
        self.asked: list[Outgoing] = []
        self.broken: list[Answer] = []
        self.key = KEY
        self.audiences = {"l1": "Customers"}
        self.members: dict[str, dict[str, dict[str, Any]]] = {"l1": {}}
        # Addresses that it will not have, and why.
        self.refuses: dict[str, str] = {}
        self.webhooks: dict[str, dict[str, Any]] = {}
        # What new webhooks sign with; empty where signing is off.
        self.signing_secret = ""
        # Whoever asks for one after so many dies of it.
        self.dies_at: int | None = None
        self.dies_after = False
        self._judge = judge

    def __call__(self, request: Outgoing) -> Answer:
        self.asked.append(request)
        dies = self.dies_at is not None and len(self.asked) > self.dies_at
        if dies and not self.dies_after:
            raise SystemExit
        answer = self.broken.pop(0) if self.broken else self._answer(request)
        if dies:
            raise SystemExit
        if self._judge is not None:
            self._judge(request, answer)
        return answer

    @property
    def paths(self) -> list[str]:
        return [urlsplit(one.url).path.removeprefix("/3.0") for one in self.asked]

    def _answer(self, request: Outgoing) -> Answer:
        if not self.key:
            return problem(
                401,
                "API Key Invalid",
                "Your API key may be invalid, or you've attempted to access the wrong datacenter.",
            )
        parts = urlsplit(request.url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        path = parts.path.removeprefix("/3.0").strip("/").split("/")
        if path == [""]:
            return answered({"account_id": self.account_id, "account_name": self.account_name})
        if path == ["campaigns"]:
            return _paged("campaigns", self._sent(query["since_send_time"]), query, _told)
        if path == ["lists"]:
            return _paged("lists", list(self.audiences.items()), query, _audience)
        if path[0] == "lists" and path[2:3] == ["webhooks"] and path[1] in self.audiences:
            return self._webhook(request, path)
        if path[0] == "lists" and path[2:3] == ["members"] and request.method == "PATCH":
            return self._changed(path[1], path[3], json.loads(request.body))
        if path[0] == "lists" and len(path) == 2 and path[1] in self.audiences:
            return self._subscribed(path[1], json.loads(request.body))
        campaign = self.campaigns.get(path[1]) if path[0] == "reports" else None
        if campaign is None:
            return problem(404, "Resource Not Found", "The requested resource could not be found.")
        return _report(campaign, path[2], query)

    def _subscribed(self, list_id: str, asked: dict[str, Any]) -> Answer:
        there, new, errors = self.members.setdefault(list_id, {}), 0, []
        for one in asked["members"]:
            address = one["email_address"]
            if address in self.refuses:
                errors.append({"email_address": address, "error": self.refuses[address], "error_code": "ERROR_GENERIC"})
            elif address in there and not asked["update_existing"]:
                said = f"{address} is already a list member, do you want to update?"
                errors.append({"email_address": address, "error": said, "error_code": "ERROR_CONTACT_EXISTS"})
            else:
                new += address not in there
                there[address] = {"status": one["status"], "merge_fields": one["merge_fields"]}
        counts = {"total_created": new, "total_updated": 0, "error_count": len(errors)}
        return answered({"new_members": [], "updated_members": [], "errors": errors, **counts})

    def _changed(self, list_id: str, member: str, asked: dict[str, Any]) -> Answer:
        for address, one in self.members.get(list_id, {}).items():
            if email_id(address) == member:
                one["merge_fields"] |= asked["merge_fields"]
                return answered({"id": member, "email_address": address, **one})
        return problem(404, "Resource Not Found", "The requested resource could not be found.")

    def _webhook(self, request: Outgoing, path: list[str]) -> Answer:
        if request.method == "POST":
            made = {**json.loads(request.body), "id": f"w{len(self.webhooks) + 1}", "list_id": path[1]}
            self.webhooks[made["id"]] = made
            return answered({**made, **({"signing_secret": self.signing_secret} if self.signing_secret else {})})
        if request.method == "DELETE":
            if self.webhooks.pop(path[3], None) is None:
                return problem(404, "Resource Not Found", "The requested resource could not be found.")
            return Answer(204)
        rows = [one for one in self.webhooks.values() if one["list_id"] == path[1]]
        return answered({"webhooks": rows, "list_id": path[1], "total_items": len(rows)})

    def _sent(self, since: str) -> list[FakeCampaign]:
        sent = [one for one in self.campaigns.values() if one.sent_at > datetime.fromisoformat(since)]
        return sorted(sent, key=lambda one: one.sent_at)


def problem(status: int, title: str, detail: str, **headers: str) -> Answer:
    """An error in the form of all of Mailchimp's."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": "i-1"}
    return Answer(status, {"content-type": "application/problem+json", **headers}, json.dumps(body).encode())


def answered(body: Any) -> Answer:
    """What was asked for."""
    return Answer(200, {"content-type": "application/json"}, json.dumps(body).encode())


def _report(campaign: FakeCampaign, what: str, query: dict[str, str]) -> Answer:
    if what == "sent-to":
        return _paged(
            "sent_to",
            campaign.recipients,
            query,
            lambda address: {
                "email_id": email_id(address),
                "email_address": address,
                "status": campaign.bounced.get(address, "sent"),
            },
        )
    if what == "email-activity":
        since = datetime.fromisoformat(query["since"]) if "since" in query else None
        active = [
            (address, [one for one in rows if since is None or datetime.fromisoformat(one["timestamp"]) > since])
            for address, rows in campaign.deeds.items()
        ]
        return _paged(
            "emails",
            [one for one in active if one[1]],
            query,
            lambda one: {"email_id": email_id(one[0]), "activity": one[1]},
        )
    return _paged(
        "unsubscribes",
        list(campaign.left.items()),
        query,
        lambda one: {"email_id": email_id(one[0]), "timestamp": one[1].isoformat()},
    )


def _audience(one: tuple[str, str]) -> dict[str, Any]:
    return {"id": one[0], "name": one[1], "stats": {"member_count": 0}}


def _told(one: FakeCampaign) -> dict[str, Any]:
    return {
        "id": one.id,
        "send_time": one.sent_at.isoformat(),
        "emails_sent": len(one.recipients),
        "settings": {
            "subject_line": one.subject,
            "title": f"{one.subject}, final",
            "from_name": one.sender_name,
            "reply_to": one.reply_to,
        },
        "recipients": {"list_id": one.list_id, "list_name": "Customers"},
    }


def _paged(name: str, rows: Sequence[Any], query: dict[str, str], shown: Callable[[Any], Any]) -> Answer:
    offset, count = int(query.get("offset", 0)), int(query.get("count", 10))
    return answered({name: [shown(row) for row in rows[offset : offset + count]], "total_items": len(rows)})
