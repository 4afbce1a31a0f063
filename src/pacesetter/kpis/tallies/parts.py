"""All tallies of an organisation that has none yet, on SQLite: several connections sum up a part of it each.

SQLite has one writer, but any number of readers, and summing up is most of the work. Each part goes into a file of its
own. The caller is the writer while that goes on, so all of them read the same activities; then it takes the files in.
"""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection

from pacesetter.kpis.tallies import differences, facts_sql
from pacesetter.kpis.tallies.differences import Stretch

# With fewer activities, one connection is done as soon.
_WORTH_SHARING = 500_000
# More would leave a busy server no processors for anything else.
_MOST = 4
_BEYOND_ALL_IDS = 2**62
_TABLES = (("days", "kpis_tallyday"), ("months", "kpis_tallymonth"))
# Without the organisation, which is one and the same in a part.
_REST = facts_sql.COLUMNS.partition(", ")[2]
_REST_OF_KEY = facts_sql.KEY.partition(", ")[2]


class Part(NamedTuple):
    """The activities whose ids lie from `first` to `last`."""

    first: int
    last: int


def parts_of(organisation_id: int) -> list[Part]:
    """Parts with about as many ids each, which together hold every activity. None where that is not worth it or not
    possible: other connections see nothing of a transaction that has begun, nor of a database in memory."""
    count = min(_MOST, os.cpu_count() or 1)
    if connection.vendor != "sqlite" or connection.in_atomic_block or count < 2:
        return []
    if connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's alone
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM activities_activity WHERE organisation_id = %s", [organisation_id])
        (own,) = cursor.fetchone()
        if own < _WORTH_SHARING:
            return []
        cursor.execute("SELECT MIN(id), MAX(id) FROM activities_activity")
        lowest, highest = cursor.fetchone()
    # Each part is read from end to end, which is no good where few of the rows are the organisation's.
    if own * 5 < highest - lowest:
        return []
    cuts = [lowest + (highest - lowest) * n // count for n in range(1, count)]
    # Whoever records before the caller is the writer gives out ids above the highest.
    return [Part(*ends) for ends in zip([0, *cuts], [*(cut - 1 for cut in cuts), _BEYOND_ALL_IDS], strict=True)]


@contextmanager
def folder_of_parts() -> Iterator[Path]:
    """A folder for the files, to be entered before the transaction begins: they are let go when it has ended."""
    with tempfile.TemporaryDirectory(prefix="pacesetter-tallies-") as folder:
        try:
            yield Path(folder)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA database_list")
                for name in [name for _, name, file in cursor.fetchall() if Path(file).parent == Path(folder)]:
                    cursor.execute(f"DETACH DATABASE {name}")


def make_in_parts(organisation_id: int, parts: list[Part], folder: Path) -> tuple[int, int] | None:
    """Make all tallies, in the caller's transaction. Returns how many there are by day and by month; None, with nothing
    done, where there are some already."""
    if any(_has_any(organisation_id, table) for _, table in _TABLES):
        return None
    files = [folder / f"part{n}.sqlite3" for n in range(len(parts))]
    with ThreadPoolExecutor(len(parts)) as threads:
        list(threads.map(partial(_sum_up, organisation_id), parts, files))
    with connection.cursor() as cursor:
        for file in files:
            cursor.execute(f"ATTACH DATABASE %s AS {file.stem}", [str(file)])
        days, months = (_take_in(cursor, organisation_id, files, name, table) for name, table in _TABLES)
    return days, months


def _has_any(organisation_id: int, table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE organisation_id = %s LIMIT 1", [organisation_id])  # noqa: S608
        return cursor.fetchone() is not None


def _sum_up(organisation_id: int, part: Part, file: Path) -> None:
    """In a thread, which has a connection of its own: write the totals of a part into the file."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("ATTACH DATABASE %s AS part", [str(file)])
            # Nobody needs the file any more where this is cut off.
            cursor.execute("PRAGMA part.journal_mode = OFF")
            cursor.execute("PRAGMA part.synchronous = OFF")
            for name, _ in _TABLES:
                cursor.execute(f"CREATE TABLE part.{name} ({_REST}, PRIMARY KEY ({_REST_OF_KEY})) WITHOUT ROWID")
            select, params = differences.of_part(organisation_id, part.first, part.last)
            cursor.execute(f"INSERT INTO part.days ({_REST}) {select}", params)
            cursor.execute("SELECT MIN(period_on), MAX(period_on) FROM part.days")
            # Month by month: a few thousand totals at a time are sorted in two thirds of the time that all take.
            for month in _months(*cursor.fetchone()):
                select, params = differences.of_month("part.days", month)
                cursor.execute(f"INSERT INTO part.months ({_REST}) {select}", params)
    finally:
        connection.close()


def _months(first: str | None, last: str | None) -> Iterator[Stretch]:
    """The months from that of the first day to that of the last one; none where there are no days."""
    if first is None or last is None:
        return
    month = date.fromisoformat(first).replace(day=1)
    while month <= date.fromisoformat(last):
        following = (month + timedelta(days=31)).replace(day=1)
        yield Stretch(month, following)
        month = following


def _take_in(cursor: Any, organisation_id: int, files: list[Path], name: str, table: str) -> int:
    for file in files:
        # Totals to which activities of several parts belong are added up. Of the first part there can be none yet.
        add = "" if file is files[0] else f" WHERE true {facts_sql.ADD}"
        cursor.execute(
            f"INSERT INTO {table} AS t ({facts_sql.COLUMNS}) SELECT %s, {_REST} FROM {file.stem}.{name}{add}",  # noqa: S608
            [organisation_id],
        )
    cursor.execute(f"SELECT COUNT(*) FROM {table} WHERE organisation_id = %s", [organisation_id])  # noqa: S608
    return int(cursor.fetchone()[0])
