"""Jobs by API V2."""

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
from pacesetter.integrations.workflowmax import mapping

_PAGE = 200
# An address that never ends would otherwise be asked for ever.
_MOST_PAGES = 500


class WorkflowMaxJobs:
    """A `JobSystem`."""

    capabilities = Capabilities()

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def lists(self) -> Lists:
        return Lists(
            templates=[mapping.named(row) for row in self._all("/v2/job-templates")],
            categories=[mapping.named(row) for row in self._all("/v2/job-categories")],
            statuses=[mapping.named(row) for row in self._all("/v2/job-status")],
            staff=[mapping.staff(row) for row in self._all("/v2/staff") if not row.get("archived")],
        )

    def find_clients(self, name: str) -> Sequence[Client]:
        rows = self._all("/v2/clients", {"name": name, "status": "active", "includes": "contacts"})
        return [mapping.client(row) for row in rows if not row.get("archived")]

    def create_client(self, name: str, contact: Person | None) -> Client:
        body = mapping.client_body(name, contact)
        return mapping.client(self._made("/v2/clients", body))

    def contacts_of(self, client_id: str) -> Sequence[Person]:
        if client_id == PRETENDED:
            return []
        found = self._caller.get(f"/v2/clients/{quote(client_id, safe='')}", params={"includes": "contacts"})
        return mapping.client(mapping.single(found.json())).contacts

    def create_contact(self, client_id: str, contact: Person) -> Person:
        return mapping.person(
            self._made(f"/v2/clients/{quote(client_id, safe='')}/contacts", mapping.contact_body(contact))
        )

    def find_job(self, client_id: str, reference: str, since: date) -> SeenJob | None:
        for row in self._all("/v2/jobs", {"clientUUID": client_id, "updatedSince": since.isoformat()}):
            # Whether lists hold the client's order number is not documented; the job itself does.
            whole = row if "clientOrderNumber" in row else self._job(str(row["uuid"]))
            if whole.get("clientOrderNumber") == reference:
                return self._seen(whole)
        return None

    def create_job(self, draft: JobDraft) -> SeenJob:
        body = mapping.job_body(draft, draft.status_id or self._first_status())
        return self._seen(self._made("/v2/jobs", body))

    def apply_template(self, job_id: str, template_id: str) -> None:
        self._caller.send("POST", f"/v2/jobs/{quote(job_id, safe='')}/job-templates", json_body={"uuid": template_id})

    def assign(self, job_id: str, staff_id: str) -> None:
        self._caller.send("POST", f"/v2/jobs/{quote(job_id, safe='')}/staff", json_body={"staffUUID": staff_id})

    def assign_manager(self, job_id: str, staff_id: str) -> None:
        raise Failure(FailureKind.PERMANENT, "The manager is part of a new job.")

    def job(self, job_id: str) -> SeenJob:
        if job_id == PRETENDED:
            return SeenJob(PRETENDED, "")
        return self._seen(self._job(job_id))

    def changed(self, job_ids: Sequence[str], since: date) -> Iterator[SeenJob]:
        for row in self._all("/v2/jobs", {"updatedSince": since.isoformat()}):
            yield self._seen(row)

    def _job(self, job_id: str) -> dict[str, Any]:
        path = f"/v2/jobs/{quote(job_id, safe='')}"
        return mapping.single(self._caller.get(path, params={"includes": "staff,tasks"}).json())

    def _seen(self, row: Mapping[str, Any]) -> SeenJob:
        return mapping.seen_job(row, str(self._caller.connection.setting("job_page")))

    def _made(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        pretend = {"data": {"uuid": PRETENDED}}
        return mapping.single(self._caller.send("POST", path, json_body=body, pretend=pretend).json())

    def _first_status(self) -> str:
        rows = mapping.listed(self._caller.get("/v2/job-status", params={"page": 1, "pageSize": _PAGE}).json())
        if not rows:
            raise Failure(
                FailureKind.CONFIGURATION, "There is no job status. Choose one in the settings of the activity."
            )
        return str(rows[0]["uuid"])

    def _all(self, path: str, params: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Every row of a list. The end is a page that is not full: `total` is missing in some answers."""
        for page in range(1, _MOST_PAGES + 1):
            body = self._caller.get(path, params={**(params or {}), "page": page, "pageSize": _PAGE}).json()
            rows = mapping.listed(body)
            yield from rows
            total = body.get("total") if isinstance(body, dict) else None
            if len(rows) < _PAGE or (isinstance(total, int) and page * _PAGE >= total):
                return
