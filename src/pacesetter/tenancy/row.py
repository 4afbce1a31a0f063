"""A model's row as an insertion, without what the ORM compiles anew for each one."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection, models

from pacesetter.tenancy.together import Insertion

# What psycopg writes as it is; SQLite wants even these in Django's own form.
_PLAIN = frozenset({int, str, date, datetime})


@cache
def _columns(model: type[models.Model], vendor: str) -> list[tuple[str, Any, str, str]]:
    columns: list[tuple[str, Any, str, str]] = []
    for field in model._meta.concrete_fields:
        if not field.primary_key:
            kind = field.db_type(connection) or "text"
            # A cast to varchar(n) would cut off silently what is too long; as text it is refused by the column.
            columns.append((field.attname, field, str(field.column), "text" if kind.startswith("varchar") else kind))
    return columns


def insertion_of(row: models.Model) -> Insertion:
    """The insertion of a new row whose id the database makes. Columns without a value are left to the database."""
    vendor = connection.vendor
    plain = _PLAIN if vendor == "postgresql" else frozenset()
    names, casts, values = [], [], []
    given = row.__dict__
    for attname, field, column, cast in _columns(type(row), vendor):
        value = given[attname]
        if value is None:
            continue
        names.append(column)
        casts.append(cast)
        values.append(value if type(value) in plain else field.get_db_prep_save(value, connection))
    return Insertion(row._meta.db_table, names, casts, values)
