"""One thing that a column can be mapped to."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise


class Kind(StrEnum):
    """What the rows of a file are."""

    ACTIVITIES = "activities"
    COMPANIES = "companies"
    CONTACTS = "contacts"


class ValueKind(StrEnum):
    """How a cell is read."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    KEY = "key"
    EMAIL = "email"
    PHONE = "phone"
    MOMENT = "moment"
    CLOCK = "clock"
    DURATION = "duration"
    MONEY = "money"
    STATUS = "status"
    YES_OR_NO = "yes_or_no"
    # A name that stands for something the organisation has: a member, an activity type, an outcome.
    MEMBER = "member"
    TYPE = "type"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Field:
    """`names` are other headings (in any case, without signs) under which files carry it; `longest` its limit."""

    name: str
    label: Promise
    value: ValueKind
    description: Promise
    example: str
    names: tuple[str, ...] = ()
    required: bool = False
    longest: int = 200
    # Part of the template that we hand out. The others exist for the sake of other systems' exports.
    in_template: bool = True
