"""Campaigns as every system is read: sent ones, their recipients, and what these did. Pure; moments are aware."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

Row = TypeVar("Row")


class DeedKind(StrEnum):
    """What a recipient did with a campaign, or what became of it on the way."""

    OPEN = "open"
    CLICK = "click"
    BOUNCE = "bounce"


@dataclass(frozen=True, slots=True)
class SentCampaign:
    """A campaign that went out. `recipients` is how many the other side says it has."""

    id: str
    subject: str
    title: str
    sender_name: str
    sender_address: str
    audience_id: str
    audience_name: str
    sent_at: datetime
    recipients: int


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom it was sent to. `bounce` is "hard", "soft", or empty."""

    id: str
    address: str
    bounce: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """`detail` is the address that was clicked, or how hard it bounced."""

    kind: DeedKind
    at: datetime
    detail: str = ""

    @property
    def mark(self) -> str:
        """The same text for the same deed, however often it is told."""
        return f"{self.kind}|{self.at.isoformat()}|{self.detail[:200]}"


@dataclass(frozen=True, slots=True)
class Deeds:
    """What one recipient did. `left_at` is when they unsubscribed, where that is told with it."""

    recipient_id: str
    deeds: Sequence[Deed]
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """A recipient wants no more of them."""

    recipient_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Audience:
    """A list of people to whom campaigns are sent. `members` is None where it isn't told."""

    id: str
    name: str
    members: int | None = None


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who is to be added to an audience."""

    address: str
    first_name: str = ""
    last_name: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of some of them: how many are new in the audience, how many were in it, and why each of the others was
    refused, in the other side's words. `known` are the addresses that the other side had a name for already."""

    added: int = 0
    there: int = 0
    refused: Sequence[str] = field(default_factory=tuple)
    known: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some of many. `next` is what asks for the rest, empty on the last page; `total` is None where it isn't told."""

    rows: Sequence[Row]
    next: str = ""
    total: int | None = None
