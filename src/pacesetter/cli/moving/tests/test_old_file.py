import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pacesetter.cli.failure import Failure
from pacesetter.cli.moving.old_file import count, held, highest_number, rows
from pacesetter.cli.moving.tables import Table
from pacesetter.cli.moving.values import as_text

WORDS = Table("words", ("id", "word"), (None, as_text), "id")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "old.sqlite3")) as file, file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("CREATE TABLE words (id INTEGER PRIMARY KEY AUTOINCREMENT, word TEXT)")
        file.executemany("INSERT INTO words (word) VALUES (?)", [("one",), (None,), ("th\x00ree",), ("gone",)])
        file.execute("DELETE FROM words WHERE word = 'gone'")
    return tmp_path / "old.sqlite3"


def test_all_rows_are_read_as_they_are_written_there(path: Path) -> None:
    with held(path) as file:
        assert list(rows(file, WORDS)) == [(1, "one"), (2, None), (3, "three")]
        assert count(file, WORDS) == 3


def test_an_id_that_was_given_once_counts_as_given(path: Path) -> None:
    with held(path) as file:
        assert highest_number(file, WORDS) == 4


def test_nobody_writes_meanwhile(path: Path) -> None:
    with (
        held(path),
        closing(sqlite3.connect(path, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("INSERT INTO words (word) VALUES ('late')")


def test_a_file_that_another_has_open_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM words").fetchone()
        with pytest.raises(Failure, match="in use by another process"), held(path):
            pass
    with held(path) as file:
        assert count(file, WORDS) == 3
