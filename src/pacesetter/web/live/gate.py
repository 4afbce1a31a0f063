"""Lets in those whose tickets are good still, and asks the database for all who come within a moment at once."""

import asyncio
from concurrent.futures import Executor

from django.db import close_old_connections

from pacesetter.web.live.holders import Holder, good_still

# Those who fetch after a change come spread over some tenths of a second, so that a question is for dozens of them.
_GATHERS = 0.1  # seconds


class Gate:
    """Used within the event loop. The question itself is asked in a thread.

    It is asked after the last of those has come for whom it is: nobody is let in by what was so before.
    """

    def __init__(self, threads: Executor, gathers: float = _GATHERS) -> None:
        """`gathers` seconds pass from the first who comes until all who have come are asked for."""
        self._threads, self._gathers = threads, gathers
        self._gathering: list[Holder] = []
        self._question: asyncio.Task[set[Holder]] | None = None

    async def admits(self, holder: Holder) -> bool:
        """Whether everything about the holder is as their ticket says. Raises what the database raises."""
        if self._question is None:
            self._gathering = []
            self._question = asyncio.ensure_future(self._ask(self._gathering))
        self._gathering.append(holder)
        # Others wait for the same answer when this one has gone.
        return holder in await asyncio.shield(self._question)

    async def _ask(self, gathering: list[Holder]) -> set[Holder]:
        await asyncio.sleep(self._gathers)
        self._question = None
        return await asyncio.get_running_loop().run_in_executor(self._threads, _asked, gathering)


def _asked(holders: list[Holder]) -> set[Holder]:
    """What a request does with its connection, for a thread that serves none."""
    close_old_connections()
    try:
        return good_still(holders)
    finally:
        close_old_connections()
