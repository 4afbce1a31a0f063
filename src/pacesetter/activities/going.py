"""Activities that go by the thousand."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def going_by_set() -> Iterator[None]:
    """Inside the block PostgreSQL looks once at all activities of a DELETE, right after it, for whether something still
    names one of them, and not for each of them at the end of the transaction. What names them must have gone before.
    To be used in a transaction. See docs/decisions/what-activities-name-is-checked-by-set.md.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pacesetter.activities_go', 'by set', true)")
        yield
        cursor.execute("SELECT set_config('pacesetter.activities_go', '', true)")
