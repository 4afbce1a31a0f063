"""`pacesetter move-to-postgresql`: an installation that began on SQLite goes on, whole, on a PostgreSQL server."""

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pacesetter.cli.command import Command
from pacesetter.cli.database_version import refuse_other_version
from pacesetter.cli.failure import Failure

if TYPE_CHECKING:
    import sqlite3

    from pacesetter.cli.moving.new_server import Connection
    from pacesetter.cli.moving.tables import Table

# A line of progress after so many rows of one table.
_ROWS_A_LINE = 500_000


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "address",
        metavar="ADDRESS",
        help="of an empty database: postgresql://user@host:5432/name. The password may stand in the address, in "
        "PGPASSWORD or in ~/.pgpass",
    )


def _run(options: Namespace) -> int:
    from django.conf import settings
    from django.db import connection

    from pacesetter.cli.moving import new_server
    from pacesetter.cli.moving.old_file import held
    from pacesetter.cli.moving.tables import all_tables

    if connection.vendor != "sqlite":
        raise Failure(
            "This installation is on PostgreSQL already.", "copy it to another server with pg_dump and pg_restore."
        )
    if not options.address.startswith(("postgresql://", "postgres://")):
        raise Failure("That is no address of PostgreSQL.", "name it as postgresql://user:password@host:5432/name.")
    refuse_other_version()
    path = Path(settings.DATABASES["default"]["NAME"])
    connection.close()
    with new_server.opened(options.address) as server:
        new_server.refuse_what_is_in_use(server)
    with held(path) as file:
        _child(options.address, "migrate")
        with new_server.opened(options.address) as server:
            tables = all_tables()
            with new_server.silenced(server, tables):
                new_server.emptied(server, tables)
                moved = sum(_move(file, server, table) for table in tables)
            server.execute("ANALYZE")
    print(f"{moved:,} rows were moved. Now the totals are compared with the activities.", flush=True)
    _child(options.address, "tallies", "check")
    print(
        "Everything is there. From now on start with PACESETTER_DATABASE_URL set to that address, and with the same "
        f"data folder, which has the keys of sealed secrets.\n{path} is as it was: keep it as a backup, and start "
        "nothing on it any more."
    )
    return 0


def _move(file: "sqlite3.Connection", server: "Connection", table: "Table") -> int:
    from pacesetter.cli.moving import new_server, old_file

    there = old_file.count(file, table)
    if there:
        arrived = new_server.fill(server, table, _told(old_file.rows(file, table), table.name, there))
        if arrived != there:
            raise Failure(
                f"Of {there:,} rows of {table.name} {arrived:,} arrived. Nothing was kept.", "start this again, please."
            )
        print(f"  {table.name}: {there:,}", flush=True)
    if table.numbered:
        new_server.number_from(server, table, old_file.highest_number(file, table))
    return there


def _told(rows: Iterator[tuple[Any, ...]], name: str, there: int) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows):
        if number and not number % _ROWS_A_LINE:
            print(f"  {name}: {number:,} of {there:,}", flush=True)
        yield row


def _child(address: str, *arguments: str) -> None:
    """The same program on the new database. Raises `Failure` where it fails, after what it has said itself."""
    environment = {**os.environ, "PACESETTER_DATABASE_URL": address}
    done = subprocess.run([sys.executable, "-m", "pacesetter", *arguments], env=environment, check=False)
    if done.returncode:
        raise Failure(
            f"`pacesetter {' '.join(arguments)}` failed on the new database; it says above why.",
            "mend that, make the new database anew so that it is empty; start this again. The old one is untouched.",
        )


MOVE_TO_POSTGRESQL = Command(
    "move-to-postgresql", "Move everything from the SQLite file into a PostgreSQL database.", _run, _add_arguments
)
