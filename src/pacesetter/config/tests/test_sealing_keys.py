"""The keys in the data folder."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pacesetter.config.sealing_keys import NAME, kept_ring
from pacesetter.core.ring_file import write
from pacesetter.core.sealing import KeyRing, new_key


def test_the_first_start_makes_one_and_the_next_finds_it(tmp_path: Path) -> None:
    made = kept_ring(tmp_path / "data")
    assert kept_ring(tmp_path / "data") == made
    assert stat.S_IMODE((tmp_path / "data" / NAME).stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == [NAME]


def test_two_first_starts_at_once_agree(tmp_path: Path) -> None:
    first = kept_ring(tmp_path)
    name, key = new_key()
    write(tmp_path / NAME, KeyRing({name: key}, name), only_new=True)
    assert kept_ring(tmp_path) == first


def test_a_damaged_file_stops_the_start_and_says_what_is_lost(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("a:nothing\n")
    with pytest.raises(ImproperlyConfigured, match="backup"):
        kept_ring(tmp_path)
