"""One stream of Server-Sent Events."""

import asyncio
import random
import time
from typing import Any

from pacesetter.web.live.handover import Handover
from pacesetter.web.live.hub import Hub, Subscription

# A comment now and then keeps proxies from closing the stream, and finds out who has gone.
_BEAT = 25.0  # seconds
# The browser then asks again, and whether it still may is decided anew. It fetches a new ticket then, so this is less
# than tickets last, by more than streams are spread.
_LASTS = 450.0
# A page whose browser has seen no message yet was made in the last so many milliseconds.
_PAGE_IS_NEW = 30_000
# So long a browser waits before it asks again, in milliseconds; spread, so that not all come back at once.
_RETRY = (2_000, 6_000)


async def stream(protocol: Any, headers: list[tuple[str, str]], hub: Hub, asked: Handover) -> None:
    """Tell changes until the browser goes, the stream has lasted long enough, or it has to give way."""
    transport = protocol.response_stream(200, headers)
    subscription = hub.subscribe(asked.organisation_id, asked.viewer)
    # Whoever asks learns at once whether something was missed meanwhile, be it between the page and its stream.
    latest = hub.latest(asked.organisation_id)
    if (asked.last_seen or time.time_ns() // 1_000_000 - _PAGE_IS_NEW) < latest:
        subscription.tell(latest)
    gone = asyncio.ensure_future(protocol.client_disconnect())
    try:
        # The id alone is no message, but the browser brings it along when it asks again.
        await transport.send_str(f"retry: {random.randint(*_RETRY)}\nid: {latest}\n\n")  # noqa: S311 - no secret
        await _tell(transport, hub, subscription, gone)
    except Exception:  # noqa: S110 - the other side has gone, which the transport says in several ways
        pass
    finally:
        gone.cancel()
        hub.unsubscribe(subscription)


async def _tell(transport: Any, hub: Hub, subscription: Subscription, gone: "asyncio.Future[Any]") -> None:
    loop = asyncio.get_running_loop()
    ends = loop.time() + _LASTS * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
    while not subscription.ended and loop.time() < ends:
        told = asyncio.ensure_future(subscription.told.wait())
        done, _ = await asyncio.wait({told, gone}, timeout=_BEAT, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if gone in done:
            return
        if subscription.told.is_set() and not subscription.ended:
            subscription.told.clear()
            await transport.send_str(f"id: {subscription.message}\nevent: changed\ndata:\n\n")
        elif not subscription.ended:
            await transport.send_str(": still here\n\n")
