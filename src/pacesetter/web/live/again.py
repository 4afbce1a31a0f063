"""Answers those who fetch a shared part again from memory, in the event loop of the server: such a fetch takes neither
a thread nor anything of what stands around a view."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Executor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie

from pacesetter.web.live.gate import Gate
from pacesetter.web.live.known import known_since
from pacesetter.web.live.shared import VARY, Kept, kept_since
from pacesetter.web.live.ticket import HEADER, Fetch, Ticket, read_ticket

logger = logging.getLogger(__name__)

_TICKET = HEADER.lower()


@dataclass(frozen=True, slots=True)
class Asked:
    """A fetch with a ticket that was given out for it, and when this process heard of the change that it is made
    for."""

    ticket: Ticket
    since: float


def asked_again(scope: Any) -> Asked | None:
    """What a request (of granian, see `config.server`) asks for again; None for every other request."""
    headers = scope.headers
    written = headers.get(_TICKET)
    if written is None or scope.method != "GET" or not _is_as_usual(scope):
        return None
    ticket = ticket_of(scope, written)
    since = known_since(headers.get("live", "")) if ticket else None
    return None if ticket is None or since is None else Asked(ticket, since)


def ticket_of(scope: Any, written: str) -> Ticket | None:
    """The ticket, where it was given to this session for this address."""
    headers = scope.headers
    session_key = parse_cookie("; ".join(headers.get_all("cookie"))).get(settings.SESSION_COOKIE_NAME)
    if not session_key:
        return None
    # A path that has to be unquoted is none that a ticket was given for.
    fetch = Fetch(session_key, scope.path, scope.query_string, headers.get("accept-language"))
    return read_ticket(written, fetch)


def _is_as_usual(scope: Any) -> bool:
    """Whether what is kept could be sent to it at all, and is encrypted where everything has to be."""
    headers = scope.headers
    if "hx-request" not in headers or "hx-history-restore-request" in headers:
        return False
    is_secure = not settings.SECURE_SSL_REDIRECT or headers.get("x-forwarded-proto", "") == "https"
    return is_secure and "gzip" in headers.get("accept-encoding", "")


def headers_of(kept: Kept) -> list[tuple[str, str]]:
    """What is sent along with a part, as with an answer that has come the usual way."""
    return [
        ("content-type", kept.content_type),
        ("content-encoding", "gzip"),
        ("cache-control", "no-store"),
        ("vary", VARY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", settings.SECURE_REFERRER_POLICY),
        ("cross-origin-opener-policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
    ]


class Again:
    """What is kept, for whom it is kept. Used within the event loop."""

    def __init__(self, threads: Executor) -> None:
        self._gate = Gate(threads)
        # Parts that one of those who asked is being made, the usual way.
        self._making: dict[str, asyncio.Event] = {}

    @asynccontextmanager
    async def kept_for(self, asked: Asked) -> AsyncIterator[Kept | None]:
        """The part as it is since the change. None for whoever has to go the usual way, within the context: the one by
        whom it is made for all, and everybody about whom something has changed."""
        sign = asked.ticket.sign
        if self._is_to_be_made(asked):
            # Whether they may see it is decided there.
            with self._making_it(sign):
                yield None
        elif not await self._admits(asked):
            yield None
        else:
            while (kept := kept_since(sign, asked.since)) is None and (made := self._making.get(sign)) is not None:
                await made.wait()
            if kept is not None:
                yield kept
            else:
                # It came to nothing, or was for a change before this one.
                with self._making_it(sign):
                    yield None

    def _is_to_be_made(self, asked: Asked) -> bool:
        sign = asked.ticket.sign
        return sign not in self._making and kept_since(sign, asked.since) is None

    async def _admits(self, asked: Asked) -> bool:
        try:
            return await self._gate.admits(asked.ticket.holder)
        except Exception:
            # What is wrong is answered there.
            logger.warning("Tickets could not be checked, so they take the usual way.", exc_info=True)
            return False

    @contextmanager
    def _making_it(self, sign: str) -> Iterator[None]:
        made = self._making[sign] = asyncio.Event()
        try:
            yield
        finally:
            del self._making[sign]
            made.set()
