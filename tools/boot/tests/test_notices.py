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
        assert not path or f"{path.removeprefix('node_modules/')} {entry['version']}," in text


def test_a_licence_that_nobody_looked_at_is_refused(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    lock.write_text(json.dumps({"packages": {"node_modules/x": {"version": "1.0.0", "license": "BUSL-1.1"}}}))
    with pytest.raises(Trouble, match=r"BUSL-1\.1"):
        notice(lock)
