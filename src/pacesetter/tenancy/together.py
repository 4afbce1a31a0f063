"""Insert a row and all that follows from it in one trip to the database.

Recording an activity is the hottest path of the product: the row, its totals and its history must appear together or
not at all. On PostgreSQL they are one statement, which is a transaction by itself. On SQLite, where a statement costs
no trip, they are several in one transaction.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, Final

from django.db import connection, transaction

from pacesetter.tenancy.prepared import fetch_row


class _NewId:
    """Stands for the id of the first insertion's row, which is not known before."""


NEW_ID: Final = _NewId()


class Unproven(Exception):
    """Nothing was written, for what was taken for granted is not so, or one statement would not be enough."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """One row to insert. `casts` are the columns' types in PostgreSQL; `tail` is what follows, such as ON CONFLICT."""

    table: str
    columns: Sequence[str]
    casts: Sequence[str]
    values: Sequence[Any]
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Proviso:
    """What must hold in the database for rows to be inserted: a SELECT that finds a row where it does. Places for its
    values are written %s."""

    sql: str
    values: Sequence[Any]


def insert_together(
    organisation_id: int,
    first: Insertion,
    others: Sequence[Insertion],
    *,
    first_open_day: date | None,
    provisos: Sequence[Proviso] = (),
) -> int | None:
    """Insert the row and then the others, which may name its id as `NEW_ID`. Returns that id.

    With `first_open_day`, nothing is inserted and None returned where that day lies in or before a closed period. The
    organisation's row is read under a lock that closing a period conflicts with, so one of the two always sees the
    other. Nor is anything inserted where one of the `provisos` doesn't hold. Raises `IntegrityError` as any insertion
    does, and leaves a surrounding transaction usable.
    """
    if connection.vendor != "postgresql":
        with transaction.atomic():
            return _in_steps(organisation_id, first, others, first_open_day, provisos)
    if connection.in_atomic_block:
        with transaction.atomic():
            return _in_one_statement(organisation_id, first, others, first_open_day, provisos)
    return _in_one_statement(organisation_id, first, others, first_open_day, provisos)


def _in_one_statement(
    organisation_id: int,
    first: Insertion,
    others: Sequence[Insertion],
    first_open_day: date | None,
    provisos: Sequence[Proviso],
) -> int | None:
    values: list[Any] = [organisation_id, *first.values]
    if first_open_day is not None:
        values.append(first_open_day)
    for proviso in provisos:
        values += proviso.values
    for one in others:
        values += [value for value in one.values if value is not NEW_ID]
    row = fetch_row(_statement(first, others, provisos, gated=first_open_day is not None), values)
    return row[0] if row else None


_TEXTS: dict[tuple[Any, ...], str] = {}


def _statement(first: Insertion, others: Sequence[Insertion], provisos: Sequence[Proviso], *, gated: bool) -> str:
    asked = tuple(proviso.sql for proviso in provisos)
    shape = (first.table, tuple(first.columns), gated, asked, *(one.table for one in others))
    if shape not in _TEXTS:
        places = map("${}".format, count(1))
        org = f"SELECT closed_through FROM tenancy_organisation WHERE id = {next(places)} FOR KEY SHARE"  # noqa: S608
        selected = _selected(first, places)
        gates = [f"(closed_through IS NULL OR closed_through < {next(places)}::date)"] if gated else []
        gates += [f"EXISTS ({re.sub('%s', lambda _place: next(places), sql)})" for sql in asked]
        where = f"WHERE {' AND '.join(gates)} " if gates else ""
        new = f"{_insert(first)} SELECT {selected} FROM org {where}RETURNING id"  # noqa: S608
        parts = [f"org AS ({org})", f"new AS ({new})"]
        for n, one in enumerate(others):
            parts.append(f"p{n} AS ({_insert(one)} SELECT {_selected(one, places)} FROM new {one.tail})")  # noqa: S608
        _TEXTS[shape] = f"WITH {', '.join(parts)} SELECT id FROM new"  # noqa: S608
    return _TEXTS[shape]


def _insert(one: Insertion) -> str:
    # The conflicting row is called t in every tail.
    return f"INSERT INTO {one.table} AS t ({', '.join(one.columns)})"


def _selected(one: Insertion, places: Iterator[str]) -> str:
    return ", ".join(
        "id" if value is NEW_ID else f"{next(places)}::{cast}"
        for value, cast in zip(one.values, one.casts, strict=True)
    )


def _in_steps(
    organisation_id: int,
    first: Insertion,
    others: Sequence[Insertion],
    first_open_day: date | None,
    provisos: Sequence[Proviso],
) -> int | None:
    with connection.cursor() as cursor:
        for proviso in provisos:
            cursor.execute(proviso.sql, proviso.values)
            if cursor.fetchone() is None:
                return None
        if first_open_day is not None:
            cursor.execute("SELECT closed_through FROM tenancy_organisation WHERE id = %s", [organisation_id])
            (closed_through,) = cursor.fetchone()
            if closed_through is not None and str(first_open_day) <= str(closed_through):
                return None
        cursor.execute(_with_values(first), first.values)
        new_id: int = cursor.lastrowid
        for one in others:
            cursor.execute(_with_values(one), [new_id if value is NEW_ID else value for value in one.values])
    return new_id


def _with_values(one: Insertion) -> str:
    return f"{_insert(one)} VALUES ({', '.join(['%s'] * len(one.columns))}) {one.tail}"
