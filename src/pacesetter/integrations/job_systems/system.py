"""What every job system can be asked. Values are plain; a system's own file translates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

# What a dry run takes for the id of what would have been made.
PRETENDED = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Capabilities:
    """What the system knows. `template_in_draft`: the template is part of making a job, not a step of its own; so for
    `manager_in_draft`."""

    templates: bool = True
    categories: bool = True
    statuses: bool = True
    managers: bool = True
    staff: bool = True
    template_in_draft: bool = False
    manager_in_draft: bool = True


@dataclass(frozen=True)
class Named:
    """A template, a category or a status of a job. `email` where it is somebody of the staff."""

    id: str
    name: str
    email: str = ""


@dataclass(frozen=True)
class Lists:
    """What can be chosen from."""

    templates: Sequence[Named] = ()
    categories: Sequence[Named] = ()
    statuses: Sequence[Named] = ()
    staff: Sequence[Named] = ()


@dataclass(frozen=True)
class Person:
    """Somebody at a client's, with what is known of them. `id` is empty for whoever is not there yet."""

    name: str
    email: str = ""
    phone: str = ""
    id: str = ""


@dataclass(frozen=True)
class Client:
    """A client there, with the contacts that the answer held."""

    id: str
    name: str
    contacts: Sequence[Person] = ()


@dataclass(frozen=True)
class JobDraft:
    """A job that is to be made. `reference` is ours: by it the job is found again. Days are both included."""

    reference: str
    name: str
    client_id: str
    contact_id: str
    description: str
    starts_on: date
    due_on: date
    status_id: str = ""
    category_id: str = ""
    manager_id: str = ""
    template_id: str = ""
    priority: str = ""


@dataclass(frozen=True)
class SeenJob:
    """A job as it stands there. `has_tasks` is None where the answer does not tell; `address` is that of its page.
    `fault` is why nothing more is known of it, such as that it was deleted there."""

    id: str
    number: str
    name: str = ""
    reference: str = ""
    status: str = ""
    is_complete: bool = False
    address: str = ""
    staff_ids: frozenset[str] = frozenset()
    has_tasks: bool | None = None
    fault: str = ""
    raw: Any = field(default=None, repr=False, compare=False)


class JobSystem(Protocol):
    """One job system, through a caller. Every method raises `Failure`."""

    @property
    def capabilities(self) -> Capabilities: ...

    def lists(self) -> Lists:
        """Everything that can be chosen from, complete."""

    def find_clients(self, name: str) -> Sequence[Client]:
        """Clients whose name may be meant; archived ones are not among them."""

    def create_client(self, name: str, contact: Person | None) -> Client:
        """A new client, with the contact where there is one."""

    def contacts_of(self, client_id: str) -> Sequence[Person]:
        """The client's contacts."""

    def create_contact(self, client_id: str, contact: Person) -> Person:
        """A new contact of the client."""

    def find_job(self, client_id: str, reference: str, since: date) -> SeenJob | None:
        """The client's job with our reference. It was not made before that day."""

    def create_job(self, draft: JobDraft) -> SeenJob:
        """A new job. It is not asked for twice by mistake: the caller looks for it first."""

    def apply_template(self, job_id: str, template_id: str) -> None:
        """Give the job the template's tasks. Doing it twice gives them twice."""

    def assign(self, job_id: str, staff_id: str) -> None:
        """Put somebody on the job."""

    def assign_manager(self, job_id: str, staff_id: str) -> None:
        """Make somebody the manager, where that is no part of a new job. Doing it twice changes nothing."""

    def job(self, job_id: str) -> SeenJob:
        """The job as it stands now."""

    def changed(self, job_ids: Sequence[str], since: date) -> Iterator[SeenJob]:
        """Those of the jobs that changed on the day or later; others may be among them. Whoever can't ask for what
        changed asks for each, in the given order, as far as it is willing to at once; one that can't be read there
        comes with its `fault`, and keeps nobody from the others."""
