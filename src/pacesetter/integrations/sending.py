"""The last step of a request: over the network, by the guarded client; in tests to a stand-in."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from django.conf import settings

from pacesetter.core.http import AddressRefused, FetchError, GuardedClient
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.failure import Failure, FailureKind


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request as it goes out. Headers and body hold secrets, so neither is shown."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


Send = Callable[[Outgoing], Answer]

# The last one answers. A list for the whole process: a test's server answers in threads of its own.
_stand_ins: list[Send] = []


@contextmanager
def answered_by(stand_in: Send) -> Iterator[None]:
    """Let every request of this process be answered by a function. What it raises is raised: `FetchError` where no
    answer comes."""
    _stand_ins.append(stand_in)
    try:
        yield
    finally:
        _stand_ins.remove(stand_in)


class Sender:
    """Sends requests, and keeps connections for the next ones while it is open. Redirects are not followed: they come
    back as what they are, and count as a wrong setting."""

    def __init__(self) -> None:
        self._client: GuardedClient | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._client is not None:
            self._client.close()

    def send(self, request: Outgoing) -> Answer:
        """The answer, whatever its status. Raises `Failure` where none came."""
        try:
            return self._send(request)
        except AddressRefused as error:
            raise Failure(FailureKind.CONFIGURATION, str(error)) from error
        except FetchError as error:
            raise Failure(FailureKind.TEMPORARY, str(error), may_have_acted=True) from error

    def _send(self, request: Outgoing) -> Answer:
        if _stand_ins:
            return _stand_ins[-1](request)
        if self._client is None:
            self._client = GuardedClient(settings.INTEGRATION_RULES)
        options: dict[str, Any] = {"content": request.body} if request.body else {}
        fetched = self._client.fetch(request.method, request.url, headers=request.headers, **options)
        return Answer(fetched.status, {name.lower(): value for name, value in fetched.headers.items()}, fetched.body)
