"""Make the tallies of a large organisation right on SQLite: several connections find what stretches of days lack.

SQLite has one writer, but any number of readers, and finding is most of the work. Each stretch has a file of its own,
with a row for each total: what its activities count for, less what is kept. The caller is the writer while that goes
on, so all of them read the same activities and tallies; then it adds what the files hold.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection

from pacesetter.kpis.counted_sql import counted
from pacesetter.kpis.tallies import differences, facts_sql, packed, stretches
from pacesetter.kpis.tallies.differences import SUMS, Stretch
from pacesetter.kpis.tallies.mend import Mended, is_empty, mend, tidy
from pacesetter.kpis.tallies.packed import Packing
from pacesetter.kpis.tallies.plan import Plan

_TABLES = (("days", "kpis_tallyday"), ("months", "kpis_tallymonth"))
_SUMS = ", ".join(SUMS)
_ADD = f"ON CONFLICT (number) DO UPDATE SET {', '.join(f'{column} = {column} + excluded.{column}' for column in SUMS)}"
_LACKING = " OR ".join(f"{column} <> 0" for column in SUMS)
# A file is as large as what a stretch counts; where days lie scattered over the table each activity may add anywhere.
_CACHE = "-131072"  # KiB


@contextmanager
def folder_of_files() -> Iterator[Path]:
    """A folder for the files, to be entered before the transaction begins: they are let go when it has ended."""
    with tempfile.TemporaryDirectory(prefix="pacesetter-tallies-") as folder:
        try:
            yield Path(folder)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA database_list")
                for name in [name for _, name, file in cursor.fetchall() if Path(file).parent == Path(folder)]:
                    cursor.execute(f"DETACH DATABASE {name}")


def mend_by_files(organisation_id: int, planned: Plan, folder: Path) -> Mended:
    """Add to the tallies what they lack, in the caller's transaction."""
    with connection.cursor() as cursor:
        packing = packed.packing(cursor)
        if packing is None:
            return mend(organisation_id, Stretch(), dense=planned.dense)
        files = stretches.over(planned, organisation_id, partial(_find, organisation_id, packing, folder))
        for file in files:
            cursor.execute("ATTACH DATABASE %s AS " + file.stem, [str(file)])
        (wrong_days, days), (wrong_months, months) = (
            _take_in(cursor, organisation_id, packing, files, name, table) for name, table in _TABLES
        )
    return Mended(wrong_days + wrong_months, days, months)


def _find(organisation_id: int, packing: Packing, folder: Path, stretch: Stretch) -> Path:
    """On a connection of its own: write what the tallies of a stretch lack into a file, and return that."""
    file = folder / f"from_{stretch.starts_on or 'the_first'}.sqlite3".replace("-", "_")
    with connection.cursor() as cursor:
        cursor.execute("ATTACH DATABASE %s AS part", [str(file)])
        try:
            _prepare(cursor)
            _count(cursor, organisation_id, packing, stretch)
            _sum_up_months(cursor)
            for name, table in _TABLES:
                _take_off_what_is_kept(cursor, organisation_id, packing, stretch, name, table)
        finally:
            cursor.execute("DETACH DATABASE part")
    return file


def _prepare(cursor: Any) -> None:
    # Nobody needs the file any more where this is cut off.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = {_CACHE}"):
        cursor.execute(f"PRAGMA part.{pragma}")
    for name, _ in _TABLES:
        cursor.execute(f"CREATE TABLE part.{name} (number INTEGER PRIMARY KEY, {_SUMS})")
        cursor.execute(f"CREATE TABLE part.surplus_{name} ({facts_sql.COLUMNS})")


def _count(cursor: Any, organisation_id: int, packing: Packing, stretch: Stretch) -> None:
    """What each activity counts for. Days are looked at first, which passes most rows of other stretches by."""
    table = differences.activities(organisation_id)
    for moment, day, member, outcome, amounts in (
        ("completed", "completed_on", "owner_id", "COALESCE(outcome_id, 0) + 1", "minutes, value_minor"),
        ("booked", "booked_on", "booked_for_id", "0", "planned_minutes, planned_value_minor"),
    ):
        when, days = stretch.holds(day)
        number = packing.number(day, member, "activity_type_id", outcome)
        cursor.execute(
            f"INSERT INTO part.days SELECT {number}, 1, {amounts} FROM {table} "  # noqa: S608
            f"WHERE {day} IS NOT NULL{when} AND organisation_id = %s AND {counted(moment)} {_ADD}",
            [*days, organisation_id],
        )


def _sum_up_months(cursor: Any) -> None:
    months = packed.by_day("part.days", f"{packed.NUMBER_IN_MONTH}, {_SUMS}")
    cursor.execute(f"INSERT INTO part.months {months} {_ADD}")


def _take_off_what_is_kept(
    cursor: Any, organisation_id: int, packing: Packing, stretch: Stretch, name: str, table: str
) -> None:
    when, days = stretch.holds("period_on")
    kept, params = f"FROM {table} WHERE organisation_id = %s{when}", [organisation_id, *days]
    negative = ", ".join(f"-{column}" for column in SUMS)
    outcome = "CASE moment WHEN 'b' THEN 0 ELSE outcome_id + 1 END"
    number = packing.number("period_on", "member_id", "activity_type_id", outcome)
    cursor.execute(
        f"INSERT INTO part.{name} SELECT {number}, {negative} {kept} AND {packing.holds} {_ADD}",
        params,
    )
    taken = cursor.rowcount
    cursor.execute(f"SELECT COUNT(*) {kept}", params)
    if cursor.fetchone()[0] > taken:
        cursor.execute(
            f"INSERT INTO part.surplus_{name} SELECT {facts_sql.KEY}, {negative} {kept} AND NOT ({packing.holds}) "
            f"AND ({_LACKING})",
            params,
        )


def _take_in(
    cursor: Any, organisation_id: int, packing: Packing, files: list[Path], name: str, table: str
) -> tuple[int, int]:
    """How many were wrong or missing, and how many there are now."""
    # No key is in two files: with no totals there, none can be taken.
    empty = is_empty(organisation_id, Stretch(), table)
    wrong = 0
    for file in files:
        columns = f"{organisation_id}, {packing.parts('day')}, {_SUMS}"
        lacking = packed.by_day(f"{file.stem}.{name}", columns) + f" AND ({_LACKING})"
        # SQLite needs the WHERE to tell ON CONFLICT from a join condition.
        surplus = f"SELECT {facts_sql.COLUMNS} FROM {file.stem}.surplus_{name} WHERE true"  # noqa: S608
        for select in (lacking, surplus):
            cursor.execute(f"INSERT INTO {table} AS t ({facts_sql.COLUMNS}) {select} {'' if empty else facts_sql.ADD}")
            wrong += cursor.rowcount
    return wrong, wrong if empty else tidy(organisation_id, Stretch(), table)
