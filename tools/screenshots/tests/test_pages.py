"""What can be said of the pictures without taking them."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import tools.screenshots
from tools.boot.places import ROOT
from tools.screenshots.__main__ import main
from tools.screenshots.pages import PICTURES

_FOLDER = Path(tools.screenshots.__file__).parent
_GERMAN = ROOT / "src" / "pacesetter" / "locale" / "de" / "LC_MESSAGES" / "django.po"


def test_no_picture_takes_another_ones_place() -> None:
    assert [name for name, times in Counter(picture.name for picture in PICTURES).items() if times > 1] == []


def test_a_name_that_no_picture_has_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), "--only", "day", "dya"]) == 2
    assert "dya" in capsys.readouterr().err


def test_steps_look_for_words_that_are_translated() -> None:
    """Whoever takes them in another language would otherwise wait for words that are on no page."""
    words = {word for file in _FOLDER.glob("*.py") for word in re.findall(r'said\(page, "([^"]+)"\)', file.read_text())}
    with _GERMAN.open("rb") as file:
        known = {message.id for message in read_po(file) if message.string and not message.context}
    assert "Log in" in words
    assert words - known == set()
