"""Activities into SQLite, with ids that were reserved beforehand.

A transaction is the only writer, so what is free when it starts stays free until it ends.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import chain
from typing import Any

from django.db import IntegrityError, connection, transaction

from pacesetter.activities.contact_days import add_days_beforehand
from pacesetter.imports.rows.activity_record import Who
from pacesetter.imports.store.activity_columns import STAGED

# Rows in one statement: SQLite lets other threads in after each, which keep it waiting. It binds 32,766 values.
_AT_ONCE = 1_000


@cache
def _places(rows: int, columns: int) -> str:
    row = f"({', '.join('?' * columns)})"
    return ", ".join([row] * rows)


class _Stored(dict[Any, Any]):
    """Days as SQLite keeps them, each distinct one written out once."""

    def __missing__(self, value: Any) -> Any:
        stored: Any = value
        if isinstance(value, date):
            stored = value.isoformat()
        self[value] = stored
        return stored


class StagedColumns:
    """Rows with their values as SQLite keeps them: some thousand at a time one row after the other, each with a place
    before it for its company, so that the thread that writes has nothing left to do but name the companies.

    Columns that say the same in all rows, as most of a usual file do, are apart: `same`.
    """

    def __init__(self, columns: Mapping[str, Sequence[object]]) -> None:
        self._columns = columns
        self.same = {name: column[0] for name, column in columns.items() if _is_one(column)}
        self.names = ["company_id", *(name for name in columns if name not in self.same)]
        count = len(next(iter(columns.values())))
        rows = zip([None] * count, *(columns[name] for name in self.names[1:]), strict=True)
        values = list(chain.from_iterable(rows))
        step = _AT_ONCE * len(self.names)
        self.parts = [values[start : start + step] for start in range(0, len(values), step)]

    def only(self, places: Sequence[int]) -> "StagedColumns":
        """Those at these places alone."""
        return StagedColumns({name: [column[place] for place in places] for name, column in self._columns.items()})


def reserve_ids(count: int) -> Sequence[int]:
    """Fresh ids: those after the highest that was ever given."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'activities_activity'")
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return range(first, first + count)


def staged(columns: Sequence[Sequence[object]], companies: Sequence[Who | None]) -> StagedColumns:
    """The rows, with their values as SQLite keeps them."""
    return StagedColumns(dict(zip(STAGED, map(_stored, columns), strict=True)))


def insert(
    ids: Sequence[int],
    companies: Sequence[int | None],
    staged: StagedColumns,
    fixed: Mapping[str, Any],
    *,
    repeats: bool,
) -> set[int]:
    """Write the rows, whose ids follow each other. Returns the ids that stayed out: their external ids were here.

    By one statement, out of a table that nothing hangs on. A statement whose triggers write too can be undone by
    itself, for which SQLite puts each page aside that it changes: for every row, if every row were a statement.
    """
    names = staged.names
    once = {name: _kept_as(value) for name, value in {**staged.same, **fixed}.items()}
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE staged_activities ({', '.join(names)})")
        for number, values in enumerate(staged.parts):
            values[:: len(names)] = companies[number * _AT_ONCE : (number + 1) * _AT_ONCE]
            # Django would look through the statement for its way of writing parameters: longer than all else takes.
            connection.connection.execute(
                f"INSERT INTO temp.staged_activities VALUES {_places(len(values) // len(names), len(names))}",  # noqa: S608
                values,
            )
        into = (
            f"INSERT INTO activities_activity (id, {', '.join([*names, *once])}) "  # noqa: S608
            f"SELECT rowid + %s, {', '.join(names)}, {', '.join(['%s'] * len(once))} "
            "FROM temp.staged_activities WHERE true"
        )
        given = [ids[0] - 1, *once.values()]
        out: set[int] = set()
        if repeats or not _insert_all(into, given, once):
            cursor.execute(f"{into} ON CONFLICT DO NOTHING", given)
            cursor.execute("SELECT id FROM activities_activity WHERE id BETWEEN %s AND %s", [ids[0], ids[-1]])
            out = set(ids) - {row[0] for row in cursor.fetchall()}
        cursor.execute("DROP TABLE temp.staged_activities")
    return out


def _insert_all(into: str, given: Sequence[Any], once: Mapping[str, Any]) -> bool:
    """Whether all rows could be written, and their companies know of them."""
    known = ", ".join(f"%s AS {name}" for name in once)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            came = f"(SELECT *, {known} FROM temp.staged_activities)"  # noqa: S608
            add_days_beforehand(came, list(once.values()))
            cursor.execute(into, given)
    except IntegrityError:
        return False
    return True


def existing(organisation_id: int, source: str, external_ids: Sequence[str]) -> dict[str, int | None]:
    """Those of the external ids that are here already, with the import that brought them.

    The condition on empty ids stands as in the index `one_activity_per_external`, or it would not be used.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT external_id, import_batch_id FROM activities_activity WHERE organisation_id = %s AND source = %s "
            "AND NOT (external_id = '') AND external_id IN (SELECT value FROM json_each(%s))",
            [organisation_id, source, json.dumps(list(external_ids))],
        )
        return dict(cursor.fetchall())


def _is_one(column: Sequence[object]) -> bool:
    return bool(column) and column.count(column[0]) == len(column)


def _stored(column: Sequence[object]) -> Sequence[object]:
    first = next((value for value in column if value is not None), None)
    if isinstance(first, datetime):
        if len(set(map(id, column))) == 1:  # when the record was made, in a file that doesn't say
            return [first.isoformat(" ")[:-6]] * len(column)
        # All instants are in UTC already; SQLite keeps them without saying so.
        return [value.isoformat(" ")[:-6] if isinstance(value, datetime) else None for value in column]
    if not isinstance(first, date):
        return column
    return list(map(_Stored().__getitem__, column))


def _kept_as(value: Any) -> Any:
    return str(value.astimezone(UTC).replace(tzinfo=None)) if isinstance(value, datetime) else value
