"""A model's row as an insertion, without what the ORM compiles anew for each one."""

from functools import cache
from typing import Any

from django.db import connection, models

from pacesetter.tenancy.together import Insertion


@cache
def _columns(model: type[models.Model], vendor: str) -> tuple[list[Any], list[str], list[str]]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    casts = []
    for field in fields:
        kind = field.db_type(connection) or "text"
        # A cast to varchar(n) would cut off silently what is too long; as text it is refused by the column.
        casts.append("text" if kind.startswith("varchar") else kind)
    return fields, [field.column for field in fields], casts


def insertion_of(row: models.Model) -> Insertion:
    """The insertion of a new row whose id the database makes."""
    fields, columns, casts = _columns(type(row), connection.vendor)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    return Insertion(row._meta.db_table, columns, casts, values)
