"""Let an idle worker wait for work without asking the tables all the time."""

import time
from typing import Any, Protocol

import psycopg
from django.db import connection

from pacesetter.jobs.waking import CHANNEL

_LOOK_EVERY = 0.1  # seconds


class Waiter(Protocol):
    """Waits for a sign of work."""

    def wait(self, seconds: float) -> bool:
        """Wait at most so long. True as soon as there may be new work. Raises a database error once it can't know."""

    def close(self) -> None: ...


def waiter() -> Waiter:
    """The one for this database."""
    return NotificationWaiter() if connection.vendor == "postgresql" else FileWaiter()


class NotificationWaiter:
    """PostgreSQL: LISTEN, on a connection of its own.

    A pooler in transaction mode swallows notifications; workers then find work by looking every few seconds.
    """

    def __init__(self) -> None:
        parameters: dict[str, Any] = connection.get_connection_params()
        # Django's cursors and type adapters have no part in this connection.
        for name in ("cursor_factory", "context"):
            parameters.pop(name, None)
        self.listener = psycopg.connect(**parameters, autocommit=True)
        self.listener.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> bool:
        return any(True for _ in self.listener.notifies(timeout=seconds, stop_after=1))

    def close(self) -> None:
        self.listener.close()


class FileWaiter:
    """SQLite: `data_version` changes when another connection, of this process or another one, has committed."""

    def __init__(self) -> None:
        self.seen = self._version()

    def wait(self, seconds: float) -> bool:
        last_look = time.monotonic() + seconds
        while (version := self._version()) == self.seen:
            left = last_look - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(left, _LOOK_EVERY))
        self.seen = version
        return True

    def close(self) -> None:
        """Nothing is held open: the connection is Django's own."""

    def _version(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            version: int = cursor.fetchone()[0]
        return version
