"""Make all tallies of an organisation anew from its activities."""

from typing import NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from pacesetter.kpis.tallies import facts_sql
from pacesetter.tenancy.scope import current_organisation_id


class Rebuilt(NamedTuple):
    """How many tallies there are now, and how many rows had to be added, changed or taken away."""

    days: int
    months: int
    mended: int


def rebuild() -> Rebuilt:
    """Make the tallies of the organisation in scope right, from its activities alone.

    They are computed beside the present ones, and only rows that differ are written: a rebuild that finds everything in
    order leaves nothing behind for the database to clean up. Whoever records meanwhile waits on PostgreSQL for the
    table's lock and on SQLite for the transaction, so that nothing is counted twice or left out.
    """
    organisation_id = current_organisation_id()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE kpis_tallyday, kpis_tallymonth IN SHARE ROW EXCLUSIVE MODE")
            # Sorting and hashing some millions of groups on disk would take several times as long.
            cursor.execute("SET LOCAL work_mem = '256MB'")
        _compute(cursor, "right_days", facts_sql.totals(by_month=False), [organisation_id, organisation_id])
        _compute(cursor, "right_months", facts_sql.months_of("right_days"), [])
        mended = _mend(cursor, "kpis_tallyday", "right_days", organisation_id)
        mended += _mend(cursor, "kpis_tallymonth", "right_months", organisation_id)
        days, months = _size(cursor, "right_days"), _size(cursor, "right_months")
        for table in ("right_days", "right_months"):
            cursor.execute(f"DROP TABLE {table}")
    return Rebuilt(days, months, mended)


def _compute(cursor: CursorWrapper, table: str, select: str, params: list[int]) -> None:
    # As a table of its own and not as the source of an INSERT: only so may PostgreSQL's workers share the work.
    cursor.execute(f"CREATE TEMPORARY TABLE {table} AS {select}", params)
    if connection.vendor == "postgresql":
        cursor.execute(f"ANALYZE {table}")


def _size(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608
    return int(cursor.fetchone()[0])


_SAME_KEY = " AND ".join(f"t.{column} = r.{column}" for column in facts_sql.KEY.split(", "))
_SAME_SUMS = "t.count = r.count AND t.minutes = r.minutes AND t.value_minor = r.value_minor"


def _mend(cursor: CursorWrapper, table: str, right: str, organisation_id: int) -> int:
    """Make `table` hold what `right` holds. Returns the number of rows that had to be written."""
    cursor.execute(f"SELECT 1 FROM {table} WHERE organisation_id = %s LIMIT 1", [organisation_id])  # noqa: S608
    if cursor.fetchone() is None:
        # In the order of the key, so that its index grows at one end.
        cursor.execute(
            f"INSERT INTO {table} ({facts_sql.COLUMNS}) SELECT {facts_sql.COLUMNS} FROM {right} "  # noqa: S608
            f"ORDER BY {facts_sql.KEY}"
        )
        return int(cursor.rowcount)
    cursor.execute(
        f"DELETE FROM {table} AS t WHERE t.organisation_id = %s "  # noqa: S608
        f"AND NOT EXISTS (SELECT 1 FROM {right} r WHERE {_SAME_KEY})",
        [organisation_id],
    )
    gone = int(cursor.rowcount)
    cursor.execute(
        f"INSERT INTO {table} ({facts_sql.COLUMNS}) "  # noqa: S608
        f"SELECT {', '.join(f'r.{column}' for column in facts_sql.COLUMNS.split(', '))} FROM {right} r "
        f"WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE {_SAME_KEY} AND {_SAME_SUMS}) "
        f"ON CONFLICT ({facts_sql.KEY}) DO UPDATE SET count = excluded.count, minutes = excluded.minutes, "
        "value_minor = excluded.value_minor"
    )
    return gone + int(cursor.rowcount)
