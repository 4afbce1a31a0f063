"""The PostgreSQL database that is moved into: empty before, and whole or empty afterwards."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from pacesetter.cli.failure import Failure
from pacesetter.cli.moving.tables import Table

Connection = psycopg.Connection[tuple[Any, ...]]


@contextmanager
def opened(address: str) -> Iterator[Connection]:
    """One transaction: nothing is kept unless all of it is. Raises `Failure` where nobody answers there."""
    try:
        connection = psycopg.connect(address, connect_timeout=20)
    except psycopg.Error as error:
        raise Failure(
            f"PostgreSQL doesn't let us in: {str(error).strip()}",
            "look at host, port, user, password and the name of the database in the address.",
        ) from error
    with connection:
        # SQLite's moments are told in UTC, without saying so.
        connection.execute("SET TIME ZONE 'UTC'")
        yield connection


def refuse_what_is_in_use(connection: Connection) -> None:
    """Raise `Failure` where somebody's rows are there already."""
    there = connection.execute("SELECT to_regclass('tenancy_organisation')").fetchone()
    if not there or there[0] is None:
        return
    found = connection.execute("SELECT name FROM tenancy_organisation LIMIT 1").fetchone()
    if found:
        raise Failure(
            f"The database there is in use: it holds the organisation “{found[0]}”.",
            "make a new, empty database and name that.",
        )


@contextmanager
def silenced(connection: Connection, tables: Iterable[Table]) -> Iterator[None]:
    """Without the triggers that follow what happens: the rows carry what those have made of them already. What the rows
    refer to is looked at as ever."""
    names = [Identifier(table.name) for table in tables]
    for name in names:
        connection.execute(SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(name))
    # At the end of each table, and not of all, for which millions of rows would be held in memory.
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    yield
    for name in names:
        connection.execute(SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(name))


def emptied(connection: Connection, tables: Iterable[Table]) -> None:
    """Without what the migrations have put there, which comes with its own ids. The last tables first."""
    for table in reversed(list(tables)):
        connection.execute(SQL("DELETE FROM {}").format(Identifier(table.name)))


def fill(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> int:
    """Write all rows, and answer how many the table holds then. Raises `Failure` for one that PostgreSQL refuses."""
    columns = SQL(", ").join(map(Identifier, table.columns))
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table.name), columns)
    try:
        with connection.cursor() as cursor:
            with cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(table.name)))
            counted = cursor.fetchone()
    except psycopg.Error as error:
        where = f" ({error.diag.context.splitlines()[0]})" if error.diag.context else ""
        why = error.diag.message_primary or str(error)
        raise Failure(
            f"PostgreSQL refuses a row of {table.name}: {why}{where}. Nothing was kept.",
            "mend that row in the old database, where you can still work, and start this again.",
        ) from error
    return int(counted[0]) if counted else 0


def number_from(connection: Connection, table: Table, highest: int) -> None:
    """Give ids above the highest that was ever given."""
    if table.numbered and highest:
        statement = "SELECT setval(pg_get_serial_sequence(quote_ident(%s), %s), %s)"
        connection.execute(statement, (table.name, table.numbered, highest))
