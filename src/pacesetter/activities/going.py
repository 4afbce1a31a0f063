"""Activities that go by the thousand."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from pacesetter.activities.by_set import by_set


@contextmanager
def going_by_set() -> Iterator[None]:
    """Inside the block PostgreSQL looks once at all activities of a DELETE, right after it, for whether something still
    names one of them, and not for each of them at the end of the transaction. What names them must have gone before.
    To be used in a transaction. See docs/decisions/what-activities-name-is-checked-by-set.md.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor, by_set(cursor, "activities_go"):
        yield
