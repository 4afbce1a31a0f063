"""The processor's time, which says more than the clock where other programs run beside."""

import os
import time
from pathlib import Path

from django.db import connection


class Work:
    """Measures from its making on: seconds by the clock, of this process, and of the database server.

    The server's are None where there is none or its processes cannot be seen. They hold all its connections, past ones
    and other programs' too.
    """

    def __init__(self) -> None:
        self._server = _postmaster()
        self._at = self._now()

    def __str__(self) -> str:
        clock, own, server = self.spent()
        return f"{clock:.1f} s ({own:.1f} s of work here" + (
            ")" if server is None else f", {server:.1f} s in the server)"
        )

    def spent(self) -> tuple[float, float, float | None]:
        """Clock, own work, the server's work, in seconds."""
        before, now = self._at, self._now()
        server = None if before[2] is None or now[2] is None else now[2] - before[2]
        return now[0] - before[0], now[1] - before[1], server

    def _now(self) -> tuple[float, float, float | None]:
        return time.perf_counter(), time.process_time(), self._server and work_of(self._server)


def _postmaster() -> int | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    return int(_fields(stat)[1]) if stat.exists() else None


def work_of(first: int) -> float:
    """All that a program's processes have worked, in seconds: the first one, which remembers those that have ended, and
    those that it has started."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = _fields(stat)
        except OSError:  # it has ended meanwhile
            continue
        if stat.parent.name == str(first):
            ticks += sum(map(int, fields[11:15]))
        elif fields[1] == str(first):
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _fields(stat: Path) -> list[str]:
    """What follows the program's name: state, parent, …"""
    return stat.read_text().rpartition(")")[2].split()
