"""Tells those who hold a stream of a shared part what has become of it.

The part is made once for all who are shown the very same, by a request in the name of one of them that goes the usual
way, and what differs from what a stream was sent before is composed and compressed once for all. After that, and right
before it is sent, it is asked of each of them whether they still are who they were when they were given their ticket,
as with a fetch (see `web.live.ticket`). Whoever is not fetches the page, and is answered as whoever they are then.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakValueDictionary

from pacesetter.web.live.gate import Gate
from pacesetter.web.live.known import known_since
from pacesetter.web.live.packing import packed
from pacesetter.web.live.pieces import Marks, Version, told, version_of
from pacesetter.web.live.shared import FOR_STREAM, kept_since
from pacesetter.web.live.ticket import Ticket

logger = logging.getLogger(__name__)

Environ = dict[str, Any]

# All who are told are told at once.
_GATHERS = 0.02  # seconds
# In whose name a part is made may have been shut out since; but where it is all of them, that is found soon.
_TRIES = 3
# Streams so many versions behind are sent the whole part: each other difference is composed anew.
_MOST_BEHIND = 4


@dataclass(eq=False)
class Audience:
    """All streams of this process whose viewers are shown the same."""

    sign: str
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    version: Version | None = None
    made_at: float = 0.0
    failed: str = ""
    tries: int = 0
    # By the version before, what is sent to those who have that.
    composed: dict[int, "asyncio.Future[bytes]"] = field(default_factory=dict)


class Viewing:
    """What one stream shows, and of which version its browser knows."""

    def __init__(self, audience: Audience, ticket: Ticket, environ: Environ) -> None:
        self.audience, self.ticket = audience, ticket
        self._environ = environ
        self.number = 0
        self.marks: Marks | None = None

    def request(self, message: str) -> Environ:
        """The fetch that the browser would make when it is told of this message."""
        kept = {name: value for name, value in self._environ.items() if name != "HTTP_LAST_EVENT_ID"}
        as_htmx = {"HTTP_ACCEPT": "text/html", "HTTP_HX_REQUEST": "true", "HTTP_LIVE": message}
        return kept | as_htmx | {FOR_STREAM: True}


class Telling:
    """Used within the event loop. `fetch` lets Django answer a request, in a thread; the answer itself is not needed,
    for what is shared is kept."""

    def __init__(self, threads: Executor, fetch: Callable[[Environ], None]) -> None:
        self._threads, self._fetch = threads, fetch
        self._gate = Gate(threads, _GATHERS)
        self._audiences: WeakValueDictionary[str, Audience] = WeakValueDictionary()

    def viewing(self, ticket: Ticket, environ: Environ) -> Viewing:
        """A new stream of whoever holds the ticket; `environ` is that of the request for it."""
        audience = self._audiences.get(ticket.sign) or Audience(ticket.sign)
        self._audiences[ticket.sign] = audience
        return Viewing(audience, ticket, environ)

    async def data(self, viewing: Viewing, message: str) -> bytes | None:
        """What is sent for the message, compressed. None for whoever has to fetch the page, who is told no more then:
        nothing is known of what their browser shows from there on."""
        try:
            version = await self._version(viewing, message)
            if version is None or viewing.ticket.is_over:
                return None
            data = await self._composed(viewing, version)
            if not await self._gate.admits(viewing.ticket.holder):
                return None
        except Exception:
            # What is wrong is answered there.
            logger.warning("A change could not be told, so the page is fetched.", exc_info=True)
            return None
        viewing.number, viewing.marks = version.number, version.marks
        return data

    async def _version(self, viewing: Viewing, message: str) -> Version | None:
        audience, since = viewing.audience, known_since(message)
        assert since is not None  # noqa: S101 - an id of our own
        async with audience.lock:
            if audience.version is not None and audience.made_at >= since:
                return audience.version
            if audience.failed != message:
                audience.failed, audience.tries = message, 0
            if audience.tries >= _TRIES:
                return None
            audience.tries += 1
            number = audience.version.number + 1 if audience.version else 1
            found = await self._in_thread(self._made, audience.sign, number, since, viewing.request(message))
            if found is None:
                return None
            audience.version, audience.made_at = found
            audience.composed = {}
            return audience.version

    def _made(self, sign: str, number: int, since: float, request: Environ) -> tuple[Version, float] | None:
        kept = kept_since(sign, since)
        if kept is None:
            self._fetch(request)
            kept = kept_since(sign, since)
        return None if kept is None else (version_of(number, kept.content.decode()), kept.made_at)

    async def _composed(self, viewing: Viewing, version: Version) -> bytes:
        behind = version.number - viewing.number
        marks = viewing.marks if behind <= _MOST_BEHIND else None
        before = viewing.number if marks else 0
        composed = viewing.audience.composed if viewing.audience.version is version else {}
        if before not in composed:
            composed[before] = asyncio.ensure_future(self._in_thread(_compose, version, marks))
        # Others wait for the same when this one has gone.
        return await asyncio.shield(composed[before])

    async def _in_thread(self, call: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *given)


def _compose(version: Version, before: Marks | None) -> bytes:
    return packed(f"event: part\ndata: {told(version, before)}\n\n")
