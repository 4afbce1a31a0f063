"""One stream of Server-Sent Events."""

import asyncio
import random
from typing import Any, Protocol

from pacesetter.web.live.handover import TICKET, Handover
from pacesetter.web.live.hub import Hub, Subscription
from pacesetter.web.live.packing import HEAD, stored
from pacesetter.web.live.telling import Telling, Viewing

# A comment now and then keeps proxies from closing the stream, and finds out who has gone.
_BEAT = 25.0  # seconds
# The browser then asks again, and whether it still may is decided anew. It is given a new ticket then, so this is less
# than tickets last, by more than streams are spread.
_LASTS = 450.0
# So long a browser waits before it asks again, in milliseconds; spread, so that not all come back at once.
_RETRY = (2_000, 6_000)
# When it turns out that a stream can't tell what has changed any more, as after new settings, the next one may.
_LASTS_AFTER_THAT = (10.0, 40.0)


class Line(Protocol):
    """How a stream is written to."""

    async def say(self, text: str) -> None: ...


class Plain:
    """As it stands."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport

    async def say(self, text: str) -> None:
        await self._transport.send_str(text)


class Packed:
    """Compressed (see `web.live.packing`)."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport
        self._begins = HEAD

    async def say(self, text: str) -> None:
        await self.send(stored(text))

    async def send(self, packed: bytes) -> None:
        begins, self._begins = self._begins, b""
        await self._transport.send_bytes(begins + packed if begins else packed)


class Stream:
    """Tells changes until the browser goes, it has lasted long enough, or it has to give way."""

    def __init__(
        self, hub: Hub, asked: Handover, telling: Telling | None = None, viewing: Viewing | None = None
    ) -> None:
        """With `viewing` it also tells what has changed."""
        self._hub, self._asked, self._telling, self._viewing = hub, asked, telling, viewing
        self._ends = 0.0

    async def run(self, protocol: Any, headers: list[tuple[str, str]]) -> None:
        """Be the answer to the request."""
        more = [("content-encoding", "gzip")] if self._viewing else []
        transport = protocol.response_stream(200, headers + more)
        line = Packed(transport) if self._viewing else Plain(transport)
        asked, hub = self._asked, self._hub
        audience = self._viewing.audience.sign if self._viewing else ""
        subscription = hub.subscribe(asked.organisation_id, asked.viewer, audience)
        # Whoever asks learns at once whether something was missed meanwhile, be it between the page and its stream.
        latest = hub.latest(asked.organisation_id)
        if hub.has_missed(asked.organisation_id, asked.last_seen):
            subscription.tell(latest)
        gone = asyncio.ensure_future(protocol.client_disconnect())
        gone.add_done_callback(lambda _: subscription.end())
        ticket = TICKET.format(ticket=asked.ticket) if asked.ticket else ""
        try:
            # The id alone is no message, but the browser brings it along when it asks again.
            await line.say(f"retry: {random.randint(*_RETRY)}\nid: {latest}\n\n{ticket}")  # noqa: S311 - no secret
            await self._tell(line, subscription)
        except Exception:  # noqa: S110 - the other side has gone, which the transport says in several ways
            pass
        finally:
            gone.cancel()
            hub.unsubscribe(subscription)

    async def _tell(self, line: Line, subscription: Subscription) -> None:
        loop = asyncio.get_running_loop()
        self._ends = loop.time() + _LASTS * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
        while not subscription.ended and loop.time() < self._ends:
            try:
                async with asyncio.timeout(min(_BEAT, self._ends - loop.time())):
                    await subscription.told.wait()
            except TimeoutError:
                await line.say(": still here\n\n")
                continue
            if not subscription.ended:
                subscription.told.clear()
                await self._say(line, subscription)

    async def _say(self, line: Line, subscription: Subscription) -> None:
        message = subscription.message
        if self._viewing is not None and self._telling is not None and isinstance(line, Packed):
            data = await self._telling.data(self._viewing, message)
            if data is not None:
                await line.send(stored(f"id: {message}\n") + data)
                return
            self._viewing = None
            self._hub.lets_fetch(subscription)
            after = random.uniform(*_LASTS_AFTER_THAT)  # noqa: S311 - no secret
            self._ends = min(self._ends, asyncio.get_running_loop().time() + after)
        await line.say(f"id: {message}\nevent: changed\ndata:\n\n")
