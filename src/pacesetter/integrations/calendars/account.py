"""What every kind of calendar can do. A provider's own knows its requests and its shapes, and nothing of meetings."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pacesetter.integrations.calendars.event import Changes, Event
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.meetings.free_time import Span


class PlaceLost(Exception):
    """The other side does not remember where we were: everything has to be read from the beginning."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote it since it was looked at: look again."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One event that has changed there since last time; `event` is None where it is gone. Of an occurrence `id` is that
    of its series, and of one that is gone without a word of whose it was, nothing that is known."""

    id: str
    event: Event | None


@dataclass(frozen=True, slots=True)
class News:
    """A page of what has changed. `place` is where to go on: the next page, or (`is_last`) the next time."""

    seen: Sequence[Seen]
    place: str
    is_last: bool


class CalendarAccount(ABC):
    """One calendar of a connection. Every method asks the other side and raises `Failure`.

    `mark` is our own name of an event: 32 hexadecimal digits. `event_id` is theirs, empty where it is not known yet.
    """

    # Whether the organiser hears of answers there, in the own inbox.
    tells_organiser: bool = True
    # Whether occurrences of a series lie in one object with it, so that each change is one of all.
    is_written_as_one: bool = False

    def __init__(self, caller: Caller) -> None:
        self.caller = caller

    @abstractmethod
    def find(self, mark: str, event_id: str) -> Event | None:
        """What is there by now; None where it is not (any more). One that is called off is there with that said, or
        not at all."""

    @abstractmethod
    def make(self, mark: str, wanted: Event) -> Event | None:
        """Make it, with a request to every guest; once, however often this is called with the same mark. None where
        the other side says that it was made before: then it can be found."""

    @abstractmethod
    def change(self, changes: Changes) -> Event:
        """Write the changes, and let guests know. Raises `ChangedMeanwhile` where it is not as it was looked at."""

    @abstractmethod
    def call_off(self, there: Event, comment: str) -> None:
        """Call it off, and let guests know. Nothing happens where it is gone already. Raises `ChangedMeanwhile` where
        something else is written at the same moment."""

    @abstractmethod
    def instances(self, there: Event, since: datetime, until: datetime) -> Mapping[datetime, Event]:
        """The occurrences that a series has there in this time, by when the rule has them; one that was taken out is
        missing, or called off. Each can be changed and called off like an event."""

    def bring_back(self, series: Event, original_at: datetime) -> None:
        """Let an occurrence take place that was taken out of a series. Most calendars can't: what is deleted there
        stays so."""
        raise Failure(
            FailureKind.PERMANENT,
            "A single meeting of a series that was called off can't be brought back in this calendar.",
        )

    @abstractmethod
    def news(self, place: str, *, since: datetime, until: datetime) -> News:
        """What has changed since `place`; from the beginning (`since` until `until`) where that is empty. Raises
        `PlaceLost`."""

    @abstractmethod
    def busy(self, since: datetime, until: datetime) -> Sequence[Span]:
        """When the owner is busy. Nothing but times is asked for."""


def all_news(account: CalendarAccount, place: str, *, since: datetime, until: datetime) -> Iterator[News]:
    """Page by page, to the last."""
    while True:
        page = account.news(place, since=since, until=until)
        yield page
        if page.is_last:
            return
        place = page.place
