"""`pacesetter secrets`."""

from pathlib import Path
from typing import Any

import pytest

from pacesetter.cli.failure import Failure
from pacesetter.cli.sealing import _new_key, _rotate
from pacesetter.config.sealing_keys import NAME, kept_ring


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.SEALING_KEYS = kept_ring(tmp_path)
    settings.SEALING_KEYS_FILE = tmp_path / NAME
    return tmp_path


def test_a_new_key_seals_and_the_old_one_stays_until_all_is_sealed_anew(
    folder: Path, db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    old = kept_ring(folder).current
    assert _new_key() == 0
    ring = kept_ring(folder)
    assert ring.current != old
    assert set(ring.keys) == {ring.current, old}
    assert _rotate() == 0
    assert set(kept_ring(folder).keys) == {ring.current}
    assert f"Only key {ring.current} is left" in capsys.readouterr().out


def test_keys_from_the_environment_are_left_to_whoever_set_them(folder: Path, settings: Any) -> None:
    settings.SEALING_KEYS_FILE = None
    with pytest.raises(Failure) as raised:
        _new_key()
    assert "PACESETTER_SEALING_KEYS" in raised.value.wrong
