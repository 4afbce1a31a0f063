"""Files that are no tables are refused, each with what to do about it."""

import zipfile
from pathlib import Path

import pytest
from django.utils import translation

from pacesetter.imports.reading import formats, xlsx_guard
from pacesetter.imports.reading.open_table import open_table
from pacesetter.imports.reading.unreadable import Unreadable


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"old Excel workbook \(.xls\)"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"  <html><table><tr><td>x", "web page"),
        (b'{"rows": []}', "JSON"),
        (b'[{"a": 1}]', "JSON"),
        (b"PK\x03\x04 but no archive", "damaged"),
    ],
)
def test_other_formats_are_named(tmp_path: Path, start: bytes, words: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(start)
    with pytest.raises(Unreadable, match=words) as refusal:
        open_table(path)
    assert refusal.value.advice


@pytest.mark.parametrize(
    ("names", "words"),
    [(["xl/workbook.bin"], "xlsb"), (["mimetype", "content.xml"], "ods"), (["a.csv"], "ZIP archive")],
)
def test_other_archives_are_named(tmp_path: Path, names: list[str], words: str) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    with pytest.raises(Unreadable, match=words):
        open_table(path)


def test_a_packed_bomb_is_not_unfolded(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (20 * 1024**2))
    with pytest.raises(Unreadable, match="hundreds of times"):
        open_table(path)


def test_too_much_shared_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_guard, "MAX_XLSX_SHARED_STRINGS_BYTES", 10)
    path = tmp_path / "x.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", "x" * 11)
    with pytest.raises(Unreadable, match="more text"):
        open_table(path)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_CSV_BYTES", 10)
    path = tmp_path / "x.csv"
    path.write_text("Type,Note\nCall,x\n")
    with pytest.raises(Unreadable, match="limit"):
        open_table(path)


def test_a_missing_file_is_a_refusal_and_no_crash(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        open_table(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"", "Die Datei ist leer. Exportieren Sie sie"),
        (b"%PDF-1.7\n", "Das ist ein PDF-Dokument. Exportieren Sie die Tabelle selbst"),
        (b"2026-01-01;3\n", "Keine Zeile sieht nach Spaltenüberschriften aus."),
    ],
)
def test_whoever_reads_german_is_told_in_german(tmp_path: Path, start: bytes, words: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(start)
    with translation.override("de"), pytest.raises(Unreadable, match=words):
        open_table(path)
