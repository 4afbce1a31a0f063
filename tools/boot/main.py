"""The subcommands of the boot script, and how their troubles are told."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from tools.boot.checking import run_checks
from tools.boot.locking import lock
from tools.boot.outcome import Outcome, total
from tools.boot.running import run
from tools.boot.testing import prepare, run_tests
from tools.boot.trouble import Trouble
from tools.boot.wheel import assets, wheel


def _report(outcomes: list[Outcome]) -> int:
    print()
    for outcome in outcomes:
        print(f"{outcome.name:<24} {outcome}")
    print(total(outcomes), flush=True)
    return 1 if total(outcomes).failed else 0


def _prepare(arguments: list[str]) -> int:
    prepare()
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": lambda arguments: _report(run_tests(arguments)),
    "check": lambda arguments: _report(run_checks()),
    "all": lambda arguments: _report([*run_tests(arguments, needs_all=True), *run_checks()]),
    "prepare": _prepare,
    "wheel": wheel,
    "assets": assets,
    "lock": lock,
}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        print(f"Usage: python3 -m tools.boot {{{','.join(COMMANDS)}}} [arguments]", file=sys.stderr)
        return 2
    # Each process started from here would compile the product and its tests anew: twice the work of loading them, and
    # tests start hundreds.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Killed politely, it must still stop the database server it started.
    signal.signal(signal.SIGTERM, _leave)
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Trouble as trouble:
        print(f"\n{trouble.wrong}\n  What to do: {trouble.remedy}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
