"""How often SQLite copies what was committed from its log into the database while an import runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# 64 MiB, the size to which the log is cut back anyway. By default it is 4: less than one transaction of an import
# writes, so that after each every page was copied and the disk waited for, though the next writes most of them again.
_PAGES = 16_000


@contextmanager
def rarely_copying() -> Iterator[None]:
    """Inside the block, which begins outside a transaction, this connection lets the log grow. Nothing is less safe by
    it: what is committed stands in the log."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint")
        (before,) = cursor.fetchone()
        cursor.execute(f"PRAGMA wal_autocheckpoint={_PAGES}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA wal_autocheckpoint={before}")
