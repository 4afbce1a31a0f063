"""What a form of call reports can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise

from pacesetter.telephony.call_event import CallEvent


class Unverified(ValueError):
    """The report was not made by whoever holds the secret, or is too old. The message says why, for the log."""


class Unreadable(ValueError):
    """The report is none of this form. The message says what is wrong, in English, for whoever set the sender up."""


@dataclass(frozen=True, slots=True)
class Report:
    """What arrived: the bytes of the body, headers by their names in lower case, the address it was sent to as the
    sender knows it (the public one), and when it came, once that is known."""

    body: bytes
    headers: Mapping[str, str]
    address: str
    received_at: datetime | None = None


class Shape(Protocol):
    """One form. `secret_is_ours` says whether the product makes the secret or the phone system does."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> str | Promise: ...

    @property
    def secret_is_ours(self) -> bool: ...

    def verify(self, report: Report, secret: str) -> None:
        """Raises `Unverified`, and nothing else whatever the bytes are: anybody can send them."""

    def kept(self, report: Report) -> bytes:
        """The body of a verified report as it may be kept: without what it was verified by."""

    def read(self, report: Report) -> CallEvent | None:
        """The call, None for reports that are about something else. Raises `Unreadable`."""
