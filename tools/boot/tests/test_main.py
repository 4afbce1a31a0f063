import subprocess
import sys

import pytest

from tools.boot import main as entry
from tools.boot.outcome import Outcome
from tools.boot.trouble import Trouble


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["fly"]) == 2
    assert "Usage" in capsys.readouterr().err


def test_a_trouble_is_told_with_its_remedy(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(arguments: list[str]) -> int:
        raise Trouble("The cup is empty.", "fill it")

    monkeypatch.setitem(entry.COMMANDS, "run", fail)
    assert entry.main(["run"]) == 1
    assert "The cup is empty.\n  What to do: fill it" in capsys.readouterr().err


@pytest.mark.parametrize(("failed", "code"), [(0, 0), (2, 1)])
def test_the_last_line_counts_everything(
    failed: int, code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "run_tests", lambda arguments, **asked: [Outcome("tests", 5, failed)])
    monkeypatch.setattr(entry, "run_checks", lambda: [Outcome("checks", 2, 0)])
    assert entry.main(["all"]) == code
    assert capsys.readouterr().out.splitlines()[-1] == f"7 passed, {failed} failed"


def test_what_python_compiles_is_kept_by_all_that_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(arguments: list[str]) -> int:
        child = [sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)"]
        return subprocess.run(child, check=False).returncode

    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert start([]) == 1
    monkeypatch.setitem(entry.COMMANDS, "run", start)
    assert entry.main(["run"]) == 0
