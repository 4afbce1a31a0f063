"""What every kind of mail account can do. A provider's own knows its requests and shapes, and nothing of capture."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pacesetter.capture.mail_head import MailHead
from pacesetter.integrations.caller import Caller


class PlaceLost(Exception):
    """The other side does not remember where we were: the folder has to be read again from the days that are kept."""


@dataclass(frozen=True, slots=True)
class Found:
    """The head of a mail, and whether it lies with what the member sent."""

    head: MailHead
    is_sent: bool


@dataclass(frozen=True, slots=True)
class MailPage:
    """Some mails that are new. `place` is where to go on: the next page, or (`is_last`) the next time. `seen` is how
    many the other side gave, those included that are not wanted."""

    found: Sequence[Found]
    place: str
    is_last: bool
    seen: int = 0


class MailAccount(ABC):
    """The mail of one connection. `folders` are the names of what is read apart, each with a place of its own."""

    # How captured mail names this way.
    route: str
    folders: Sequence[str]
    # How many mails of a folder the other side gives at most on a first look, the newest; None where it gives all.
    most_at_first: int | None = None

    def __init__(self, caller: Caller) -> None:
        self.caller = caller

    @abstractmethod
    def news(self, folder: str, place: str, *, since: datetime) -> MailPage:
        """What has come since `place`, since the moment `since` where that is empty. Raises `PlaceLost`, `Failure`."""

    @abstractmethod
    def left(self, folder: str, place: str, *, since: datetime) -> int:
        """How many mails at most are still to be read from `place` on. `since` is when the folder was read to its end,
        or how far back the first look goes. Raises `PlaceLost`, `Failure`."""
