import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from pacesetter.config.push_key import kept_push_key


def test_the_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    key = kept_push_key(tmp_path / "data")
    assert kept_push_key(tmp_path / "data").public == key.public
    assert stat.S_IMODE((tmp_path / "data" / "push_key").stat().st_mode) == 0o600


def test_a_damaged_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "push_key").write_text("oops", encoding="ascii")
    with pytest.raises(ImproperlyConfigured, match="from a backup"):
        kept_push_key(tmp_path)
