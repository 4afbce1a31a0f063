"""Which row names the columns."""

from pathlib import Path

import pytest

from pacesetter.imports.reading.header import unique_names
from pacesetter.imports.reading.open_table import open_table
from pacesetter.imports.reading.unreadable import Unreadable


def header_of(path: Path, text: str, known: set[str] = frozenset()) -> tuple[int, list[str]]:  # type: ignore[assignment]
    path.write_text(text)
    table = open_table(path, is_known=lambda name: name in known).table
    return table.header_row, table.header


def test_a_title_above_the_header_is_skipped(tmp_path: Path) -> None:
    text = "Activities of March\nMade on 2026-04-01\n\nDate,Type,Owner\n2026-03-01,Call,Rita\n2026-03-02,Call,Raj\n"
    assert header_of(tmp_path / "x.csv", text) == (4, ["Date", "Type", "Owner"])


def test_known_names_decide_between_two_rows(tmp_path: Path) -> None:
    text = "Group one,Group two\nSubject,Owner\nCall,Rita\n"
    assert header_of(tmp_path / "x.csv", text, {"Subject", "Owner"}) == (2, ["Subject", "Owner"])


def test_a_file_without_a_header_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="first row"):
        header_of(tmp_path / "x.csv", "2026-03-01,5\n2026-03-02,6\n")


def test_repeated_and_empty_names_become_unique() -> None:
    assert unique_names(["Email", "Email", "", " Name ", "Email"]) == [
        "Email",
        "Email (2)",
        "Column 3",
        "Name",
        "Email (3)",
    ]
