from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.boot.places import ROOT, VENDOR
from tools.boot.trouble import Trouble
from tools.boot.wheel import build_wheel
from tools.missing import missing


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return set(ZipFile(build_wheel(tmp_path_factory.mktemp("wheel"))).namelist())


def carried(names: set[str], folder: Path) -> bool:
    ours = {path.relative_to(ROOT / "src").as_posix() for path in folder.rglob("*") if path.is_file()}
    return bool(ours) and ours <= names


def test_a_wheel_carries_every_migration_and_template(names: set[str]) -> None:
    source = ROOT / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for pattern in ("*/migrations/*.py", "*/templates/**/*.html", "*/jinja2/**/*.*")
        for path in (source / "pacesetter").glob(pattern)
    }
    assert wanted
    assert wanted <= names


def test_a_wheel_carries_the_front_end_files_that_were_fetched(names: set[str]) -> None:
    if not VENDOR.is_dir():
        missing("the front-end files were not fetched")
    assert carried(names, VENDOR)


def test_a_wheel_carries_no_tests(names: set[str]) -> None:
    assert not [name for name in names if "/tests/" in name or "conftest" in name or "settings_for_tests" in name]


def test_a_wheel_that_cannot_be_written_is_told_with_the_command(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match="pip wheel"):
        build_wheel(tmp_path / "file" / "dist")
