"""Go about an organisation's tallies stretch by stretch, on several connections where that is worth it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from django.db import connection

from pacesetter.kpis.tallies.differences import Stretch
from pacesetter.kpis.tallies.plan import Plan
from pacesetter.tenancy.scope import scope

T = TypeVar("T")


def over(planned: Plan, organisation_id: int, work: Callable[[Stretch], T]) -> list[T]:
    """What `work` returns for each stretch, in their order. A single one is gone about on the caller's connection."""
    if len(planned.stretches) == 1:
        return [work(planned.stretches[0])]
    with ThreadPoolExecutor(len(planned.stretches)) as threads:
        return list(threads.map(partial(_beside, organisation_id, work), planned.stretches))


def _beside(organisation_id: int, work: Callable[[Stretch], T], stretch: Stretch) -> T:
    """In a thread, which has a connection of its own."""
    try:
        with scope(organisation_id):
            return work(stretch)
    finally:
        connection.close()


def prepare_for_large_sets(*, by_hashes: bool) -> None:
    """Until the end of the transaction, let PostgreSQL sort and hash some millions of rows in memory.

    Where groups are few they are found by hashes. Where they are nearly as many as rows, a table of hashes fits no
    cache of the processor, and sorting is faster; the planner has no idea how many there are.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            hashes = "on" if by_hashes else "off"
            cursor.execute(f"SET LOCAL work_mem = '256MB'; SET LOCAL jit = off; SET LOCAL enable_hashagg = {hashes}")
