"""Ways in which a stand-in of another system fails, once each: before it does what it was asked, or after."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from pacesetter.core.http import TooSlow
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.sending import Outgoing


@dataclass
class Fault:
    """What happens to the next request of this method whose path holds `part`. Without an answer nothing comes back;
    `acts` says that the other side did what it was asked all the same."""

    method: str
    part: str
    answer: Answer | None
    acts: bool


class Failing:
    """The base of the fakes: keeps what was asked, and fails as it is told. `_answer` is the fake's own."""

    def __init__(self) -> None:
        self.asked: list[Outgoing] = []
        self.faults: list[Fault] = []
        self.judges: list[Callable[[Outgoing, Answer], None]] = []

    def __call__(self, request: Outgoing) -> Answer:
        self.asked.append(request)
        fault = self._fault(request)
        if fault is not None and not fault.acts:
            return self._failed(fault)
        answer = self._answer(request)
        for judge in self.judges:
            judge(request, answer)
        return self._failed(fault) if fault is not None else answer

    def fail(self, method: str, part: str, answer: Answer) -> None:
        """Answer this instead, once; nothing is done."""
        self.faults.append(Fault(method, part, answer, acts=False))

    def lose_answer(self, method: str, part: str) -> None:
        """Do it, and let nobody know."""
        self.faults.append(Fault(method, part, None, acts=True))

    def drop(self, method: str, part: str) -> None:
        """Lose the request on its way."""
        self.faults.append(Fault(method, part, None, acts=False))

    def paths(self, method: str = "") -> list[str]:
        """The paths that were asked for, of one method or all."""
        return [path_of(one) for one in self.asked if method in ("", one.method)]

    def _fault(self, request: Outgoing) -> Fault | None:
        for one in self.faults:
            if one.method == request.method and one.part in path_of(request):
                self.faults.remove(one)
                return one
        return None

    def _failed(self, fault: Fault) -> Answer:
        if fault.answer is None:
            raise TooSlow("no answer came in time")
        return fault.answer

    def _answer(self, request: Outgoing) -> Answer:
        raise NotImplementedError


@dataclass(frozen=True)
class Notice:
    """What a calendar's server wrote to a guest: "invited", "updated" or "cancelled"."""

    kind: str
    to: str
    event_id: str


class CalendarServer(Failing):
    """What every fake of a calendar can do. `notices` is what guests got; there is no other way to reach them."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[Notice] = []

    def told(self, address: str) -> list[str]:
        """What kinds of notices a guest got, in order."""
        return [one.kind for one in self.notices if one.to == address]

    @property
    def event_id(self) -> str:
        """The one event there is."""
        (found,) = self.living
        return found

    @property
    @abstractmethod
    def living(self) -> list[str]:
        """The ids of the events that take place."""

    @abstractmethod
    def answers(self, event_id: str, address: str, status: str, comment: str = "") -> None:
        """A guest answers, in the words of RFC 5545."""

    @abstractmethod
    def moves(self, event_id: str, start: datetime, end: datetime) -> None:
        """The organiser moves it there."""

    @abstractmethod
    def deletes(self, event_id: str) -> None:
        """The organiser deletes it there."""

    @abstractmethod
    def one_of(self, event_id: str, original_at: datetime) -> str:
        """The id of one occurrence of a series, which is answered, moved and deleted like an event."""

    @abstractmethod
    def starts(self, event_id: str) -> list[datetime]:
        """When the occurrences of a series take place, as guests see them."""

    @abstractmethod
    def forgets_tokens(self) -> None:
        """Tokens of synchronisation are good no more."""

    @abstractmethod
    def withdraws_consent(self) -> None:
        """The owner takes the consent, or the app password, back."""

    @abstractmethod
    def gives_consent(self) -> None:
        """It is given again."""


def path_of(request: Outgoing) -> str:
    """Where a request goes, without its query."""
    return unquote(urlsplit(request.url).path)
