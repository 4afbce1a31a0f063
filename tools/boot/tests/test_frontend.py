import json
from pathlib import Path

import pytest

from tools.boot.frontend import FILES, copy_without_source_map
from tools.boot.places import ROOT


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (b"a{}\n/*# sourceMappingURL=a.min.css.map */", b"a{}\n"),
        (b"f()\n//# sourceMappingURL=a.min.js.map\n", b"f()\n"),
        (b"f('sourceMappingURL')\n", b"f('sourceMappingURL')\n"),
    ],
)
def test_a_file_is_copied_without_the_name_of_its_map(source: bytes, target: bytes, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(source)
    copy_without_source_map(tmp_path / "in", tmp_path / "deep" / "out")
    assert (tmp_path / "deep" / "out").read_bytes() == target


def test_every_file_comes_from_a_package_that_we_ask_for() -> None:
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert not [source for source in FILES if not any(source.startswith(f"{package}/") for package in asked)]


def test_the_lock_names_no_place_to_download_from() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert all(entry["integrity"] for name, entry in packages.items() if name)
