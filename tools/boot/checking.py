"""`make check`: everything that is checked without running a test. A new check is a line in the table."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from tempfile import TemporaryDirectory

from tools.boot.frontend import node
from tools.boot.outcome import Outcome
from tools.boot.places import ROOT, VENV_BIN, VENV_PYTHON
from tools.boot.postgresql import ensure_server_programs, running_server
from tools.boot.shell import say
from tools.boot.testing import prepare

_DJANGO = [VENV_PYTHON, "-m", "django"]
_FOR_TESTS = ["--settings", "pacesetter.config.settings_for_tests"]
_FOR_PRODUCTION = ["--settings", "pacesetter.config.settings"]

CHECKS: dict[str, list[object]] = {
    "formats": [VENV_BIN / "ruff", "format", "--check", "."],
    "lint": [VENV_BIN / "ruff", "check", "."],
    "types": [VENV_BIN / "mypy"],
    "floors": [VENV_BIN / "lint-imports"],
    "file sizes and names": [VENV_PYTHON, "-m", "tools.checks.files"],
    "every folder is in the directory": [VENV_PYTHON, "-m", "tools.checks.directory"],
    "scripts of add-ins": [*node(), ROOT / "node_modules" / "typescript" / "bin" / "tsc", "-p", "tsconfig.json"],
    "translations are complete": [VENV_PYTHON, "-m", "tools.translations", "check"],
    "migrations are complete": [*_DJANGO, "makemigrations", "--check", "--dry-run", *_FOR_TESTS],
    "migrations are safe": [*_DJANGO, "lintmigrations", "--warnings-as-errors", "--quiet", "ok", "ignore", *_FOR_TESTS],
    "safe to deploy": [*_DJANGO, "check", "--deploy", "--fail-level", "WARNING", *_FOR_PRODUCTION],
}


# Which locks a migration takes is a question about PostgreSQL; SQLite has one lock for everything.
ON_POSTGRESQL = "migrations are safe"

# Those that take more than a few seconds.
LONG = ("types", "migrations are safe", "floors")


def run_checks() -> list[Outcome]:
    """Run all checks, as many at once as there are processors, and tell of them in the order of the table."""
    prepare()
    failed = []
    with ExitStack() as stack:
        data = stack.enter_context(TemporaryDirectory(prefix="pacesetter-check-"))
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
        environment = {**inherited, "PACESETTER_DATA": data, "PACESETTER_URL": "https://kpi.example.org"}
        programs = ensure_server_programs()
        address = stack.enter_context(running_server(programs)) if programs is not None else None
        pool = stack.enter_context(ThreadPoolExecutor(os.cpu_count()))
        # The longest first, so that none of them is left alone at the end.
        done = {
            name: pool.submit(_run, name, {**environment, **_database(name, address)})
            for name in sorted(CHECKS, key=lambda name: name not in LONG)
        }
        for name in CHECKS:
            code, said = done[name].result()
            say(name)
            print(said, end="", flush=True)
            if code:
                print(f"FAILED: {name}", flush=True)
                failed.append(name)
    return [Outcome("checks", len(CHECKS) - len(failed), len(failed))]


def _run(name: str, environment: dict[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        [str(part) for part in CHECKS[name]],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout


def _database(name: str, address: str | None) -> dict[str, str]:
    return {"PACESETTER_DATABASE_URL": address} if address is not None and name == ON_POSTGRESQL else {}
