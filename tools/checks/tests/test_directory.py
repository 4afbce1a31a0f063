import subprocess
from pathlib import Path, PurePosixPath

import pytest

from tools.checks import directory

TREE = """# Directory

    src/pacesetter/
      kpis/           figures
        formulas/     the rules;
                      pure/: those without a database
      web/            the pages
        day/  board/  what they show
        templates/  static/  for pages
    tools/
      boot/           `make run`
"""
FOLDERS = (
    *("kpis/formulas/pure", "kpis/models", "kpis/tests/generated", "web/day", "web/board"),
    *("web/templates/web/day", "web/static/web"),
)


def made(folder: Path, *more: str, tree: str = TREE) -> Path:
    subprocess.run(["git", "init", "-q", folder], check=True)
    for name in (*(f"src/pacesetter/{one}" for one in (*FOLDERS, *more)), "tools/boot"):
        (folder / name).mkdir(parents=True)
        (folder / name / "one.py").touch()
    (folder / "docs").mkdir()
    (folder / "docs" / "directory.md").write_text(tree, encoding="utf-8")
    return folder


def test_a_tree_that_names_every_folder_passes_in_silence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert directory.main(made(tmp_path)) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("new", ["web/campaigns", "kpis/board", "jobs"])
def test_a_folder_that_is_not_named_at_its_place_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], new: str
) -> None:
    assert directory.main(made(tmp_path, new)) == 1
    assert f"src/pacesetter/{new}/ is not in docs/directory.md" in capsys.readouterr().out


def test_a_folder_that_is_gone_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tree = TREE.replace("      web/ ", "      phone/          calls\n      web/ ")
    assert directory.main(made(tmp_path, tree=tree)) == 1
    assert "names src/pacesetter/phone/, which is not there" in capsys.readouterr().out


def test_what_every_room_has_needs_no_word() -> None:
    for name in ("kpis/tests", "kpis/verbs", "web/templates/web", "config/formats/en_GB"):
        assert not directory.is_worth_a_word(PurePosixPath("src/pacesetter") / name)
    assert directory.is_worth_a_word(PurePosixPath("src/pacesetter/web/templates"))
