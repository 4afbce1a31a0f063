"""Rows that go by the thousand: which tables they stand in, and how SQLite is kept from reading those for each row."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models


@contextmanager
def keys_unchecked() -> Iterator[None]:
    """Inside the block SQLite does not look for rows that name a deleted one. It would read a whole table for each of
    them where the column that names it has no index of its own; beside millions of rows that takes minutes.

    For statements that leave nothing dangling. To be entered before a transaction begins: inside of one, as on
    PostgreSQL, nothing changes.
    """
    unchecked = connection.vendor == "sqlite" and connection.disable_constraint_checking()
    try:
        yield
    finally:
        if unchecked:
            connection.enable_constraint_checking()


def of_organisation(model: type[models.Model]) -> bool:
    """Whether each row of the table says which organisation it belongs to."""
    return any(field.attname == "organisation_id" for field in model._meta.concrete_fields)
