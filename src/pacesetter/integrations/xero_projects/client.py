"""Projects as jobs, and contacts of the Accounting API as clients."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.job_systems.system import (
    PRETENDED,
    Capabilities,
    Client,
    JobDraft,
    Lists,
    Person,
    SeenJob,
)

PROJECTS = "/projects.xro/2.0/Projects"
CONTACTS = "/api.xro/2.0/Contacts"
_PAGE = 500
# Ids stand in the address, whose length has an end.
_AT_ONCE = 40
# Four times an hour that is less than half of what is permitted in a day; new projects need the rest.
_MOST_FOLLOWED = 20 * _AT_ONCE
_LONGEST_NAME = 100


class Projects:
    """A `JobSystem`."""

    capabilities = Capabilities(templates=False, categories=False, statuses=False, managers=False, staff=False)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def lists(self) -> Lists:
        return Lists()

    def find_clients(self, name: str) -> Sequence[Client]:
        body = self._caller.get(CONTACTS, params={"searchTerm": name, "page": 1}).json()
        return [_client(row) for row in _rows(body, "Contacts") if row.get("ContactStatus", "ACTIVE") == "ACTIVE"]

    def create_client(self, name: str, contact: Person | None) -> Client:
        person = {"FirstName": contact.name, "EmailAddress": contact.email} if contact and contact.email else {}
        row = {"Name": name, **person}
        pretend = {"Contacts": [{"ContactID": PRETENDED, "Name": name}]}
        answer = self._caller.send("POST", CONTACTS, json_body={"Contacts": [row]}, pretend=pretend)
        made = _rows(answer.json(), "Contacts")
        if not made:
            raise _unreadable()
        return _client(made[0])

    def contacts_of(self, client_id: str) -> Sequence[Person]:
        # A contact there is the company; projects know nobody else. So whoever is asked for is taken for there.
        return []

    def create_contact(self, client_id: str, contact: Person) -> Person:
        return Person(contact.name, contact.email, contact.phone, id=client_id)

    def find_job(self, client_id: str, reference: str, since: date) -> SeenJob | None:
        page = 1
        while True:
            params = {"contactID": client_id, "page": page, "pageSize": _PAGE}
            rows = _rows(self._caller.get(PROJECTS, params=params).json(), "items")
            for row in rows:
                if str(row.get("name", "")).endswith(f"({reference})"):
                    return _seen(row)
            if len(rows) < _PAGE:
                return None
            page += 1

    def create_job(self, draft: JobDraft) -> SeenJob:
        room = _LONGEST_NAME - len(draft.reference) - 3
        body = {
            "contactId": draft.client_id,
            "name": f"{draft.name[:room]} ({draft.reference})",
            "deadlineUtc": f"{draft.due_on.isoformat()}T12:00:00Z",
        }
        headers = {"Idempotency-Key": draft.reference}
        pretend = {"projectId": PRETENDED, "name": body["name"]}
        return _seen(self._caller.send("POST", PROJECTS, json_body=body, headers=headers, pretend=pretend).json())

    def apply_template(self, job_id: str, template_id: str) -> None:
        raise Failure(FailureKind.PERMANENT, "Projects have no templates.")

    def assign(self, job_id: str, staff_id: str) -> None:
        raise Failure(FailureKind.PERMANENT, "Nobody is put on a project.")

    def assign_manager(self, job_id: str, staff_id: str) -> None:
        raise Failure(FailureKind.PERMANENT, "Projects have no manager.")

    def job(self, job_id: str) -> SeenJob:
        return _seen(self._caller.get(f"{PROJECTS}/{quote(job_id, safe='')}").json())

    def changed(self, job_ids: Sequence[str], since: date) -> Iterator[SeenJob]:
        job_ids = job_ids[:_MOST_FOLLOWED]
        for start in range(0, len(job_ids), _AT_ONCE):
            # One parameter for each: by the document a list is not joined by commas.
            params = {"projectIds": job_ids[start : start + _AT_ONCE], "page": 1, "pageSize": _PAGE}
            for row in _rows(self._caller.get(PROJECTS, params=params).json(), "items"):
                yield _seen(row)


def _rows(body: Any, of: str) -> list[dict[str, Any]]:
    found = body.get(of) if isinstance(body, Mapping) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _client(row: Mapping[str, Any]) -> Client:
    if not row.get("ContactID"):
        raise _unreadable()
    return Client(str(row["ContactID"]), str(row.get("Name") or ""))


def _seen(row: Any) -> SeenJob:
    if not isinstance(row, Mapping) or not row.get("projectId"):
        raise _unreadable()
    status = str(row.get("status") or "")
    name = str(row.get("name") or "")
    words = {"INPROGRESS": "In progress", "CLOSED": "Closed"}.get(status, status)
    # Projects have no number; what people see there is the name.
    return SeenJob(str(row["projectId"]), number=name, name=name, status=words, is_complete=status == "CLOSED")


def _unreadable() -> Failure:
    return Failure(FailureKind.TEMPORARY, "The answer did not hold what was asked for.", may_have_acted=True)
