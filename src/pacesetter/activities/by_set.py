"""Telling PostgreSQL's triggers on activities that thousands of rows are looked at together, and not each by itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.utils import CursorWrapper


@contextmanager
def by_set(cursor: CursorWrapper, name: str) -> Iterator[None]:
    """Inside the block the triggers that ask for `pacesetter.<name>` leave rows to whoever opened it. To be used in a
    transaction, at whose end it is forgotten in any case."""
    cursor.execute(f"SELECT set_config('pacesetter.{name}', 'by set', true)")
    yield
    cursor.execute(f"SELECT set_config('pacesetter.{name}', '', true)")
