import re

import pytest

from tools.boot.places import REQUIREMENTS

LOCKS = sorted(REQUIREMENTS.glob("*.lock"))


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", (REQUIREMENTS / f"{lock}.lock").read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", [path.stem for path in LOCKS])
def test_every_package_is_pinned_with_a_hash_and_no_place_to_download_from(lock: str) -> None:
    text = (REQUIREMENTS / f"{lock}.lock").read_text()
    pinned = re.findall(r"^[a-z0-9-]+==", text, re.MULTILINE)
    assert len(re.findall(r"==.* \\\n    --hash=sha256:", text)) == len(pinned) > 0
    assert "://" not in text


def test_developers_run_the_versions_that_the_product_ships() -> None:
    runtime, dev = pins("runtime"), pins("dev")
    assert {name: dev.get(name) for name in runtime} == runtime


def test_every_direct_dependency_is_locked() -> None:
    wanted = re.findall(r"^([A-Za-z0-9-]+)", (REQUIREMENTS / "runtime.in").read_text(), re.MULTILINE)
    assert {name.lower() for name in wanted} <= pins("runtime").keys()
