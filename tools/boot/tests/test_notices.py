import json
from pathlib import Path

import pytest

from tools.boot.notices import notice
from tools.boot.places import ROOT
from tools.boot.trouble import Trouble


def test_every_package_is_named_with_its_version() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    text = notice(ROOT / "package-lock.json")
    for path, entry in packages.items():
        assert not path or entry.get("dev") or f"{path.removeprefix('node_modules/')} {entry['version']}," in text


def test_a_licence_that_nobody_looked_at_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    lock.write_text(json.dumps({"packages": {"node_modules/x": {"version": "1.0.0", "license": "BUSL-1.1"}}}))
    with pytest.raises(Trouble, match=r"BUSL-1\.1"):
        notice(lock)


def test_a_package_with_a_text_of_its_own_brings_it(tmp_path: Path) -> None:
    folder = tmp_path / "node_modules" / "dejavu-fonts-ttf"
    folder.mkdir(parents=True)
    (folder / "LICENSE").write_text("Fonts are (c) Bitstream")
    packages = {"": {}, "node_modules/dejavu-fonts-ttf": {"version": "2.37.3", "license": "SEE LICENSE"}}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))
    assert "dejavu-fonts-ttf 2.37.3, under this licence:\n\nFonts are (c) Bitstream" in notice(
        tmp_path / "package-lock.json"
    )
