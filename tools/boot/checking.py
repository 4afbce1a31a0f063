"""`make check`: everything that is checked without running a test. A new check is a line in the table."""

import os
import subprocess
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
    "scripts of add-ins": [*node(), ROOT / "node_modules" / "typescript" / "bin" / "tsc", "-p", "tsconfig.json"],
    "translations are complete": [VENV_PYTHON, "-m", "tools.translations", "check"],
    "migrations are complete": [*_DJANGO, "makemigrations", "--check", "--dry-run", *_FOR_TESTS],
    "migrations are safe": [*_DJANGO, "lintmigrations", "--warnings-as-errors", "--quiet", "ok", "ignore", *_FOR_TESTS],
    "safe to deploy": [*_DJANGO, "check", "--deploy", "--fail-level", "WARNING", *_FOR_PRODUCTION],
}


# Which locks a migration takes is a question about PostgreSQL; SQLite has one lock for everything.
ON_POSTGRESQL = "migrations are safe"


def run_checks() -> list[Outcome]:
    prepare()
    failed = []
    with ExitStack() as stack:
        data = stack.enter_context(TemporaryDirectory(prefix="pacesetter-check-"))
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
        production = {"PACESETTER_DATA": data, "PACESETTER_URL": "https://kpi.example.org"}
        programs = ensure_server_programs()
        for name, arguments in CHECKS.items():
            extra = {}
            if name == ON_POSTGRESQL and programs is not None:
                extra["PACESETTER_DATABASE_URL"] = stack.enter_context(running_server(programs))
            say(name)
            environment = {**inherited, **production, **extra}
            if subprocess.run([str(part) for part in arguments], cwd=ROOT, env=environment, check=False).returncode:
                print(f"FAILED: {name}", flush=True)
                failed.append(name)
    return [Outcome("checks", len(CHECKS) - len(failed), len(failed))]
