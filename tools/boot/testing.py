"""`make test`: install what the tests need, run them on SQLite and on a PostgreSQL of their own."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools.boot.beside import running
from tools.boot.chromium import browser_tests_exist, ensure_chromium
from tools.boot.frontend import ensure_front_end, own_npm
from tools.boot.outcome import Outcome, read_junit
from tools.boot.parts import ALL_PARTS, ensure_parts
from tools.boot.places import VENV_PYTHON
from tools.boot.postgresql import ensure_server_programs, running_server
from tools.boot.shell import say
from tools.boot.specimens import ensure_specimens
from tools.boot.translations import ensure_translations
from tools.boot.venv import ensure_venv, install, install_checkout


def prepare() -> None:
    ensure_venv()
    with ThreadPoolExecutor(1) as beside:
        fetching = beside.submit(_fetch) if own_npm() else None
        install("dev")
        install_checkout()
        # Where npm comes from a Python package it can't be used before, nor be installed while others are.
        _fetch() if fetching is None else fetching.result()
    ensure_translations()
    if browser_tests_exist() and ensure_chromium() is None:
        _skip_loudly("the tests in a real browser", "no Chromium was found, and none could be installed")
    if missing := ensure_parts():
        _skip_loudly(f"the tests with {', '.join(missing)}", "it was not found, and could not be installed")


def _fetch() -> None:
    ensure_front_end()
    ensure_specimens()


def run_tests(arguments: list[str], *, needs_all: bool = False) -> list[Outcome]:
    """Run pytest once per database; `arguments` go to it as they are. With `needs_all` what can't be run for want of a
    part of the machine (a browser, a mail server, PostgreSQL) has failed.

    Both at once: where a test of one waits for a server or a browser, or the last one holds up the end, the other goes
    on.
    """
    prepare()
    environment = {ALL_PARTS: "1"} if needs_all else {}
    programs = ensure_server_programs()
    without: list[Outcome] = []
    with ExitStack() as stack:
        begun = [stack.enter_context(_pytest("SQLite", arguments, environment))]
        if programs is None:
            _skip_loudly("all tests on PostgreSQL", "no server programs were found, and none could be installed")
            without = [Outcome("tests on PostgreSQL", 0, 1)] if needs_all else []
        else:
            there = {"PACESETTER_DATABASE_URL": stack.enter_context(running_server(programs))}
            begun.append(stack.enter_context(_pytest("PostgreSQL", arguments, {**environment, **there})))
        return [outcome() for outcome in begun] + without


@contextmanager
def _pytest(database: str, arguments: list[str], environment: dict[str, str]) -> Iterator[Callable[[], Outcome]]:
    """Begin it; what the block is given waits for its end and tells what came of it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
    with tempfile.TemporaryDirectory(prefix="pacesetter-report-") as folder:
        report = Path(folder) / "report.xml"
        # Whoever is done takes over tests of the others: the few that drive a browser take longest.
        spread = ["-n", "auto", "--dist", "worksteal"]
        command = [str(VENV_PYTHON), "-m", "pytest", *spread, f"--junitxml={report}", *arguments]
        colours = {"PY_COLORS": "1"} if sys.stdout.isatty() else {}
        with running(command, {**inherited, **colours, **environment}) as begun:

            def outcome() -> Outcome:
                say(f"Tests on {database}")
                return read_junit(f"tests on {database}", report, begun.listen())

            yield outcome


def _skip_loudly(what: str, why: str) -> None:
    width = min(shutil.get_terminal_size().columns, 120)
    print("!" * width + f"\nNOT RUN: {what}, because {why}.\n" + "!" * width, flush=True)
