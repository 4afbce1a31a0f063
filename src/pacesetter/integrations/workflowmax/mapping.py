"""What is sent to API V2, and what its answers mean. Pure.

Requests say `jobName`, answers `name`; both are as the vendor has them. Answers are read leniently: a field that is
missing is empty, and what we can't do without is a temporary failure.
"""

from collections.abc import Mapping
from typing import Any

from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.job_systems.system import Client, JobDraft, Named, Person, SeenJob

_COMPLETE = frozenset({"completed", "complete", "archived"})
# The vendor wants one; which words it knows is not public.
PRIORITY = "Normal"


def listed(body: Any) -> list[dict[str, Any]]:
    """The rows of a list."""
    rows = body.get("data") if isinstance(body, Mapping) else None
    if rows is None:
        return []
    if not isinstance(rows, list):
        raise _unreadable("a list")
    return [row for row in rows if isinstance(row, dict) and row.get("uuid")]


def single(body: Any) -> dict[str, Any]:
    """The one thing that an answer is about."""
    row = body.get("data", body) if isinstance(body, Mapping) else None
    if not isinstance(row, dict) or not row.get("uuid"):
        raise _unreadable("what was asked for")
    return row


def named(row: Mapping[str, Any]) -> Named:
    """A template or a category; a status is called `jobStatus` in some answers."""
    name = row.get("name") or row.get("jobStatus") or row.get("jobCategory") or ""
    return Named(str(row["uuid"]), str(name))


def staff(row: Mapping[str, Any]) -> Named:
    return Named(str(row["uuid"]), _full_name(row), str(row.get("email") or ""))


def person(row: Mapping[str, Any]) -> Person:
    phone = str(row.get("mobile") or row.get("phone") or "")
    return Person(_full_name(row), str(row.get("email") or ""), phone, str(row.get("uuid") or ""))


def client(row: Mapping[str, Any]) -> Client:
    contacts = row.get("contacts")
    people = [person(one) for one in contacts if isinstance(one, dict)] if isinstance(contacts, list) else []
    return Client(str(row["uuid"]), str(row.get("name") or ""), people)


def seen_job(row: Mapping[str, Any], page: str) -> SeenJob:
    """A job. `page` is the address of a job's page with places for its id and number, empty where there is none."""
    status = row.get("jobStatus")
    word = str(status.get("jobStatus") or status.get("name") or "") if isinstance(status, dict) else str(status or "")
    people = row.get("staffAssigned")
    tasks = row.get("tasks")
    number = str(row.get("jobNumber") or "")
    return SeenJob(
        id=str(row["uuid"]),
        number=number,
        name=str(row.get("name") or ""),
        reference=str(row.get("clientOrderNumber") or ""),
        status=word,
        is_complete=bool(row.get("completedDate")) or word.strip().lower() in _COMPLETE,
        address=address_of(page, str(row["uuid"]), number),
        staff_ids=frozenset(str(one.get("uuid")) for one in people if isinstance(one, dict))
        if isinstance(people, list)
        else frozenset(),
        has_tasks=bool(tasks) if isinstance(tasks, list) else None,
        raw=row,
    )


def address_of(page: str, uuid: str, number: str) -> str:
    """The address of a job's page; empty where none is set, or what is set is no web address."""
    if not page.startswith("https://"):
        return ""
    return page.replace("{uuid}", uuid).replace("{number}", number)


def contact_body(contact: Person) -> dict[str, str]:
    first, _space, last = contact.name.strip().partition(" ")
    given = {"firstName": first or contact.name, "lastName": last, "email": contact.email, "phone": contact.phone}
    return {name: value for name, value in given.items() if value}


def client_body(name: str, contact: Person | None) -> dict[str, Any]:
    return {"name": name, **({"contacts": [contact_body(contact)]} if contact else {})}


def job_body(draft: JobDraft, status_id: str) -> dict[str, str]:
    """The job without what is empty."""
    given = {
        "clientUUID": draft.client_id,
        "contactUUID": draft.contact_id,
        "jobName": draft.name,
        "clientOrderNumber": draft.reference,
        "description": draft.description,
        "statusUUID": status_id,
        "jobCategoryUUID": draft.category_id,
        "startDate": draft.starts_on.isoformat(),
        "dueDate": draft.due_on.isoformat(),
        "priority": draft.priority or PRIORITY,
        "jobManagerUUID": draft.manager_id,
    }
    return {name: value for name, value in given.items() if value}


def _full_name(row: Mapping[str, Any]) -> str:
    whole = " ".join(str(row.get(part) or "").strip() for part in ("firstName", "lastName")).strip()
    return whole or str(row.get("name") or "")


def _unreadable(what: str) -> Failure:
    return Failure(FailureKind.TEMPORARY, f"The answer did not hold {what}.", may_have_acted=True)
