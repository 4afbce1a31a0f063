"""Jobs by API V1."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind, NotConnected
from pacesetter.integrations.job_systems.system import (
    PRETENDED,
    Capabilities,
    Client,
    JobDraft,
    Lists,
    Person,
    SeenJob,
)
from pacesetter.integrations.workflowmax_v1 import mapping
from pacesetter.integrations.workflowmax_v1.xml import read, text, written

# Completed jobs are not among the current ones, so each is asked for: so many at once. Four times an hour that is less
# than half of what is permitted in a day; new jobs need the rest.
_AT_ONCE = 20


class XmlJobs:
    """A `JobSystem`. `prefix` stands before every path."""

    capabilities = Capabilities(statuses=False, template_in_draft=True, manager_in_draft=False)

    def __init__(self, caller: Caller, prefix: str = "") -> None:
        self._caller, self._prefix = caller, prefix

    def lists(self) -> Lists:
        return Lists(
            # The vendor's own example calls the children of Templates "Task".
            templates=[mapping.named(row) for row in self._children("template.api/list", "Templates")],
            categories=[mapping.named(row) for row in self._children("category.api/list", "Categories")],
            staff=[mapping.named(row) for row in self._children("staff.api/list", "StaffList")],
        )

    def find_clients(self, name: str) -> Sequence[Client]:
        rows = self._children("client.api/search", "Clients", {"query": name, "detailed": "true"})
        return [mapping.client(row) for row in rows if mapping.is_in_use(row)]

    def create_client(self, name: str, contact: Person | None) -> Client:
        people = {"Contacts": {"Contact": mapping.contact_content(contact)}} if contact else {}
        answer = self._send("POST", "client.api/add", "Client", {"Name": name, **people})
        return mapping.client(self._part(answer, "Client")) if answer is not None else Client(PRETENDED, name)

    def contacts_of(self, client_id: str) -> Sequence[Person]:
        if client_id == PRETENDED:
            return []
        return mapping.client(self._part(self._get(f"client.api/get/{quote(client_id, safe='')}"), "Client")).contacts

    def create_contact(self, client_id: str, contact: Person) -> Person:
        content = {"Client": {"UUID": client_id}, **mapping.contact_content(contact)}
        if self._send("POST", "client.api/contact", "Contact", content) is None:
            return Person(contact.name, id=PRETENDED)
        # What is answered is not documented; what is there is.
        for one in self.contacts_of(client_id):
            if one.name == contact.name:
                return one
        raise Failure(FailureKind.TEMPORARY, "The new contact was not found with the client.", may_have_acted=True)

    def find_job(self, client_id: str, reference: str, since: date) -> SeenJob | None:
        path = f"job.api/client/{quote(client_id, safe='')}"
        for row in self._children(path, "Jobs", {"modifiedsinceutc": f"{since.isoformat()}T00:00:00"}):
            whole = row if row.find("ClientOrderNumber") is not None else self._job(text(row, "ID"))
            if text(whole, "ClientOrderNumber") == reference:
                return mapping.seen_job(whole)
        return None

    def create_job(self, draft: JobDraft) -> SeenJob:
        answer = self._send("POST", "job.api/add", "Job", mapping.job_content(draft))
        if answer is None:
            return SeenJob(PRETENDED, "")
        return mapping.seen_job(self._part(answer, "Job"))

    def apply_template(self, job_id: str, template_id: str) -> None:
        raise Failure(FailureKind.PERMANENT, "The template is part of a new job.")

    def assign(self, job_id: str, staff_id: str) -> None:
        self._assigned(job_id, "add", staff_id)

    def assign_manager(self, job_id: str, staff_id: str) -> None:
        """Make somebody the manager; in V1 that is no part of a new job."""
        self._assigned(job_id, "add-manager", staff_id)

    def job(self, job_id: str) -> SeenJob:
        return SeenJob(PRETENDED, "") if job_id == PRETENDED else mapping.seen_job(self._job(job_id))

    def changed(self, job_ids: Sequence[str], since: date) -> Iterator[SeenJob]:
        for job_id in job_ids[:_AT_ONCE]:
            yield self._followed(job_id)

    def _followed(self, job_id: str) -> SeenJob:
        try:
            return self.job(job_id)
        except NotConnected:
            raise
        except Failure as failure:
            if failure.kind is not FailureKind.PERMANENT:
                raise
            return SeenJob(job_id, "", fault=failure.text)

    def _assigned(self, job_id: str, how: str, staff_id: str) -> None:
        self._send("PUT", "job.api/assign", "Job", {"ID": job_id, how: {"@uuid": staff_id}})

    def _job(self, job_id: str) -> Element:
        return self._part(self._get(f"job.api/get/{quote(job_id, safe='')}"), "Job")

    def _children(self, path: str, of: str, params: dict[str, str] | None = None) -> list[Element]:
        found = self._get(path, params).find(of)
        return [row for row in found if text(row, "UUID") or text(row, "ID")] if found is not None else []

    def _get(self, path: str, params: dict[str, str] | None = None) -> Element:
        return _response(self._caller.get(f"{self._prefix}{path}", params=params))

    def _send(self, method: str, path: str, tag: str, content: dict[str, Any]) -> Element | None:
        """The answer, None in a dry run."""
        headers = {"Content-Type": "application/xml"}
        answer = self._caller.send(method, f"{self._prefix}{path}", body=written(tag, content), headers=headers)
        return None if answer.is_pretended else _response(answer)

    def _part(self, response: Element, name: str) -> Element:
        found = response.find(name)
        if found is None or not (text(found, "UUID") or text(found, "ID")):
            raise _unreadable()
        return found


def _response(answer: Answer) -> Element:
    found = read(answer.body)
    if found is None:
        raise _unreadable()
    return found


def _unreadable() -> Failure:
    return Failure(FailureKind.TEMPORARY, "The answer did not hold what was asked for.", may_have_acted=True)
