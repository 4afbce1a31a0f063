"""A Xero of our own: projects by what we use of Xero's OpenAPI document 3.0.0, contacts of the Accounting API.

It honours idempotency keys, as the real one does; a test can switch that off.
"""

import json
from functools import cache
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse

from pacesetter.core.http import TooSlow
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.workflowmax.tests.fake import ORGANISATION, an_id, said

UUID = {"type": "string", "format": "uuid"}
TEXT = {"type": "string"}
MOMENT = {"type": "string", "format": "date-time"}
STATUS = {"type": "string", "enum": ["INPROGRESS", "CLOSED"]}
PAGE = {"type": "integer", "minimum": 1}
NAME = {"type": "string", "maxLength": 255}
CONTACT = {
    "type": "object",
    "properties": {
        "ContactID": UUID,
        "ContactStatus": {"type": "string", "enum": ["ACTIVE", "ARCHIVED", "GDPRREQUEST"]},
        "Name": NAME,
        "FirstName": NAME,
        "LastName": NAME,
        "EmailAddress": NAME,
    },
}
CONTACTS = {"type": "object", "properties": {"Contacts": {"type": "array", "items": CONTACT}}}
NEW_CONTACTS = {
    "type": "object",
    "required": ["Contacts"],
    "properties": {"Contacts": {"type": "array", "items": {**CONTACT, "additionalProperties": False}}},
}
PROJECT = {
    "type": "object",
    "properties": {"projectId": UUID, "contactId": UUID, "name": TEXT, "status": STATUS, "deadlineUtc": MOMENT},
}
NEW_PROJECT = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "contactId": UUID,
        "name": TEXT,
        "deadlineUtc": {"type": "string", "format": "date-time"},
        "estimateAmount": {"type": "number"},
    },
}
MANY = {"type": "object", "properties": {"items": {"type": "array", "items": PROJECT}}}


def _parameter(where: str, name: str, schema: Any, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": where, "schema": schema, "required": required}


TENANT = _parameter("header", "Xero-Tenant-Id", TEXT, required=True)
QUERY = {
    "projectIds": {"type": "array", "items": UUID},
    "contactID": UUID,
    "states": TEXT,
    "page": PAGE,
    "pageSize": {"type": "integer", "minimum": 1, "maximum": 500},
}


def contract() -> OpenAPI:
    """What of the document is asked here."""

    def answered(status: str, schema: Any) -> dict[str, Any]:
        return {status: {"description": "fine", "content": {"application/json": {"schema": schema}}}}

    return OpenAPI.from_dict(
        {
            "openapi": "3.0.0",
            "info": {"title": "Xero Projects, as far as it is used", "version": "3.0.0"},
            "servers": [{"url": "https://api.xero.com"}],
            "paths": {
                "/api.xro/2.0/Contacts": {
                    "get": {
                        "parameters": [
                            TENANT,
                            _parameter("query", "searchTerm", TEXT),
                            _parameter("query", "page", PAGE),
                        ],
                        "responses": answered("200", CONTACTS),
                    },
                    "post": {
                        "parameters": [TENANT],
                        "requestBody": {"required": True, "content": {"application/json": {"schema": NEW_CONTACTS}}},
                        "responses": answered("200", CONTACTS),
                    },
                },
                "/projects.xro/2.0/Projects": {
                    "get": {
                        "parameters": [TENANT, *(_parameter("query", name, of) for name, of in QUERY.items())],
                        "responses": answered("200", MANY),
                    },
                    "post": {
                        "parameters": [TENANT, _parameter("header", "Idempotency-Key", {**TEXT, "maxLength": 128})],
                        "requestBody": {"required": True, "content": {"application/json": {"schema": NEW_PROJECT}}},
                        "responses": answered("201", PROJECT),
                    },
                },
            },
        }
    )


@cache
def _judge() -> OpenAPI:
    return contract()


def _judged(request: Outgoing) -> MockRequest:
    """Raises what openapi-core raises where it is not allowed, and an `AssertionError` for a parameter of no such name,
    which it lets pass."""
    parts = urlsplit(request.url)
    known = MockRequest(
        "https://api.xero.com",
        request.method.lower(),
        parts.path,
        args=parse_qsl(parts.query),  # type: ignore[arg-type]
        headers=dict(request.headers),
        data=request.body or None,
        content_type="application/json",
    )
    unmarshalled = _judge().unmarshal_request(known)
    unmarshalled.raise_for_errors()
    unknown = {name for name, _value in parse_qsl(parts.query)} - set(unmarshalled.parameters.query)
    assert not unknown, f"{parts.path} knows no {unknown}"
    return known


def _allowed(known: MockRequest, answer: Answer) -> Answer:
    _judge().validate_response(known, MockResponse(answer.body, answer.status, content_type="application/json"))
    return answer


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
            known = _judged(request)
            return _allowed(known, self._contact(request, query))
        return self._project(request, query)

    def _contact(self, request: Outgoing, query: dict[str, list[str]]) -> Answer:
        if request.method == "GET":
            term = query["searchTerm"][0].lower()
            return said({"Contacts": [one for one in self.contacts if term in one["Name"].lower()]})
        (sent,) = json.loads(request.body)["Contacts"]
        self.contacts.append({"ContactID": an_id(300 + len(self.contacts)), "ContactStatus": "ACTIVE", **sent})
        return said({"Contacts": self.contacts[-1:]})

    def _project(self, request: Outgoing, query: dict[str, list[str]]) -> Answer:
        known = _judged(request)
        lost, made_new = self.loses, request.method == "POST"
        if made_new:
            self.loses = ""
        if made_new and lost == "before":
            raise TooSlow("api.xero.com did not answer in time")
        answer = self._made(request) if made_new else self._found(query)
        _allowed(known, answer)
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
