"""What is judged by Xero's own client fails where it should."""

import json
from typing import Any

import pytest

from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.workflowmax.tests.fake import ORGANISATION, an_id, said
from pacesetter.integrations.xero_projects.tests.judging import judge

PROJECTS, CONTACTS = "projects.xro/2.0/Projects", "api.xro/2.0/Contacts"
NO_PROJECTS, NO_CONTACTS = said({"items": []}), said({"Contacts": []})


def asked(method: str, path: str, body: Any = None, *, tenant: str = ORGANISATION) -> Outgoing:
    sent = json.dumps(body).encode() if body else b""
    return Outgoing(method, f"https://api.xero.com/{path}", {"Xero-Tenant-Id": tenant}, sent)


def test_what_is_allowed_passes() -> None:
    judge(asked("GET", f"{PROJECTS}?projectIds={an_id(1)}&projectIds={an_id(2)}&page=1&pageSize=500"), NO_PROJECTS)
    judge(asked("POST", PROJECTS, {"name": "Books", "deadlineUtc": "2026-03-10T12:00:00Z"}), said({"name": "Books"}))
    judge(asked("POST", CONTACTS, {"Contacts": [{"Name": "Initech"}]}), NO_CONTACTS)


@pytest.mark.parametrize(
    "request_",
    [
        asked("GET", f"{PROJECTS}?contactId={an_id(1)}"),
        asked("GET", f"{PROJECTS}?pageSize=501"),
        asked("GET", "projects.xro/2.0/Tasks"),
        asked("POST", PROJECTS, {"name": "Books", "deadline": "2026-03-10T12:00:00Z"}),
        asked("POST", PROJECTS, {"contactId": an_id(1)}),
        asked("POST", CONTACTS, {"Contacts": [{"Name": "Initech", "Email": "j@x.example"}]}),
    ],
    ids=["parameter", "bounds", "path", "field", "missing", "inner field"],
)
def test_a_request_that_is_not_allowed_fails(request_: Outgoing) -> None:
    with pytest.raises((AssertionError, ValueError)):
        judge(request_, NO_PROJECTS)


@pytest.mark.parametrize("row", [{"state": "OPEN"}, {"status": "OPEN"}, {"deadlineUtc": "soon"}])
def test_an_answer_that_is_not_allowed_fails(row: dict[str, str]) -> None:
    with pytest.raises((AssertionError, ValueError)):
        judge(asked("GET", PROJECTS), said({"items": [row]}))
