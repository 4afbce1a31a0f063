"""Which tables an installation consists of, and how a value of SQLite is written for PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any, cast

from django.apps import apps
from django.db import models

from pacesetter.cli.moving.values import as_bytes, as_json, as_text

Written = Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    """One table: its name, its columns, how a value of each is written, and the column the database numbers itself."""

    name: str
    columns: tuple[str, ...]
    written: tuple[Written | None, ...]
    numbered: str | None


def all_tables() -> list[Table]:
    """Each after those that it refers to. Words that SQLite has looked up for searching are no rows of anybody: both
    databases make their own of the rows."""
    models_by_table = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    order = TopologicalSorter({name: _named_by(model) for name, model in models_by_table.items()})
    return [_table(models_by_table[name]) for name in order.static_order()]


def _named_by(model: type[models.Model]) -> set[str]:
    named = [
        cast(type[models.Model], field.related_model)
        for field in model._meta.local_concrete_fields
        if field.is_relation
    ]
    # A row may name one of its own table, which the server looks for when all of them are there.
    return {other._meta.db_table for other in named} - {model._meta.db_table}


def _table(model: type[models.Model]) -> Table:
    fields = model._meta.local_concrete_fields
    key = model._meta.pk
    return Table(
        model._meta.db_table,
        tuple(str(field.column) for field in fields),
        tuple(_written(field) for field in fields),
        key.column if isinstance(key, models.AutoField | models.BigAutoField | models.SmallAutoField) else None,
    )


def _written(field: models.Field[Any, Any]) -> Written | None:
    """Days, times, numbers and truth values are read by PostgreSQL as SQLite has them."""
    kind: Any = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(kind, models.DurationField):
        return _microseconds
    if isinstance(kind, models.JSONField):
        return as_json
    if isinstance(kind, models.BinaryField):
        return as_bytes
    if isinstance(kind, models.CharField | models.TextField):
        return as_text
    return None


def _microseconds(value: int) -> str:
    return f"{value} microseconds"
