"""A WorkflowMax of our own: it keeps what it is told, refuses what its contract does not know, and fails as asked."""

import json
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt

from pacesetter.core import clock
from pacesetter.core.http import TooSlow
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.workflowmax.tests.judging import judge_answer, judge_request

ORGANISATION = "5f0c1c52-1111-4000-8000-00000000aaaa"
Row = dict[str, Any]


def an_id(number: int) -> str:
    return str(uuid.UUID(int=0x4000 << 64 | 0x8 << 60 | number, version=4))


class Killed(BaseException):
    """As `kill -9`: no handler of ours sees it, and everything that is not committed is gone."""


@dataclass
class Fault:
    """What goes wrong with the next request whose method and path match `on`: before it is acted on, or `after`."""

    on: str
    answer: Answer | None = None
    error: BaseException | None = None
    after: bool = False


class FakeWorkflowMax:
    """Answers requests as the contract says."""

    def __init__(self) -> None:
        self.templates = [{"uuid": an_id(1), "name": "Audit"}, {"uuid": an_id(2), "name": "Onboarding"}]
        self.categories = [{"uuid": an_id(3), "name": "Advisory"}]
        self.statuses = [{"uuid": an_id(4), "name": "Planned"}, {"uuid": an_id(5), "name": "Completed"}]
        self.staff: list[Row] = [
            {"uuid": an_id(6), "firstName": "Rita", "lastName": "Rep", "email": "RITA@acme.example"},
            {"uuid": an_id(7), "firstName": "Wim", "lastName": "Worker", "email": "wim@acme.example"},
            {"uuid": an_id(8), "firstName": "Gone", "lastName": "Person", "archived": True},
        ]
        self.clients: list[Row] = []
        self.jobs: list[Row] = []
        self.applied: list[tuple[str, str]] = []
        self.faults: list[Fault] = []
        self.asked: list[Outgoing] = []
        self.tokens = 0
        self.valid_refresh = ""
        self.tells_tasks = True
        self._made = 100

    # Asked over the "network" -----------------------------------------------------------------------------------------

    def __call__(self, request: Outgoing) -> Answer:
        self.asked.append(request)
        parts = urlsplit(request.url)
        fault = self._fault(f"{request.method} {parts.path}")
        if fault is not None and not fault.after:
            return self._failed(fault)
        answer = self._token(request) if parts.path == "/oauth/token" else self._judged(request)
        return self._failed(fault) if fault is not None else answer

    @property
    def paths(self) -> list[str]:
        return [f"{one.method} {urlsplit(one.url).path}" for one in self.asked]

    def fail(
        self, on: str, answer: Answer | None = None, *, error: BaseException | None = None, after: bool = False
    ) -> None:
        self.faults.append(Fault(on, answer, error, after))

    def too_slow(self, on: str, *, after: bool) -> None:
        self.fail(on, error=TooSlow("api.workflowmax.com did not answer in time"), after=after)

    def revoke(self) -> None:
        """Nobody's token is known any more."""
        self.tokens += 1000
        self.valid_refresh = ""

    def _fault(self, asked: str) -> Fault | None:
        for fault in self.faults:
            if re.fullmatch(fault.on, asked):
                self.faults.remove(fault)
                return fault
        return None

    def _failed(self, fault: Fault) -> Answer:
        if fault.error is not None:
            raise fault.error
        assert fault.answer is not None
        return fault.answer

    def _judged(self, request: Outgoing) -> Answer:
        judge_request(request)
        parts = urlsplit(request.url)
        answer = self._answer(request, parts.path, {k: v[0] for k, v in parse_qs(parts.query).items()})
        judge_answer(request, answer)
        return answer

    # What it does -----------------------------------------------------------------------------------------------------

    def _answer(self, request: Outgoing, path: str, query: dict[str, str]) -> Answer:
        if request.headers.get("Authorization") != f"Bearer {self.access_token}":
            return Answer(401, {}, b"{}")
        assert request.headers["account-id"] == ORGANISATION
        body = json.loads(request.body) if request.body else {}
        for pattern, act in self._acts().items():
            method, _space, shape = pattern.partition(" ")
            found = re.fullmatch(shape, path)
            if method == request.method and found:
                return said(act(query, body, *found.groups()))
        raise AssertionError(f"{request.method} {path}")

    def _acts(self) -> dict[str, Callable[..., Any]]:
        return {
            "GET /v2/me": lambda query, body: {"data": {"uuid": an_id(6), "firstName": "Rita"}},
            "GET /v2/job-templates": lambda query, body: paged(self.templates, query),
            "GET /v2/job-categories": lambda query, body: paged(self.categories, query),
            "GET /v2/job-status": lambda query, body: paged(self.statuses, query),
            "GET /v2/staff": lambda query, body: paged(self.staff, query),
            "GET /v2/clients": lambda query, body: paged(
                [one for one in self.clients if query.get("name", "").lower() in one["name"].lower()], query
            ),
            "POST /v2/clients": lambda query, body: {"data": self.add_client(**body)},
            "GET /v2/clients/([^/]+)": lambda query, body, key: {"data": row_of(self.clients, key)},
            "POST /v2/clients/([^/]+)/contacts": self._add_contact,
            "GET /v2/jobs": lambda query, body: paged(
                [
                    one
                    for one in self.jobs
                    if query.get("clientUUID") in (None, one["client"]["uuid"])
                    and one["updatedAt"] >= query.get("updatedSince", "")
                ],
                query,
            ),
            "POST /v2/jobs": self._add_job,
            "GET /v2/jobs/([^/]+)": lambda query, body, key: {"data": row_of(self.jobs, key)},
            "POST /v2/jobs/([^/]+)/job-templates": self._apply,
            "POST /v2/jobs/([^/]+)/staff": self._assign,
        }

    def add_client(self, name: str, contacts: Any = ()) -> Row:
        row = {"uuid": self._new(), "name": name, "contacts": [{"uuid": self._new(), **one} for one in contacts]}
        self.clients.append(row)
        return row

    def _add_contact(self, query: Row, body: Row, client: str) -> Row:
        row = {"uuid": self._new(), **body}
        row_of(self.clients, client)["contacts"].append(row)
        return {"data": row}

    def _add_job(self, query: Row, body: Row) -> Row:
        row_of(self.clients, body["clientUUID"])
        row = {
            "uuid": self._new(),
            "jobNumber": f"J{len(self.jobs) + 309:06}",
            "name": body["jobName"],
            "clientOrderNumber": body.get("clientOrderNumber", ""),
            "client": {"uuid": body["clientUUID"]},
            "jobStatus": {"uuid": body["statusUUID"], "jobStatus": row_of(self.statuses, body["statusUUID"])["name"]},
            "completedDate": None,
            "updatedAt": clock.now().isoformat(),
            "staffAssigned": [],
            **({"tasks": []} if self.tells_tasks else {}),
        }
        self.jobs.append(row)
        return {"data": row}

    def _apply(self, query: Row, body: Row, job: str) -> Row:
        self.applied.append((job, body["uuid"]))
        row = row_of(self.jobs, job)
        if self.tells_tasks:
            row["tasks"].append({"name": "Plan"})
        return {}

    def _assign(self, query: Row, body: Row, job: str) -> Row:
        person = row_of(self.staff, body["staffUUID"])
        row_of(self.jobs, job)["staffAssigned"].append({"uuid": person["uuid"], "firstName": person["firstName"]})
        return {}

    def complete(self, number: int = 0) -> None:
        """Somebody completes a job there."""
        self.jobs[number]["completedDate"] = "2026-03-23"
        self.jobs[number]["updatedAt"] = clock.now().isoformat()
        self.jobs[number]["jobStatus"] = {"uuid": an_id(5), "jobStatus": "Completed"}

    def _new(self) -> str:
        self._made += 1
        return an_id(self._made)

    # Consent ----------------------------------------------------------------------------------------------------------

    @property
    def access_token(self) -> str:
        # Signed with a key that nobody asks about: clients read the claims alone.
        return jwt.encode({"org_ids": [ORGANISATION], "n": self.tokens}, "k" * 32, algorithm="HS256")

    def _token(self, request: Outgoing) -> Answer:
        form = dict(parse_qsl(request.body.decode()))
        assert form["client_secret"] == "app-secret"
        if form["grant_type"] == "refresh_token" and form["refresh_token"] != self.valid_refresh:
            return Answer(400, {}, b'{"error": "invalid_grant"}')
        self.tokens += 1
        self.valid_refresh = f"refresh-{self.tokens}"
        return said({"access_token": self.access_token, "refresh_token": self.valid_refresh, "expires_in": 1800})


def said(body: Any) -> Answer:
    return Answer(200, {"content-type": "application/json"}, json.dumps(body).encode())


def row_of(rows: list[Row], key: str) -> Row:
    return next(one for one in rows if one["uuid"] == key)


def paged(rows: list[Row], query: Row) -> Row:
    page, size = int(query.get("page", 1)), int(query.get("pageSize", 50))
    return {"data": rows[(page - 1) * size : page * size], "total": len(rows)}
