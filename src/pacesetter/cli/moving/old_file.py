"""The SQLite file that is left: held by nobody else while it is read."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from pacesetter.cli.failure import Failure
from pacesetter.cli.moving.tables import Table


@contextmanager
def held(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, opened for this process alone. Raises `Failure` where another one has it open: what is recorded while
    rows are read would stay behind."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=2)) as file:
        # With a write-ahead log everybody who has the file open shares a lock on it, which this asks for alone.
        file.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            file.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise Failure(
                f"{path} is in use by another process, such as Pacesetter itself.",
                "stop Pacesetter and programs that read the file, then start this again: what is recorded meanwhile "
                "would stay behind.",
            ) from error
        yield file
        file.execute("ROLLBACK")


def count(file: sqlite3.Connection, table: Table) -> int:
    return int(file.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0])  # noqa: S608


def highest_number(file: sqlite3.Connection, table: Table) -> int:
    """The highest id that was ever given, also to a row that is gone: it may be told of elsewhere."""
    found = file.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,)).fetchone()
    highest = file.execute(f'SELECT max("{table.numbered}") FROM "{table.name}"').fetchone()  # noqa: S608
    return max(found[0] if found else 0, highest[0] or 0)


def rows(file: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    key = f' ORDER BY "{table.numbered}"' if table.numbered else ""
    for row in file.execute(f'SELECT {columns} FROM "{table.name}"{key}'):  # noqa: S608
        yield tuple(
            value if value is None or written is None else written(value)
            for value, written in zip(row, table.written, strict=True)
        )
