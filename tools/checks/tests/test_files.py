import subprocess
from pathlib import Path, PurePosixPath

import pytest

from tools.checks import files


def make_repository(folder: Path, **contents: int) -> None:
    subprocess.run(["git", "init", "-q", folder], check=True)
    for name, lines in contents.items():
        (folder / name.replace("__", ".")).write_text("x\n" * lines, encoding="utf-8")


def test_files_of_a_handy_size_pass_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_repository(tmp_path, meeting__py=250, page__html=60)
    assert files.main(tmp_path) == 0
    assert capsys.readouterr().out == ""


def test_a_long_file_is_warned_about_and_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_repository(tmp_path, meeting__py=251)
    assert files.main(tmp_path) == 0
    assert "meeting.py: 251 lines" in capsys.readouterr().out


def test_a_file_beyond_the_end_is_refused(tmp_path: Path) -> None:
    make_repository(tmp_path, meeting__py=401)
    assert files.main(tmp_path) == 1


@pytest.mark.parametrize("name", ["utils.py", "helpers.js", "common.html"])
def test_a_name_that_says_nothing_is_refused(name: str) -> None:
    assert files.faults(PurePosixPath("src") / name, 10)[0]


def test_a_file_that_git_ignores_does_not_count(tmp_path: Path) -> None:
    make_repository(tmp_path, vendor__js=5000)
    (tmp_path / ".gitignore").write_text("vendor.js\n", encoding="utf-8")
    assert files.main(tmp_path) == 0


@pytest.mark.parametrize("name", ["a/migrations/0001_initial.py", "requirements/dev.lock", "docs/overview.md"])
def test_what_is_not_code_of_ours_does_not_count(name: str) -> None:
    assert not files.is_ours(PurePosixPath(name))
