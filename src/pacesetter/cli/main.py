"""The `pacesetter` command: finds the subcommand, runs it, and turns known failures into plain sentences."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from pacesetter import __version__
from pacesetter.cli.failure import Failure
from pacesetter.cli.table import COMMANDS
from pacesetter.core.refusal import Refusal

# As a shell counts a program that ended by SIGPIPE.
GONE_READER = 128 + 13


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="pacesetter", description="Self-hosted KPIs for sales teams: activities in, right numbers out."
    )
    top.add_argument("--version", action="version", version=f"Pacesetter {__version__}")
    subparsers = top.add_subparsers(dest="command", metavar="command", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.summary, description=command.summary)
        command.add_arguments(subparser)
        subparser.set_defaults(chosen=command)
    return top


def _tables_are_missing(error: Exception) -> bool:
    """Whether the database was never brought up to this version (as SQLite says it, and as PostgreSQL does)."""
    text = str(error)
    return "no such table" in text or (text.startswith("relation ") and "does not exist" in text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and answer its exit code: 0 fine, 1 failed, 2 wrongly set up, 130 interrupted, 141 where
    nobody is left to read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacesetter.config.settings")
    options = parser().parse_args(arguments)
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
    except Failure as failure:
        print(f"pacesetter: {failure.wrong}\n  What to do: {failure.remedy}", file=sys.stderr)
        return 1
    except Refusal as refusal:
        where = f"{refusal.field}: " if refusal.field else ""
        print(f"pacesetter: {where}{refusal.message}", file=sys.stderr)
        return 1
    except ImproperlyConfigured as fault:
        print(f"pacesetter: {fault}", file=sys.stderr)
        return 2
    except (OperationalError, ProgrammingError) as error:
        if _tables_are_missing(error):
            print(
                "pacesetter: The database has not been brought up to this version yet.\n"
                "  What to do: `pacesetter migrate`, or `pacesetter run`, which does it first.",
                file=sys.stderr,
            )
            return 1
        if isinstance(error, ProgrammingError):
            raise  # a fault of ours
        print(
            f"pacesetter: The database doesn't answer as it should: {str(error).strip()}\n"
            "  What to do: `pacesetter doctor` looks closer; PACESETTER_DATABASE_URL says which database is meant.",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        return 130
