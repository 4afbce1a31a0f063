"""What is sent to API V1, and what its answers mean. Pure.

Elements of a new job are sent in the vendor's order, days as YYYYMMDD. Requests call our reference `ClientNumber`,
answers `ClientOrderNumber`.
"""

from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from pacesetter.integrations.job_systems.system import Client, JobDraft, Named, Person, SeenJob
from pacesetter.integrations.workflowmax_v1.xml import text

_COMPLETE = frozenset({"completed", "complete", "archived"})


def named(row: Element) -> Named:
    return Named(text(row, "UUID"), text(row, "Name"), text(row, "Email"))


def person(row: Element) -> Person:
    return Person(text(row, "Name"), text(row, "Email"), text(row, "Mobile") or text(row, "Phone"), text(row, "UUID"))


def client(row: Element) -> Client:
    return Client(text(row, "UUID"), text(row, "Name"), [person(one) for one in row.findall("Contacts/Contact")])


def is_in_use(row: Element) -> bool:
    """Whether a client is neither archived nor deleted."""
    return "true" not in (text(row, "IsArchived").lower(), text(row, "IsDeleted").lower())


def seen_job(row: Element) -> SeenJob:
    """A job. It is asked for by its number, so that is its id here."""
    state = text(row, "State")
    tasks = row.find("Tasks")
    return SeenJob(
        id=text(row, "ID"),
        number=text(row, "ID"),
        name=text(row, "Name"),
        reference=text(row, "ClientOrderNumber"),
        status=state.capitalize(),
        is_complete=bool(text(row, "CompletedDate")) or state.lower() in _COMPLETE,
        address=text(row, "WebUrl") if text(row, "WebUrl").startswith("https://") else "",
        staff_ids=frozenset(text(one, "UUID") for one in row.findall("Assigned/Staff")),
        has_tasks=None if tasks is None else len(tasks) > 0,
    )


def job_content(draft: JobDraft) -> dict[str, Any]:
    return {
        "Name": draft.name,
        "Description": draft.description or draft.name,
        "ClientUUID": draft.client_id,
        "ContactUUID": draft.contact_id,
        "StartDate": day(draft.starts_on),
        "DueDate": day(draft.due_on),
        "ClientNumber": draft.reference,
        "TemplateUUID": draft.template_id,
        "CategoryUUID": draft.category_id,
    }


def contact_content(contact: Person) -> dict[str, Any]:
    return {"Name": contact.name, "Email": contact.email, "Phone": contact.phone}


def day(moment: date) -> str:
    return moment.strftime("%Y%m%d")
