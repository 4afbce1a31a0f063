"""Whether the database is at the version of this program, for those that would otherwise fail in the middle.

Looked at by the names of the migrations alone, which takes one query and no model: `pacesetter serve` loads none.
"""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path

import pacesetter
from pacesetter.cli.failure import Failure

_ROOMS = Path(pacesetter.__file__).parent


def refuse_other_version() -> None:
    """Raise `Failure` where the database lacks migrations or has some of a newer version. A database that does not
    answer is left to whoever asks it next, who waits for it or says so."""
    from django.db import Error

    try:
        applied = _applied()
    except Error:
        return
    refuse_newer_version(applied)
    if any(one not in applied for one in _known()):
        raise not_brought_up()


def not_brought_up() -> Failure:
    """What is said where migrations are missing."""
    return Failure(
        "The database has not been brought up to this version yet.",
        "`pacesetter migrate`, or `pacesetter run`, which does it first.",
    )


def refuse_newer_version(applied: set[tuple[str, str]] | None = None) -> None:
    """Raise `Failure` where a newer version has been at work on the database, which this one could only spoil."""
    newest: dict[str, int] = {}
    for room, name in _known():
        newest[room] = max(newest.get(room, 0), *_numbers(name))
    for room, name in sorted(_applied() if applied is None else applied):
        # One that is unknown but no later than ours is of an old version, whose migrations have been put together.
        if room in newest and max(_numbers(name), default=0) > newest[room]:
            raise Failure(
                f"The database was brought up by a newer version of Pacesetter than this one, "
                f"{pacesetter.__version__} ({room}: {name}).",
                "start that version again, or restore the backup made before it and start this one.",
            )


def tables_are_there() -> bool:
    """Whether any version has been at work on the database."""
    return bool(_applied())


def _applied() -> set[tuple[str, str]]:
    from django.db import connection

    with warnings.catch_warnings(), connection.cursor() as cursor:
        warnings.simplefilter(
            "ignore", RuntimeWarning
        )  # that apps are not loaded: those of `serve` are not meant to be
        if "django_migrations" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return {(str(app), str(name)) for app, name in cursor.fetchall()}


def _known() -> Iterator[tuple[str, str]]:
    for file in _ROOMS.glob("*/migrations/[0-9]*.py"):
        yield file.parent.parent.name, file.stem


def _numbers(name: str) -> list[int]:
    """`0001_squashed_0004_dialling` stands for all up to the fourth."""
    return [int(number) for number in re.findall(r"(?:^|_squashed_)([0-9]{4})_", name)]
