"""Hears of changes: one thread per server process, however many viewers there are.

Every change of what a page shows is recorded as an event, in its transaction. On PostgreSQL a trigger on the events
notifies; on SQLite the thread asks for the version of the file, which costs microseconds, and only when that has moved
for whom there are new events.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connections

logger = logging.getLogger(__name__)

Told = Callable[[int | None], None]

CHANNEL = "pacesetter_changed"
_POLL = 0.1  # seconds between two looks at the version of the file
_WAIT = 30.0  # seconds after which a silent connection is known to live still
_REST = 0.05  # seconds in which further notices are left to gather
_AGAIN_AFTER = 2.0  # seconds until a lost connection is tried again


def listen(told: Told) -> threading.Thread:
    """Start the thread that calls `told` with the id of each organisation that has changed, from then on."""
    thread = threading.Thread(target=_run, args=[told], name="live", daemon=True)
    thread.start()
    return thread


def _run(told: Told) -> None:
    connection = connections["default"]
    hear = _hear_on_postgresql if connection.vendor == "postgresql" else _hear_on_sqlite
    is_again = False
    while True:
        try:
            hear(connection, told, is_again=is_again)
        except Exception:
            logger.warning("Live pages lost their connection to the database; it is tried again.", exc_info=True)
        connection.close()
        time.sleep(_AGAIN_AFTER)
        # Until it listens again, something may be missed. Viewers are told of that then and not before, when they could
        # fetch what is older than the change.
        is_again = True


def _hear_on_postgresql(connection: Any, told: Told, *, is_again: bool) -> None:
    """A connection of its own: one from the pool would go back to it, and one of a pooler can't listen."""
    import psycopg

    parameters = {**connection.get_connection_params(), "autocommit": True}
    for name in ("pool", "cursor_factory", "context", "server_side_binding", "prepare_threshold"):
        parameters.pop(name, None)
    with psycopg.connect(**parameters) as listening:
        listening.execute(f"LISTEN {CHANNEL}")
        if is_again:
            told(None)
        while True:
            changed = {int(notice.payload) for notice in listening.notifies(timeout=_WAIT, stop_after=1)}
            for organisation_id in changed:
                told(organisation_id)
            if changed:
                # Hundreds of activities recorded in a second would else wake the server as often.
                time.sleep(_REST)
            else:
                listening.execute("SELECT 1")


def _hear_on_sqlite(connection: Any, told: Told, *, is_again: bool) -> None:
    with connection.cursor() as cursor:
        version, last = (
            _one(cursor, "PRAGMA data_version"),
            _one(cursor, "SELECT COALESCE(MAX(id), 0) FROM events_event"),
        )
        if is_again:
            told(None)
        while True:
            time.sleep(_POLL)
            now = _one(cursor, "PRAGMA data_version")
            if now == version:
                continue
            version = now
            cursor.execute(
                "SELECT organisation_id, MAX(id) FROM events_event WHERE id > %s GROUP BY organisation_id", [last]
            )
            for organisation_id, newest in cursor.fetchall():
                last = max(last, newest)
                told(organisation_id)


def _one(cursor: Any, sql: str) -> int:
    cursor.execute(sql)
    value: int = cursor.fetchone()[0]
    return value
