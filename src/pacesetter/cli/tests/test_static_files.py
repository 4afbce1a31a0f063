from pathlib import Path

import pytest
from pytest_django import Settings

from pacesetter.cli.static_files import collect_static_files


@pytest.fixture
def source(settings: Settings, tmp_path: Path) -> Path:
    """The one file of a page, and an empty place to collect it to."""
    folder = tmp_path / "source"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    (folder / "page.css").write_text("a{}", encoding="ascii")
    return folder / "page.css"


def test_files_are_collected_once(source: Path, settings: Settings) -> None:
    assert collect_static_files()
    assert (Path(settings.STATIC_ROOT) / "page.css").read_text(encoding="ascii") == "a{}"
    assert not collect_static_files()


def test_a_changed_file_is_collected_again(source: Path, settings: Settings) -> None:
    collect_static_files()
    source.write_text("a{color:red}", encoding="ascii")
    assert collect_static_files()
    assert (Path(settings.STATIC_ROOT) / "page.css").read_text(encoding="ascii") == "a{color:red}"


def test_nothing_is_collected_where_files_are_served_as_they_lie(source: Path, settings: Settings) -> None:
    settings.DEBUG = True
    assert not collect_static_files()
    assert not Path(settings.STATIC_ROOT).exists()
