"""What a source that reports by itself can do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from pacesetter.integrations.caller import Caller


class Unverified(ValueError):
    """The report was not made by whoever holds the secret, or is too old. The message says why, in English, for
    whoever set the sender up."""


class Unreadable(ValueError):
    """The report is none of this system."""


class HeardKind(StrEnum):
    """What was reported. All but the first are about one recipient."""

    SENT = "sent"
    BOUNCE = "bounce"
    UNSUBSCRIBE = "unsubscribe"
    DEED = "deed"


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that was reported. The recipient is named as recipients of the campaign are, never by address: what
    waits in the queue names nobody."""

    kind: HeardKind
    campaign_id: str
    at: datetime
    recipient_id: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A webhook that was set up there, and what it signs with, told once; empty where it doesn't."""

    id: str
    secret: str = ""


class Webhooks(Protocol):
    """How a source is told to report, and how its reports are read."""

    @property
    def per_audience(self) -> bool:
        """Whether each audience has webhooks of its own."""

    def known(self, caller: Caller, audience_id: str, address: str) -> str:
        """What the webhook that reports to this address is called there, empty where there is none."""

    def make(self, caller: Caller, audience_id: str, address: str) -> Made:
        """Let it report to this address."""

    def remove(self, caller: Caller, audience_id: str, external_id: str) -> None:
        """Let it report no more. Nothing where it does not know the webhook any more."""

    def verify(self, body: bytes, headers: Mapping[str, str], secret: str, *, now: datetime) -> None:
        """Raises `Unverified`, and nothing else whatever the bytes are: anybody can send them. Header names are in
        lower case."""

    def read(self, body: bytes, audience_id: str) -> Sequence[Heard]:
        """What a verified report is about; nothing where it is about something else. Raises `Unreadable`."""
