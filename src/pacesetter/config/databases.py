"""Django's database settings, from one address.

SQLite is opened for one machine with several processes: a write-ahead log so that readers never wait, and every
transaction starting as a writer (IMMEDIATE), because a transaction that reads first and writes later would otherwise
fail with "database is locked" instead of waiting for its turn.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pacesetter.config.parsers import SIGNS_IN_PASSWORDS, Unreadable, port_of

_EXAMPLE = "postgresql://user:password@db.example.org:5432/pacesetter"
_MEBIBYTE = 1024 * 1024

# busy_timeout comes from "timeout"; foreign_keys is switched on by Django itself.
# No `temp_store=MEMORY`: the journal of savepoints would be a list in memory, which SQLite walks through from its start
# at the end of every statement. An import into a file with many free pages took minutes instead of seconds.
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL;"
    "PRAGMA cache_size=-65536;"  # 64 MiB; a negative number means KiB
    f"PRAGMA mmap_size={256 * _MEBIBYTE};"
    f"PRAGMA journal_size_limit={64 * _MEBIBYTE};"
)


def sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _SQLITE_PRAGMAS},
        # One connection per thread for as long as the process lives: the page cache stays warm.
        "CONN_MAX_AGE": None,
    }


def database(raw: str) -> dict[str, Any]:
    """Settings for `postgresql://…` or `sqlite:///absolute/path`. Raises `Unreadable`."""
    try:
        parts = urlsplit(raw)
    except ValueError as error:
        raise Unreadable(f"It can't be taken apart. {SIGNS_IN_PASSWORDS}", _EXAMPLE) from error
    port = port_of(parts.netloc.rpartition("@")[2], _EXAMPLE)
    if parts.scheme == "sqlite":
        if not parts.path.startswith("/") or parts.netloc or parts.path == "/":
            raise Unreadable("The path of the SQLite file is not absolute.", "sqlite:////var/lib/pacesetter/db.sqlite3")
        return sqlite(Path(unquote(parts.path[1:] if parts.path.startswith("//") else parts.path)))
    # The password may be in the text, so no message repeats it.
    if parts.scheme not in ("postgresql", "postgres"):
        raise Unreadable(f"It starts with {parts.scheme or 'no scheme'!r}.", _EXAMPLE)
    name = unquote(parts.path.lstrip("/"))
    if not name or "/" in name:
        raise Unreadable(f"The name of the database is missing. {SIGNS_IN_PASSWORDS}", _EXAMPLE)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": _options(parts.query),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def _options(query: str) -> dict[str, Any]:
    """What follows the question mark. `prepare_threshold=0` keeps the server from remembering statements, which a
    PgBouncer before 1.21 that pools by transaction cannot stand."""
    options: dict[str, Any] = dict(parse_qsl(query))
    raw = options.get("prepare_threshold", "2")
    if not (raw.isascii() and raw.isdigit()) or len(raw) > 9:
        raise Unreadable(
            f"prepare_threshold is {raw!r}, which is not a whole number.", f"{_EXAMPLE}?prepare_threshold=0"
        )
    # Only cursors that leave the values to the server prepare anything: those of the hot paths.
    return {**options, "prepare_threshold": int(raw) or None}


def with_pool(settings: dict[str, Any], size: int) -> dict[str, Any]:
    """The same database behind a pool of at most `size` connections per process (0: none). SQLite has no pool."""
    if not size or "sqlite" in settings["ENGINE"]:
        return settings
    options = {**settings["OPTIONS"], "pool": {"min_size": 1, "max_size": size}}
    return {**settings, "OPTIONS": options, "CONN_MAX_AGE": 0}
