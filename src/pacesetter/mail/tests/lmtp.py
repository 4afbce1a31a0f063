"""Our own server for mail that comes in, running beside a test."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from pacesetter.mail.inbound.server import serve
from pacesetter.mail.tests.test_deliver import free_port


@contextmanager
def inbound_server(protocol: str) -> Iterator[int]:
    """Take mail by "lmtp" or "smtp" until the block ends; yields the port. Needs a database that threads see."""
    port, loop, ready = free_port(), asyncio.new_event_loop(), threading.Event()

    async def run() -> None:
        started = asyncio.Event()
        serving = asyncio.ensure_future(serve("127.0.0.1", port, protocol=protocol, ready=started))
        await started.wait()
        ready.set()
        await serving

    def in_thread() -> None:
        with pytest.raises(asyncio.CancelledError):
            loop.run_until_complete(run())

    thread = threading.Thread(target=in_thread, daemon=True)
    thread.start()
    assert ready.wait(60)
    try:
        yield port
    finally:
        for task in asyncio.all_tasks(loop):
            loop.call_soon_threadsafe(task.cancel)
        thread.join(10)
