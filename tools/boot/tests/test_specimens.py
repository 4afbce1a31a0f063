import base64
import hashlib
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from tools.boot.specimens import PACKAGES, Package, unpack
from tools.boot.trouble import Trouble


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A package with three files and one whose name leads out of it."""
    for name in ("a.js", "b.txt", "deep/c.js"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(name, encoding="utf-8")
    with tarfile.open(tmp_path / "x.tgz", "w:gz") as archive:
        archive.add(tmp_path / "in", arcname="package")
        archive.add(tmp_path / "in" / "a.js", arcname="package/../../out.js")
    return tmp_path / "x.tgz"


def package(packed: Path, *files: str) -> Package:
    digest = base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    return Package("x", "1.0.0", f"sha512-{digest}", files)


def test_only_what_is_wanted_is_unpacked(packed: Path, tmp_path: Path) -> None:
    unpack(package(packed, "a.js", "deep/*.js"), packed, tmp_path / "to")
    assert sorted(str(one.relative_to(tmp_path / "to")) for one in (tmp_path / "to").rglob("*.*")) == [
        "a.js",
        "deep/c.js",
    ]


def test_nothing_is_written_elsewhere(packed: Path, tmp_path: Path) -> None:
    unpack(package(packed, "*.js"), packed, tmp_path / "to")
    assert not list(tmp_path.rglob("out.js"))


def test_a_package_that_was_changed_is_refused(packed: Path, tmp_path: Path) -> None:
    meant = package(packed, "a.js")
    with pytest.raises(Trouble, match="not the one"):
        unpack(replace(meant, integrity=meant.integrity.swapcase()), packed, tmp_path / "to")
    assert not (tmp_path / "to").exists()


def test_a_file_that_is_gone_is_told(packed: Path, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"lacks gone\.js"):
        unpack(package(packed, "a.js", "gone.js"), packed, tmp_path / "to")


def test_each_is_of_one_version() -> None:
    assert all(one.version.count(".") == 2 and one.integrity.startswith("sha512-") for one in PACKAGES)
