"""Brevo as far as it is used here, in memory. What it holds can be changed at any time; its own client judges it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.brevo.tests.judging import KEY, judge
from pacesetter.integrations.sending import Outgoing

__all__ = ["KEY", "FakeBrevo", "FakeCampaign"]

FILES = "files.brevo.example"


_MOMENT = "2026-01-01T09:00:00.000Z"
_ACCOUNT = {
    "organization_id": "o1",
    "user_id": 1,
    "companyName": "Acme News",
    "email": "ada@acme.example",
    "firstName": "Ada",
    "lastName": "Admin",
    "enterprise": False,
    "plan": [{"type": "free", "credits": 300, "creditsType": "sendLimit"}],
    "relay": {"enabled": False, "data": {"userName": "", "relay": "", "port": 587}},
    "address": {"city": "Wellington", "country": "NZ", "street": "1 Quay", "zipCode": "6011"},
}


@dataclass
class FakeCampaign:
    """A sent campaign, whom it went to, and what they did, as the statistics of a contact tell it."""

    id: int
    sent_at: datetime
    recipients: Sequence[str] = ()
    sender: str = "rita@acme.example"
    did: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)

    def does(self, address: str, what: str, **told: Any) -> None:
        """`does(JANE, "opened", count=2, eventTime=…)`."""
        where = {"ip": "192.0.2.1"} if what == "opened" else {}
        self.did.setdefault(address, {}).setdefault(what, []).append({"campaignId": self.id, **where, **told})


class FakeBrevo:
    """Answers as Brevo does. `broken` answers instead, once each, in order. Files need `looks` looks to be written."""

    def __init__(self, *campaigns: FakeCampaign, account_id: str = "o1") -> None:
        self.account_id = account_id
        self.campaigns = {one.id: one for one in campaigns}
        self.asked: list[Outgoing] = []
        self.broken: list[Answer] = []
        self.webhooks: dict[int, dict[str, Any]] = {}
        self.processes: dict[int, int] = {}
        self.lists = {7: "Customers"}
        self.contacts: dict[str, dict[str, Any]] = {}
        # Addresses that it will not have, and why.
        self.refuses: dict[str, str] = {}
        self.looks = 0
        self.fails = False
        self.file_status = 200

    def __call__(self, request: Outgoing) -> Answer:
        self.asked.append(request)
        parts = urlsplit(request.url)
        if parts.hostname == FILES:
            assert "api-key" not in request.headers
            return self._file(int(parts.path.rpartition("/")[2].removesuffix(".csv")))
        answer = self.broken.pop(0) if self.broken else self._answer(request)
        judge(request, answer)
        return answer

    @property
    def paths(self) -> list[str]:
        return [f"{one.method} {urlsplit(one.url).path.removeprefix('/v3')}" for one in self.asked]

    def _answer(self, request: Outgoing) -> Answer:
        parts = urlsplit(request.url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        path = [unquote(one) for one in parts.path.removeprefix("/v3").strip("/").split("/")]
        match request.method, path:
            case "GET", ["account"]:
                return told({**_ACCOUNT, "organization_id": self.account_id})
            case "GET", ["emailCampaigns"]:
                return _paged("campaigns", [_shown(one) for one in self._sent(query)], query)
            case "POST", ["emailCampaigns", number, "exportRecipients"] if int(number) in self.campaigns:
                process = len(self.processes) + 1
                self.processes[process] = int(number)
                return told({"processId": process}, 202)
            case "GET", ["processes", number] if int(number) in self.processes:
                return self._process(int(number))
            case "GET", ["contacts", "lists"]:
                return _paged("lists", [_list(number, name, self) for number, name in self.lists.items()], query)
            case "POST", ["contacts", "lists", number, "contacts", "add"] if int(number) in self.lists:
                return self._join(int(number), json.loads(request.body)["emails"])
            case "POST", ["contacts"]:
                return self._make(json.loads(request.body))
            case "PUT", ["contacts", address] if address in self.contacts:
                self.contacts[address]["attributes"] |= json.loads(request.body)["attributes"]
                return Answer(204)
            case "GET", ["contacts", address, "campaignStats"]:
                return self._statistics(address)
            case _, ["webhooks", *rest]:
                return self._webhook(request, rest)
        return error(404, "document_not_found", "Not found.")

    def _sent(self, query: dict[str, str]) -> list[FakeCampaign]:
        first, last = (datetime.fromisoformat(query[name]) for name in ("startDate", "endDate"))
        return [one for one in self.campaigns.values() if first <= one.sent_at <= last]

    def _process(self, number: int) -> Answer:
        row: dict[str, Any] = {"id": number, "name": "CAMPAIGN_USER_DETAILS", "status": "completed"}
        if self.looks > 0:
            self.looks -= 1
            return told({**row, "status": "in_process"})
        if self.fails:
            return told({**row, "status": "failed"})
        return told({**row, "export_url": f"https://{FILES}/{self.account_id}/{number}.csv?signature=file-secret-4711"})

    def _file(self, process: int) -> Answer:
        rows = self.campaigns[self.processes[process]].recipients
        lines = ["Name;Email_ID;Sent", *(f"Somebody;{address};yes" for address in rows)]
        return Answer(self.file_status, {}, ("\ufeff" + "\r\n".join(lines) + "\r\n").encode())

    def _statistics(self, address: str) -> Answer:
        known = [one for one in self.campaigns.values() if address in one.recipients]
        if not known:
            return error(404, "document_not_found", "Contact does not exist.")
        found: dict[str, Any] = {}
        for one in known:
            for what, rows in one.did.get(address, {}).items():
                found.setdefault(what, []).extend(rows)
        left = found.pop("userUnsubscription", None)
        both = {"userUnsubscription": left, "adminUnsubscription": []}
        return told({**found, **({"unsubscriptions": both} if left else {})})

    def _join(self, number: int, addresses: Sequence[str]) -> Answer:
        """Who is known and not in the list yet is put into it."""
        success = [one for one in addresses if number not in self.contacts.get(one, {"listIds": [number]})["listIds"]]
        for one in success:
            self.contacts[one]["listIds"].append(number)
        if not success:
            return error(400, "invalid_parameter", "Contact already in list and/or does not exist")
        failure = [one for one in addresses if one not in success]
        return told({"contacts": {"success": success, "failure": failure}}, 201)

    def _make(self, asked: dict[str, Any]) -> Answer:
        address = asked["email"]
        if address in self.refuses:
            return error(400, "invalid_parameter", self.refuses[address])
        if address in self.contacts:
            assert not asked["updateEnabled"]
            return error(400, "duplicate_parameter", "Contact already exist")
        self.contacts[address] = {"attributes": asked["attributes"], "listIds": list(asked["listIds"])}
        return told({"id": len(self.contacts)}, 201)

    def _webhook(self, request: Outgoing, rest: list[str]) -> Answer:
        if request.method == "POST":
            number = len(self.webhooks) + 1
            self.webhooks[number] = {**json.loads(request.body), "id": number}
            return told({"id": number}, 201)
        if request.method == "DELETE":
            return Answer(204) if self.webhooks.pop(int(rest[0]), None) else error(404, "document_not_found", "Gone.")
        whole = {"createdAt": _MOMENT, "modifiedAt": _MOMENT}
        rows = [
            {**{name: value for name, value in one.items() if name != "auth"}, **whole}
            for one in self.webhooks.values()
        ]
        return told({"webhooks": rows}) if rows else error(404, "document_not_found", "There is none.")


def told(body: Any, status: int = 200) -> Answer:
    """What was asked for."""
    return Answer(status, {"content-type": "application/json"}, json.dumps(body).encode())


def error(status: int, code: str, message: str) -> Answer:
    """An error in the form of all of Brevo's."""
    return told({"code": code, "message": message}, status)


def _paged(name: str, rows: Sequence[Any], query: dict[str, str]) -> Answer:
    offset, limit = int(query.get("offset", 0)), int(query.get("limit", 10))
    # Without any the list itself is left out.
    return told({"count": len(rows), **({name: rows[offset : offset + limit]} if rows else {})})


def _shown(one: FakeCampaign) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": "March, final",
        "subject": "News of March",
        "type": "classic",
        "status": "sent",
        "createdAt": _MOMENT,
        "modifiedAt": _MOMENT,
        "header": "",
        "footer": "",
        "htmlContent": "",
        "replyTo": one.sender,
        "testSent": False,
        "sentDate": one.sent_at.isoformat(timespec="milliseconds"),
        "sender": {"id": 1, "name": "Rita", "email": one.sender},
        "recipients": {"lists": [7], "exclusionLists": []},
        "statistics": {
            "globalStats": {"sent": len(one.recipients)},
            "campaignStats": [],
            "linksStats": {},
            "mirrorClick": 0,
            "remaining": 0,
        },
    }


def _list(number: int, name: str, of: FakeBrevo) -> dict[str, Any]:
    inside = sum(number in one["listIds"] for one in of.contacts.values())
    # The vendor has said that two of the counts end, and are 0 from then on.
    counts = {"totalBlacklisted": 0, "totalSubscribers": 0, "uniqueSubscribers": inside}
    return {"id": number, "name": name, "folderId": 1, **counts}
