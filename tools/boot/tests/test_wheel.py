import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.boot.places import ROOT, VENDOR
from tools.missing import missing


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    return set(ZipFile(next(folder.glob("*.whl"))).namelist())


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
