"""Rows of plain values inside a statement."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

CASTS = {"int": "bigint", "date": "date", "text": "text"}


class Values:
    """A table of the given rows, for a WITH clause: `name(columns) AS (VALUES …)`."""

    def __init__(self, name: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> None:
        """`columns` are pairs of name and kind (int, date or text); there must be at least one row."""
        rows = list(rows)
        names = ", ".join(column for column, _ in columns)
        plain = "(" + ", ".join(["%s"] * len(columns)) + ")"
        first = plain
        if connection.vendor == "postgresql":
            # The first row tells PostgreSQL the types of all.
            first = "(" + ", ".join(f"%s::{CASTS[kind]}" for _, kind in columns) + ")"
        self.sql = f"{name}({names}) AS (VALUES {', '.join([first, *[plain] * (len(rows) - 1)])})"
        self.params: list[Any] = [value for row in rows for value in row]
