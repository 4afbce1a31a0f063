"""What changed between two states of a thing, in the form in which events keep it."""

from collections.abc import Mapping
from typing import Any

from django.db import models


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field -> [value before, value after] for every field that differs; a field missing on one side is None there.

    Events carry it as `data={"changed": changes(before, after)}`.
    """
    return {
        field: [before.get(field), after.get(field)]
        for field in dict.fromkeys((*before, *after))
        if before.get(field) != after.get(field)
    }


def column_from(row: models.Model, name: str, value: Any) -> Any:
    """What the column `name` (a reference by its id) holds where an event keeps `value` of it. Two events may write one
    moment in two zones, so texts are not compared."""
    field = row._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is no column of {type(row).__name__}")
    return field.to_python(value)
