"""Building in a plain checkout, by the real builder; the boot script of this one only writes the two files."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools.boot.places import ROOT

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "pacesetter"
version = "1"
[tool.hatch.build.hooks.custom]
path = "tools/hatch_build.py"
[tool.hatch.build.targets.wheel]
packages = ["src/pacesetter"]
artifacts = ["src/pacesetter/web/static/vendor/**", "src/pacesetter/locale/**/*.mo"]
"""
MADE = """
import os, sys
from pathlib import Path
assert sys.argv[1:] == ["assets"] and "PYTHONPATH" not in os.environ
package = Path("src/pacesetter")
(package / "web/static/vendor").mkdir(parents=True)
(package / "web/static/vendor/NOTICE.txt").touch()
(package / "locale/de/LC_MESSAGES/django.mo").touch()
"""
CARRIED = {"pacesetter/web/static/vendor/NOTICE.txt", "pacesetter/locale/de/LC_MESSAGES/django.mo"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    for folder in ("src/pacesetter/locale/de/LC_MESSAGES", "tools/boot"):
        (root / folder).mkdir(parents=True)
    (root / "src/pacesetter/__init__.py").touch()
    (root / "src/pacesetter/locale/de/LC_MESSAGES/django.po").touch()
    (root / "pyproject.toml").write_text(PROJECT)
    shutil.copy(ROOT / "tools/hatch_build.py", root / "tools")
    return root


def built(root: Path) -> tuple[set[str], str]:
    command = [sys.executable, "-m", "pip", "wheel", "-v", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--wheel-dir", root.parent, root], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(ZipFile(next(root.parent.glob("*.whl"))).namelist()), done.stdout + done.stderr


def test_what_git_does_not_keep_is_made_before_it_is_packed(checkout: Path) -> None:
    (checkout / "tools/boot/__main__.py").write_text(MADE)
    assert built(checkout)[0] >= CARRIED


def test_it_is_not_made_again_where_all_is_there(checkout: Path) -> None:
    (checkout / "tools/boot/__main__.py").write_text("raise SystemExit('asked for')")
    (checkout / "src/pacesetter/web/static/vendor").mkdir(parents=True)
    for name in CARRIED:
        (checkout / "src" / name).touch()
    names, told = built(checkout)
    assert names >= CARRIED
    assert "asked for" not in told


def test_where_it_cannot_be_made_the_command_is_built_all_the_same_and_says_so(checkout: Path) -> None:
    (checkout / "tools/boot/__main__.py").write_text("raise SystemExit(1)")
    names, told = built(checkout)
    assert "pacesetter/__init__.py" in names
    assert "`make wheel` says why" in told
