"""The `pacesetter` command: finds the subcommand, runs it, and turns known failures into plain sentences."""

import argparse
import errno
import gc
import os
import re
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from pacesetter import __version__
from pacesetter.cli.database_version import not_brought_up, refuse_other_version
from pacesetter.cli.failure import Failure
from pacesetter.cli.table import COMMANDS
from pacesetter.core.refusal import Refusal

# As a shell counts a program that ended by SIGPIPE.
GONE_READER = 128 + 13

_LOOK_CLOSER = "`pacesetter doctor` looks closer; PACESETTER_DATABASE_URL says which database is meant."
# What SQLite and PostgreSQL say, and what helps.
_REMEDIES = {
    "database is locked": "another process, such as an import, writes for long: try again when it has ended.",
    "readonly database": "make the data folder and the files in it writable for the user who runs Pacesetter.",
    "disk is full": "make room on the disk of the database, then start again.",
    "No space left on device": "make room on the disk of the database, then start again.",
}
_MAKE_ROOM = "make room on the disk of the data folder, then start again."
_MAY_WRITE = "let the user who runs Pacesetter write there, or set PACESETTER_DATA to another folder."
_ROOM_AND_RIGHTS = {
    errno.ENOSPC: _MAKE_ROOM,
    errno.EDQUOT: _MAKE_ROOM,
    errno.EROFS: _MAY_WRITE,
    errno.EACCES: _MAY_WRITE,
    errno.EPERM: _MAY_WRITE,
}


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="pacesetter", description="Self-hosted KPIs for sales teams: activities in, right numbers out."
    )
    top.add_argument("--version", action="version", version=f"Pacesetter {__version__}")
    subparsers = top.add_subparsers(dest="command", metavar="command", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.summary, description=command.summary)
        command.add_arguments(subparser)
        subparser.set_defaults(chosen=command, subparser=subparser)
    return top


def _tables_are_missing(error: Exception) -> bool:
    """Whether the database was never brought up to this version (as SQLite says it, and as PostgreSQL does)."""
    text = str(error)
    return "no such table" in text or (text.startswith("relation ") and "does not exist" in text)


def _column_is_missing(error: Exception) -> bool:
    """Whether a table looks otherwise than this version expects, which an older or newer version made."""
    text = str(error)
    return (
        "no such column" in text
        or "has no column named" in text
        or re.match(r"column .* does not exist", text) is not None
    )


def _write_what_can_be_written() -> None:
    """Have a question mark where the terminal's encoding lacks a letter: a table with one is better than none. (Python
    does the like by itself for what goes to standard error.)"""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors in ("strict", "surrogateescape"):
        sys.stdout.reconfigure(errors="replace")


def _told(failure: Failure) -> int:
    print(f"pacesetter: {failure.wrong}\n  What to do: {failure.remedy}", file=sys.stderr)
    return 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and answer its exit code: 0 fine, 1 failed, 2 wrongly set up, 130 interrupted, 141 where
    nobody is left to read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacesetter.config.settings")
    _write_what_can_be_written()
    options, unknown = parser().parse_known_args(arguments)
    if unknown:
        # With the usage of the subcommand, and not of all of them together.
        options.subparser.error(f"unrecognized arguments: {' '.join(unknown)}")
    try:
        if options.chosen.needs_django:
            gc.disable()  # nothing that is loaded is rubbish, and looking for it takes a fifth of the time
            django.setup()
            gc.enable()
        code: int = options.chosen.run(options)
        # What is still waiting is written here, where a reader that is gone is expected, and not while Python ends.
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # `pacesetter scorecard --csv | head` has read enough. Nothing more can be written, not even at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GONE_READER
    except OSError as error:
        if error.errno not in _ROOM_AND_RIGHTS:
            raise
        return _told(
            Failure(f"{error.filename or 'A file'} can't be written: {error.strerror}.", _ROOM_AND_RIGHTS[error.errno])
        )
    except Failure as failure:
        return _told(failure)
    except Refusal as refusal:
        where = f"{refusal.field}: " if refusal.field else ""
        print(f"pacesetter: {where}{refusal.message}", file=sys.stderr)
        return 1
    except ImproperlyConfigured as fault:
        print(f"pacesetter: {fault}", file=sys.stderr)
        return 2
    except (OperationalError, ProgrammingError) as error:
        if _tables_are_missing(error):
            return _told(not_brought_up())
        if _column_is_missing(error):
            try:
                refuse_other_version()
            except Failure as failure:
                return _told(failure)
            raise  # a fault of ours
        if isinstance(error, ProgrammingError) and "invalid connection option" not in str(error):
            raise
        return _told(
            Failure(
                f"The database doesn't answer as it should: {str(error).strip()}",
                next((remedy for words, remedy in _REMEDIES.items() if words in str(error)), _LOOK_CLOSER),
            )
        )
    except KeyboardInterrupt:
        return 130
