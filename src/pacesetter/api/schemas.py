"""What the API takes and gives for activities."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, ConfigDict, Field

Id = Annotated[int, Field(gt=0, lt=2**63, strict=True)]
# In an address everything is text, so a number there cannot be told from its digits.
IdInAddress = Annotated[int, Field(gt=0, lt=2**63)]
Minutes = Annotated[int, Field(ge=0, le=1440, strict=True)]
Money = Annotated[Decimal, Field(max_digits=14, decimal_places=3)]


class Strict(Schema):
    """Input: unknown fields are mistakes, and are told so."""

    model_config = ConfigDict(extra="forbid")


class ActivityIn(Strict):
    """An activity to record. `completed` (the default) happened at `at` (now by default); `planned` is a to-do."""

    status: Literal["completed", "planned"] = "completed"
    activity_type_id: Id
    owner_id: Id | None = None
    company_id: Id | None = None
    contact_ids: list[Id] = []
    participant_ids: list[Id] = []
    outcome_id: Id | None = None
    subject: Annotated[str, Field(max_length=300)] = ""
    note: Annotated[str, Field(max_length=20_000)] = ""
    minutes: Minutes | None = None
    value: Money | None = None
    at: AwareDatetime | None = None
    due_on: date | None = None
    due_at: AwareDatetime | None = None
    source: Annotated[str, Field(max_length=40)] = ""
    external_id: Annotated[str, Field(max_length=200)] = ""
    reason: Annotated[str, Field(max_length=300)] = ""


class CompletionIn(Strict):
    """How a planned activity was done."""

    outcome_id: Id | None = None
    minutes: Minutes | None = None
    value: Money | None = None
    note: Annotated[str, Field(max_length=20_000)] | None = None
    at: AwareDatetime | None = None
    reason: Annotated[str, Field(max_length=300)] = ""


class ScheduleIn(Strict):
    """A new day, or a time with its zone."""

    due_on: date | None = None
    due_at: AwareDatetime | None = None
    reason: Annotated[str, Field(max_length=300)] = ""


class ActivityEdit(Strict):
    """Fields to change; what is not sent stays."""

    activity_type_id: Id | None = None
    owner_id: Id | None = None
    company_id: Id | None = None
    contact_ids: list[Id] | None = None
    participant_ids: list[Id] | None = None
    outcome_id: Id | None = None
    subject: Annotated[str, Field(max_length=300)] | None = None
    note: Annotated[str, Field(max_length=20_000)] | None = None
    minutes: Minutes | None = None
    value: Money | None = None
    completed_at: AwareDatetime | None = None
    reason: Annotated[str, Field(max_length=300)] = ""


class ActivityOut(Schema):
    """An activity. Times are UTC; `booked_on` and `completed_on` are the owner's local days."""

    id: int
    status: str
    activity_type_id: int
    owner_id: int
    company_id: int | None
    outcome_id: int | None
    subject: str
    note: str
    planned_minutes: int
    minutes: int
    planned_value: Decimal
    value: Decimal
    due_on: date | None
    due_at: datetime | None
    booked_on: date | None
    completed_on: date | None
    completed_at: datetime | None
    provenance: str
    source: str
    external_id: str
    created_at: datetime
    updated_at: datetime


class ActivityPage(Schema):
    """A page of activities, newest first. `next` is the cursor of the following page."""

    items: list[ActivityOut]
    next: int | None


Problem = dict[str, Any]
