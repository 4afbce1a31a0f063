"""A Xero of our own: projects, and contacts of the Accounting API. Xero's own client judges every exchange.

It honours idempotency keys, as the real one does; a test can switch that off.
"""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pacesetter.core.http import TooSlow
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.workflowmax.tests.fake import ORGANISATION, an_id, said
from pacesetter.integrations.xero_projects.tests.judging import judge


class FakeXero:
    """Answers requests."""

    def __init__(self) -> None:
        self.contacts: list[dict[str, Any]] = []
        self.projects: list[dict[str, Any]] = []
        self.keys: dict[str, dict[str, Any]] = {}
        self.knows_keys = True
        self.loses: str = ""  # "before" or "after": what becomes of the next new project

    def __call__(self, request: Outgoing) -> Answer:
        parts = urlsplit(request.url)
        if parts.path == "/connect/token":
            assert request.headers["Authorization"].startswith("Basic ")
            return said({"access_token": "a", "refresh_token": "r", "expires_in": 1800})
        if parts.path == "/connections":
            return said([{"tenantId": ORGANISATION, "tenantType": "ORGANISATION", "tenantName": "Acme Ltd"}])
        assert request.headers["Xero-Tenant-Id"] == ORGANISATION
        query = parse_qs(parts.query)
        if parts.path.startswith("/api.xro/2.0/Contacts"):
            answer = self._contact(request, query)
            judge(request, answer)
            return answer
        return self._project(request, query)

    def _contact(self, request: Outgoing, query: dict[str, list[str]]) -> Answer:
        if request.method == "GET":
            term = query["searchTerm"][0].lower()
            return said({"Contacts": [one for one in self.contacts if term in one["Name"].lower()]})
        (sent,) = json.loads(request.body)["Contacts"]
        self.contacts.append({"ContactID": an_id(300 + len(self.contacts)), "ContactStatus": "ACTIVE", **sent})
        return said({"Contacts": self.contacts[-1:]})

    def _project(self, request: Outgoing, query: dict[str, list[str]]) -> Answer:
        lost, made_new = self.loses, request.method == "POST"
        if made_new:
            self.loses = ""
        if made_new and lost == "before":
            raise TooSlow("api.xero.com did not answer in time")
        answer = self._made(request) if made_new else self._found(query)
        judge(request, answer)
        if made_new and lost:
            raise TooSlow("api.xero.com did not answer in time")
        return answer

    def _made(self, request: Outgoing) -> Answer:
        key = request.headers["Idempotency-Key"]
        if not (self.knows_keys and key in self.keys):
            row = {"projectId": an_id(400 + len(self.projects)), "status": "INPROGRESS", **json.loads(request.body)}
            self.projects.append(row)
            self.keys[key] = row
        return Answer(201, {}, json.dumps(self.keys[key]).encode())

    def _found(self, query: dict[str, list[str]]) -> Answer:
        ids = query.get("projectIds")
        rows = [
            one
            for one in self.projects
            if (ids is None or one["projectId"] in ids) and query.get("contactID") in (None, [one["contactId"]])
        ]
        return said({"items": rows})
