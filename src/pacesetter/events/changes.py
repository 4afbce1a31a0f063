"""What changed between two states of a thing, in the form in which events keep it."""

from collections.abc import Mapping
from typing import Any


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field -> [value before, value after] for every field that differs; a field missing on one side is None there.

    Events carry it as `data={"changed": changes(before, after)}`.
    """
    return {
        field: [before.get(field), after.get(field)]
        for field in dict.fromkeys((*before, *after))
        if before.get(field) != after.get(field)
    }
