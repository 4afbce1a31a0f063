"""A WorkflowMax of our own that speaks XML, at the address of API V1 or of Practice Manager.

By the vendor's OpenAPI document 0.1: names of elements, the order of those of a new job, days as YYYYMMDD.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import jwt

from pacesetter.core import clock
from pacesetter.core.http import TooSlow
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing
from pacesetter.integrations.workflowmax.tests.fake import ORGANISATION, an_id
from pacesetter.integrations.workflowmax_v1.xml import read, text

# Of a new job.
ORDER = (
    "Name",
    "Description",
    "ClientUUID",
    "ContactUUID",
    "StartDate",
    "DueDate",
    "ClientNumber",
    "TemplateUUID",
    "CategoryUUID",
)


# What the document knows of each request: the names in its query, and the elements of its body in any order.
KNOWN: dict[str, tuple[str, str]] = {
    "GET template.api/list": ("", ""),
    "GET category.api/list": ("", ""),
    "GET staff.api/list": ("", ""),
    "GET client.api/search": ("detailed query", ""),
    "GET client.api/get/.+": ("", ""),
    "POST client.api/add": (
        "",
        "Name Email Phone Contacts Contacts/Contact "
        + " ".join(f"Contacts/Contact/{one}" for one in ("Name", "Email", "Phone", "Mobile", "Position", "Salutation")),
    ),
    "POST client.api/contact": ("", "Client Client/UUID Name Email Phone Mobile Position Salutation Addressee"),
    "POST job.api/add": ("", " ".join((*ORDER, "ID", "Budget"))),
    "PUT job.api/assign": ("", "ID add add@uuid add@task-uuid add-manager add-manager@uuid"),
    "GET job.api/client/.+": ("modifiedsinceutc page pagesize", ""),
    "GET job.api/get/.+": ("", ""),
}


class FakeXml:
    """Answers requests. What is refused is said with status 200, as the real one does."""

    def __init__(self, prefix: str = "/", account_header: str = "account_id") -> None:
        self.prefix, self.account_header = prefix, account_header
        self.clients: list[dict[str, Any]] = []
        self.jobs: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.faults: dict[str, tuple[Answer | None, bool]] = {}

    def __call__(self, request: Outgoing) -> Answer:
        parts = urlsplit(request.url)
        asked = f"{request.method} {parts.path.removeprefix(self.prefix)}"
        self.asked.append(asked)
        if parts.path.endswith("/token"):
            return said_json({"access_token": token(), "refresh_token": "r", "expires_in": 1800})
        assert request.headers["Authorization"] == f"Bearer {token()}"
        if parts.path == "/connections":
            others = {"tenantId": "t-0", "tenantType": "ORGANISATION", "tenantName": "Books"}
            return said_json(
                [others, {"tenantId": ORGANISATION, "tenantType": "PRACTICEMANAGER", "tenantName": "Acme"}]
            )
        assert request.headers[self.account_header] == ORGANISATION
        fault, after = self.faults.pop(asked, (None, None))
        if after is False:
            return failed(fault)
        body, query = read(request.body) if request.body else None, parse_qs(parts.query)
        names, elements = next(known for pattern, known in KNOWN.items() if re.fullmatch(pattern, asked))
        assert set(query) <= set(names.split()), f"{asked} knows no {set(query)}"
        assert set(names_in(body)) <= set(elements.split()), f"{asked} knows no {set(names_in(body))}"
        answer = self._answer(asked, body, query)
        return failed(fault) if after else answer

    def fail(self, asked: str, answer: Answer | None = None, *, after: bool = False) -> None:
        """No answer comes, or this one: before it is acted on, or `after`."""
        self.faults[asked] = (answer, after)

    def _answer(self, asked: str, body: Element | None, query: dict[str, list[str]]) -> Answer:
        for pattern, act in self._acts().items():
            found = re.fullmatch(pattern, asked)
            if found:
                try:
                    return said(act(body, query, *found.groups()))
                except StopIteration:
                    return refused("Invalid identifier")
        raise AssertionError(asked)

    def _acts(self) -> dict[str, Callable[..., str]]:
        return {
            "GET template.api/list": lambda body, query: f"<Templates><Task>{one(2, 'Onboarding')}</Task></Templates>",
            "GET category.api/list": lambda body, query: f"<Categories><Category>{one(3, 'A')}</Category></Categories>",
            "GET staff.api/list": lambda body, query: (
                f"<StaffList><Staff>{one(6, 'Rita')}<Email>rita@acme.example</Email></Staff>"
                f"<Staff>{one(7, 'Wim')}</Staff></StaffList>"
            ),
            "GET client.api/search": lambda body, query: f"<Clients>{self._search(query['query'][0])}</Clients>",
            "GET client.api/get/(.+)": lambda body, query, key: client_xml(row_of(self.clients, key)),
            "POST client.api/add": self._add_client,
            "POST client.api/contact": self._add_contact,
            "POST job.api/add": self._add_job,
            "PUT job.api/assign": self._assign,
            "GET job.api/client/(.+)": lambda body, query, key: (
                "<Jobs>"
                + "".join(job_xml(row) for row in self.jobs if row["modified"] >= query["modifiedsinceutc"][0])
                + "</Jobs>"
            ),
            "GET job.api/get/(.+)": lambda body, query, key: job_xml(row_of(self.jobs, key)),
        }

    def _add_client(self, body: Element, query: Any) -> str:
        row: dict[str, Any] = {"uuid": an_id(10_000 + len(self.clients)), "name": text(body, "Name"), "contacts": []}
        for contact in body.findall("Contacts/Contact"):
            row["contacts"].append((self._new_contact(), text(contact, "Name")))
        self.clients.append(row)
        return client_xml(row)

    def _add_contact(self, body: Element, query: Any) -> str:
        people = row_of(self.clients, text(body, "Client", "UUID"))["contacts"]
        people.append((self._new_contact(), text(body, "Name")))
        return ""

    def _new_contact(self) -> str:
        return an_id(200 + sum(len(one["contacts"]) for one in self.clients))

    def _search(self, words: str) -> str:
        return "".join(client_xml(one) for one in self.clients if words.lower() in one["name"].lower())

    def _add_job(self, body: Element, query: Any) -> str:
        sent = [part.tag for part in body]
        assert sent == [tag for tag in ORDER if tag in sent]
        assert re.fullmatch(r"\d{8}", text(body, "StartDate"))
        row = {
            "uuid": f"J{len(self.jobs) + 309:06}",
            "name": text(body, "Name"),
            "reference": text(body, "ClientNumber"),
            "template": text(body, "TemplateUUID"),
            "category": text(body, "CategoryUUID"),
            "contact": text(body, "ContactUUID"),
            "modified": clock.now().isoformat(),
            "state": "PLANNED",
            "staff": [],
            "manager": "",
        }
        self.jobs.append(row)
        return job_xml(row)

    def _assign(self, body: Element, query: Any) -> str:
        row = row_of(self.jobs, text(body, "ID"))
        for part in body.findall("add"):
            row["staff"].append(part.get("uuid"))
        for part in body.findall("add-manager"):
            row["manager"] = part.get("uuid")
        return ""


def names_in(body: Element | None, before: str = "") -> Iterator[str]:
    """Every element below, by its path, and every attribute."""
    for part in body if body is not None else ():
        yield before + part.tag
        yield from (f"{before}{part.tag}@{name}" for name in part.attrib)
        yield from names_in(part, f"{before}{part.tag}/")


def token() -> str:
    return jwt.encode({"org_ids": [ORGANISATION]}, "k" * 32, algorithm="HS256")


def said(inner: str) -> Answer:
    return Answer(200, {}, f"<Response><Status>OK</Status>{inner}</Response>".encode())


def said_json(body: Any) -> Answer:
    return Answer(200, {}, json.dumps(body).encode())


def refused(words: str) -> Answer:
    return Answer(
        200, {}, f"<Response><Status>ERROR</Status><ErrorDescription>{words}</ErrorDescription></Response>".encode()
    )


def failed(answer: Answer | None) -> Answer:
    if answer is None:
        raise TooSlow("it did not answer in time")
    return answer


def one(number: int, name: str) -> str:
    return f"<UUID>{an_id(number)}</UUID><Name>{name}</Name>"


def row_of(rows: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(row for row in rows if row["uuid"] == key)


def client_xml(row: dict[str, Any]) -> str:
    people = "".join(f"<Contact><UUID>{key}</UUID><Name>{name}</Name></Contact>" for key, name in row["contacts"])
    return f"<Client><UUID>{row['uuid']}</UUID><Name>{row['name']}</Name><Contacts>{people}</Contacts></Client>"


def job_xml(row: dict[str, Any]) -> str:
    staff = "".join(f"<Staff><UUID>{key}</UUID></Staff>" for key in row["staff"])
    return (
        f"<Job><ID>{row['uuid']}</ID><Name>{row['name']}</Name><State>{row['state']}</State>"
        f"<ClientOrderNumber>{row['reference']}</ClientOrderNumber><Assigned>{staff}</Assigned>"
        f"<WebUrl>https://app.example/job.aspx?id={row['uuid']}</WebUrl></Job>"
    )
