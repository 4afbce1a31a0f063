"""`make test`: install what the tests need, run them on SQLite and on a PostgreSQL of their own."""

import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.boot.chromium import browser_tests_exist, ensure_chromium
from tools.boot.frontend import ensure_front_end, own_npm
from tools.boot.outcome import Outcome, read_junit
from tools.boot.parts import ALL_PARTS, ensure_parts
from tools.boot.places import ROOT, VENV_PYTHON
from tools.boot.postgresql import ensure_server_programs, running_server
from tools.boot.shell import say
from tools.boot.specimens import ensure_specimens
from tools.boot.translations import ensure_translations
from tools.boot.venv import ensure_venv, install, install_checkout


def prepare() -> None:
    ensure_venv()
    with ThreadPoolExecutor(2) as beside:
        fetching = beside.submit(_fetch) if own_npm() else None
        left_out = beside.submit(_ensure_parts_of_the_machine)
        install("dev")
        install_checkout()
        # Where npm comes from a Python package it can't be used before, nor be installed while others are.
        _fetch() if fetching is None else fetching.result()
    ensure_translations()
    for what, why in left_out.result():
        _skip_loudly(what, why)


def _ensure_parts_of_the_machine() -> list[tuple[str, str]]:
    """What can't be run for want of something that is no Python package, and why."""
    left_out = []
    if browser_tests_exist() and ensure_chromium() is None:
        left_out.append(("the tests in a real browser", "no Chromium was found, and none could be installed"))
    if missing := ensure_parts():
        left_out.append((f"the tests with {', '.join(missing)}", "it was not found, and could not be installed"))
    return left_out


def _fetch() -> None:
    ensure_front_end()
    ensure_specimens()


def run_tests(arguments: list[str], *, needs_all: bool = False) -> list[Outcome]:
    """Run pytest once per database; `arguments` go to it as they are. With `needs_all` what can't be run for want of a
    part of the machine (a browser, a mail server, PostgreSQL) has failed.

    One after the other: beside each other they were a little sooner done, and what waits for locks, leases and servers
    failed now and then for want of a processor.
    """
    prepare()
    environment = {ALL_PARTS: "1"} if needs_all else {}
    programs = ensure_server_programs()
    if programs is None:
        _migrate_ahead({})
        outcomes = [_pytest("SQLite", arguments, environment)]
        _skip_loudly("all tests on PostgreSQL", "no server programs were found, and none could be installed")
        return outcomes + ([Outcome("tests on PostgreSQL", 0, 1)] if needs_all else [])
    with running_server(programs) as address:
        on_postgresql = {"PACESETTER_DATABASE_URL": address}
        _migrate_ahead({}, on_postgresql)
        return [
            _pytest("SQLite", arguments, environment),
            _pytest("PostgreSQL", arguments, {**environment, **on_postgresql}),
        ]


def _migrate_ahead(*environments: dict[str, str]) -> None:
    """Migrate the databases that tests copy, beside each other: all test processes would wait for one that does. What
    goes wrong is told by the tests that need it."""
    say("Migrating the databases that tests copy")
    command = [str(VENV_PYTHON), "-m", "tools.migrated"]
    started = [
        subprocess.Popen(
            command, cwd=ROOT, env={**_inherited(), **one}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for one in environments
    ]
    for process in started:
        process.wait()


def _inherited() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}


def _pytest(database: str, arguments: list[str], environment: dict[str, str]) -> Outcome:
    say(f"Tests on {database}")
    with tempfile.TemporaryDirectory(prefix="pacesetter-report-") as folder:
        report = Path(folder) / "report.xml"
        # Whoever is done takes over tests of the others: the few that drive a browser take longest.
        spread = ["-n", "auto", "--dist", "worksteal"]
        code = subprocess.run(
            [VENV_PYTHON, "-m", "pytest", *spread, f"--junitxml={report}", *arguments],
            cwd=ROOT,
            env={**_inherited(), **environment},
            check=False,
        ).returncode
        return read_junit(f"tests on {database}", report, code)


def _skip_loudly(what: str, why: str) -> None:
    width = min(shutil.get_terminal_size().columns, 120)
    print("!" * width + f"\nNOT RUN: {what}, because {why}.\n" + "!" * width, flush=True)
