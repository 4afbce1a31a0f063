"""Go about an organisation's tallies stretch by stretch, on several connections where that is worth it."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

from pacesetter.kpis.tallies.differences import Stretch
from pacesetter.kpis.tallies.plan import Plan
from pacesetter.tenancy.scope import scope

T = TypeVar("T")


def over(planned: Plan, organisation_id: int, work: Callable[[Stretch], T]) -> list[T]:
    """What `work` returns for each stretch, in their order. A single one is gone about on the caller's connection.

    Once one has failed no other is begun, and its error is raised.
    """
    if len(planned.stretches) == 1:
        return [work(planned.stretches[0])]
    to_do, done = deque(enumerate(planned.stretches)), dict[int, T]()
    with ThreadPoolExecutor(planned.connections) as threads:
        workers = [
            threads.submit(_beside, organisation_id, work, to_do, done)
            for _ in range(min(planned.connections, len(planned.stretches)))
        ]
        for worker in workers:
            worker.result()
    return [done[place] for place in range(len(planned.stretches))]


def _beside(
    organisation_id: int, work: Callable[[Stretch], T], to_do: deque[tuple[int, Stretch]], done: dict[int, T]
) -> None:
    """In a thread, which has a connection of its own: one stretch after the other, until none is left."""
    try:
        with scope(organisation_id):
            while to_do:
                try:
                    place, stretch = to_do.popleft()
                except IndexError:  # another one has just taken the last
                    return
                done[place] = work(stretch)
    except BaseException:
        to_do.clear()
        raise
    finally:
        connection.close()


def prepare_for_large_sets(*, by_hashes: bool, together: bool) -> None:
    """Until the end of the transaction, let PostgreSQL sort and hash some millions of rows in memory.

    Where groups are few they are found by hashes. Where they are nearly as many as rows, a table of hashes fits no
    cache of the processor, and sorting is faster; the planner has no idea how many there are. Of rows that lie
    together it would look up each by itself, in the order of an index, and so each page dozens of times.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            hashes, one_by_one = "on" if by_hashes else "off", "off" if together else "on"
            cursor.execute(
                "SET LOCAL work_mem = '256MB'; SET LOCAL jit = off; "
                f"SET LOCAL enable_hashagg = {hashes}; SET LOCAL enable_indexscan = {one_by_one}"
            )
