"""An activity on its way from a file to the database."""

from datetime import date, datetime
from typing import NamedTuple


class Who(NamedTuple):
    """How a row names a company or a contact: any of it may be empty."""

    external_id: str = ""
    name: str = ""
    email: str = ""


class ActivityRecord(NamedTuple):
    """One activity. The days are the owner's; the moments are instants with a zone; money is in smallest units."""

    number: int
    external_id: str
    activity_type_id: int
    owner_id: int
    company: Who | None
    contact: Who | None
    subject: str
    note: str
    status: str
    due_on: date | None
    due_at: datetime | None
    outcome_id: int | None
    planned_minutes: int
    planned_value_minor: int
    minutes: int
    value_minor: int
    booked_on: date | None
    completed_on: date | None
    creator_id: int | None
    created_at: datetime
    completed_at: datetime | None
    cancelled_at: datetime | None
