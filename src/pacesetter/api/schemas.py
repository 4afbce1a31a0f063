"""What the API takes and gives for activities."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

D = TypeVar("D", date, datetime)

Id = Annotated[int, Field(gt=0, lt=2**63, strict=True)]
# In an address everything is text, so a number there cannot be told from its digits.
IdInAddress = Annotated[int, Field(gt=0, lt=2**63)]
Minutes = Annotated[int, Field(ge=0, le=1440, strict=True)]
Money = Annotated[Decimal, Field(max_digits=14, decimal_places=3)]


def _storable(text: str) -> str:
    # PostgreSQL stores no NUL, and half a surrogate pair has no form in UTF-8.
    if "\0" in text:
        raise ValueError("leave out the NUL characters")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("leave out the broken characters")
    return text


def _near(day: D) -> D:
    # Further away nothing happens, and the calendar of the programming language ends.
    if not 1970 <= day.year < 2200:
        raise ValueError("give a day from 1970-01-01 to 2199-12-31")
    return day


Text = Annotated[str, AfterValidator(_storable)]
Reason = Annotated[Text, Field(max_length=300)]
Day = Annotated[date, AfterValidator(_near)]
Moment = Annotated[AwareDatetime, AfterValidator(_near)]


class Strict(BaseModel):
    """Input: unknown fields are mistakes, and are told so."""

    model_config = ConfigDict(extra="forbid")


Weekday = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


class RepeatsIn(Strict):
    """How a meeting repeats, on the clock of its owner: until a day, or `count` times. `weekdays` are those of a weekly
    one; a monthly one names one, with `position` (1 to 4, -1 for the last). `due_at` is the first."""

    frequency: Literal["daily", "weekly", "monthly", "yearly"]
    interval: Annotated[int, Field(ge=1, le=99)] = 1
    weekdays: list[Weekday] = []
    position: Literal[1, 2, 3, 4, -1] | None = None
    count: Annotated[int, Field(ge=2, le=400)] | None = None
    until: Day | None = None


class MeetingIn(Strict):
    """What a planned meeting has beside other activities. With `invite` contacts and participants are asked to come, by
    mail or from the owner's calendar; they read `place`, `video_url` and `agenda`."""

    invite: bool = False
    place: Annotated[Text, Field(max_length=300)] = ""
    video_url: Annotated[Text, Field(max_length=500)] = ""
    agenda: Annotated[Text, Field(max_length=20_000)] = ""
    repeats: RepeatsIn | None = None


class ActivityIn(Strict):
    """An activity to record. `completed` (the default) happened at `at` (now by default); `planned` is a to-do."""

    status: Literal["completed", "planned"] = "completed"
    activity_type_id: Id
    owner_id: Id | None = None
    company_id: Id | None = None
    contact_ids: list[Id] = []
    participant_ids: list[Id] = []
    outcome_id: Id | None = None
    subject: Annotated[Text, Field(max_length=300)] = ""
    note: Annotated[Text, Field(max_length=20_000)] = ""
    minutes: Minutes | None = None
    value: Money | None = None
    at: Moment | None = None
    due_on: Day | None = None
    due_at: Moment | None = None
    source: Annotated[Text, Field(max_length=40)] = ""
    external_id: Annotated[Text, Field(max_length=200)] = ""
    meeting: MeetingIn | None = None
    reason: Reason = ""


class CompletionIn(Strict):
    """How a planned activity was done."""

    outcome_id: Id | None = None
    minutes: Minutes | None = None
    value: Money | None = None
    note: Annotated[Text, Field(max_length=20_000)] | None = None
    at: Moment | None = None
    reason: Reason = ""


class ScheduleIn(Strict):
    """A new day, or a time with its zone."""

    due_on: Day | None = None
    due_at: Moment | None = None
    reason: Reason = ""


class ActivityEdit(Strict):
    """Fields to change; what is not sent stays."""

    activity_type_id: Id | None = None
    owner_id: Id | None = None
    company_id: Id | None = None
    contact_ids: list[Id] | None = None
    participant_ids: list[Id] | None = None
    outcome_id: Id | None = None
    subject: Annotated[Text, Field(max_length=300)] | None = None
    note: Annotated[Text, Field(max_length=20_000)] | None = None
    minutes: Minutes | None = None
    value: Money | None = None
    completed_at: Moment | None = None
    reason: Reason = ""


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
