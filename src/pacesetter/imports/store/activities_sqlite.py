"""Activities into SQLite, with ids that were reserved beforehand.

A transaction is the only writer, so what is free when it starts stays free until it ends.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection

from pacesetter.imports.rows.activity_record import Who
from pacesetter.imports.store.activity_columns import STAGED, WRITTEN_LAST

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


class StagedRows(list[tuple[Any, ...]]):
    """Rows with their values as SQLite keeps them."""

    def only(self, places: Sequence[int]) -> "StagedRows":
        """Those at these places alone."""
        return StagedRows(self[place] for place in places)


def reserve_ids(count: int) -> Sequence[int]:
    """Fresh ids: those after the highest that was ever given."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'activities_activity'")
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return range(first, first + count)


def staged(columns: Sequence[Sequence[object]], companies: Sequence[Who | None]) -> StagedRows:
    """The rows, with their values as SQLite keeps them."""
    return StagedRows(zip(*map(_stored, columns), strict=True))


def insert(
    ids: Sequence[int],
    companies: Sequence[int | None],
    staged: StagedRows,
    fixed: Mapping[str, Any],
    *,
    repeats: bool,
) -> set[int]:
    """Write the rows. Returns the ids that stayed out: none.

    By one statement, out of a table that nothing hangs on. A statement whose triggers write too can be undone by
    itself, for which SQLite puts each page aside that it changes: for every row, if every row were a statement.
    """
    kept = ", ".join([*WRITTEN_LAST, *STAGED])
    # What is the same in all rows is part of the statement, so that it isn't bound for each.
    literals = ", ".join(_literal(value) for value in fixed.values())
    rows = [(one, company, *row) for one, company, row in zip(ids, companies, staged, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE staged_activities ({kept})")
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            # Django would look through the statement for its way of writing parameters: longer than all else takes.
            connection.connection.execute(
                f"INSERT INTO temp.staged_activities VALUES {_places(len(some), len(some[0]))}",  # noqa: S608
                list(chain.from_iterable(some)),
            )
        cursor.execute(
            f"INSERT INTO activities_activity ({kept}, {', '.join(fixed)}) "  # noqa: S608
            f"SELECT {kept}, {literals} FROM temp.staged_activities",
            [],
        )
        cursor.execute("DROP TABLE temp.staged_activities")
    return set()


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


def _literal(value: object) -> str:
    if isinstance(value, datetime):
        value = str(value.astimezone(UTC).replace(tzinfo=None))
    # Doubled for SQL, and the percent sign for Django's parameters.
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''").replace("%", "%%") + "'"
