"""`make check`: everything that is checked without running a test. A new check is a line in the table."""

import os
import subprocess
import tempfile

from tools.boot.outcome import Outcome
from tools.boot.places import ROOT, VENV_BIN, VENV_PYTHON
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
    "migrations are complete": [*_DJANGO, "makemigrations", "--check", "--dry-run", *_FOR_TESTS],
    "migrations are safe": [*_DJANGO, "lintmigrations", "--warnings-as-errors", *_FOR_TESTS],
    "safe to deploy": [*_DJANGO, "check", "--deploy", "--fail-level", "WARNING", *_FOR_PRODUCTION],
}


def run_checks() -> list[Outcome]:
    prepare()
    failed = []
    with tempfile.TemporaryDirectory(prefix="pacesetter-check-") as data:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
        production = {"PACESETTER_DATA": data, "PACESETTER_URL": "https://kpi.example.org"}
        for name, arguments in CHECKS.items():
            say(name)
            command = [str(argument) for argument in arguments]
            if subprocess.run(command, cwd=ROOT, env={**inherited, **production}, check=False).returncode:
                print(f"FAILED: {name}", flush=True)
                failed.append(name)
    return [Outcome("checks", len(CHECKS) - len(failed), len(failed))]
