"""Reading Excel workbooks."""

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart

from pacesetter.imports.reading.batch import FlawKind
from pacesetter.imports.reading.open_table import open_table
from pacesetter.imports.reading.unreadable import Unreadable
from pacesetter.imports.reading.xlsx_cell import text_of


def workbook(path: Path, rows: list[list[Any]], title: str = "Activities", **sheets: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, others in sheets.items():
        extra = book.create_sheet(name)
        for row in others:
            extra.append(row)
    book.save(path)
    return path


def rows_of(path: Path, after: int = 0, **options: Any) -> list[list[str]]:
    return [row for batch in open_table(path, **options).table.batches(after) for row in batch.rows]


def test_typed_cells_become_unambiguous_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "x.xlsx",
        [
            ["Due", "At", "Minutes", "Value", "Done", "Phone", "Long"],
            [
                dt.datetime(2026, 3, 1),  # noqa: DTZ001 - Excel knows no zones
                dt.datetime(2026, 3, 1, 9, 30),  # noqa: DTZ001
                15,
                12.5,
                True,
                6421555123.0,
                dt.timedelta(hours=26, minutes=5),
            ],
        ],
    )
    assert rows_of(path) == [["2026-03-01", "2026-03-01 09:30:00", "15", "12.5", "TRUE", "6421555123", "26:05:00"]]


def test_short_rows_are_filled_and_cells_beside_the_table_left_out(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Type", "Note", "Owner"], ["Call"], ["Demo", "x", "Rita", None, "margin"]])
    assert rows_of(path) == [["Call", "", ""], ["Demo", "x", "Rita"]]


def test_the_first_sheet_with_a_header_is_taken_unless_one_is_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "x.xlsx", [], "Cover", Calls=[["Type", "Note"], ["Call", "x"]], Other=[["Name"], ["Acme"], ["Bee"]]
    )
    assert rows_of(path) == [["Call", "x"]]
    assert rows_of(path, sheet="Other") == [["Acme"], ["Bee"]]
    with pytest.raises(Unreadable, match="Calls"):
        rows_of(path, sheet="Nope")


def test_reading_goes_on_after_any_row(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Number", "Note"], *[[n, "x"] for n in range(1, 21)]])
    assert [row[0] for row in rows_of(path, after=11)] == [str(n) for n in range(11, 21)]


def flaws_of(path: Path) -> list[tuple[int, FlawKind, int | None]]:
    return [(flaw.number, flaw.kind, flaw.column) for batch in open_table(path).table.batches() for flaw in batch.flaws]


def test_a_formula_without_a_result_and_an_error_are_empty_and_told_of(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Type", "Value"], ["Call", "=1+1"], ["Call", "#N/A"], ["Call", None]])
    # This library writes no computed values, as some exporters don't; the cell is then empty and never the formula.
    assert rows_of(path) == [["Call", ""], ["Call", ""], ["Call", ""]]
    assert flaws_of(path) == [(2, FlawKind.NO_RESULT, 1), (3, FlawKind.CELL_ERROR, 1)]


def test_a_formula_gives_its_last_result_also_where_that_is_an_empty_text(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Type", "Value"], ["Call", "=1+1"], ["Call", '=""']])
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    # As spreadsheet programs write it.
    parts[sheet] = re.sub(rb'<c r="B2"[^>]*>.*?</c>', b'<c r="B2"><f>1+1</f><v>2</v></c>', parts[sheet])
    parts[sheet] = re.sub(rb'<c r="B3"[^>]*>.*?</c>', b'<c r="B3" t="str"><f>""</f><v></v></c>', parts[sheet])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    assert rows_of(path) == [["Call", "2"], ["Call", ""]]
    assert flaws_of(path) == []


def test_formulas_drawn_down_beyond_the_table_that_find_nothing_are_no_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Type", "Note"], ["Call", "x"], [None, "#N/A"], ["Call", "y"]])
    batches = list(open_table(path).table.batches())
    assert [(list(batch.numbers), batch.rows, batch.blank, batch.flaws) for batch in batches] == [
        ([2, 4], [["Call", "x"], ["Call", "y"]], 1, [])
    ]


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "x.xlsx", [["Type", "Note"], ["Call", "x"]])
    content = bytearray(path.read_bytes())
    at = content.find(b"xl/worksheets/sheet1.xml") + 40
    content[at : at + 60] = b"\0" * 60
    path.write_bytes(bytes(content))
    with pytest.raises(Unreadable, match="damaged"):
        rows_of(path)


def test_opening_one_that_tells_no_size_reads_no_further_than_the_headings(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Activities")
    for row in [["Type", "Note"], *[["Call", f"Note {number}"] for number in range(20_000)]]:
        sheet.append(row)
    book.save(path)
    with zipfile.ZipFile(path) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    assert b"<dimension" not in parts["xl/worksheets/sheet1.xml"]
    # Its last rows can't be read: whoever comes to them is refused, and whoever only opens it is not.
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</sheetData>", b"</nothing>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as damaged:
        for name, content in parts.items():
            damaged.writestr(name, content)
    assert open_table(path).table.header == ["Type", "Note"]
    with pytest.raises(Unreadable, match="damaged"):
        rows_of(path)


def test_a_sheet_that_is_a_chart_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Type", "Note"])
    sheet.append(["Call", "x"])
    book.create_chartsheet("Chart", 0).add_chart(BarChart())
    book.save(path)
    assert rows_of(path) == [["Call", "x"]]


def test_whole_numbers_keep_no_decimals() -> None:
    assert text_of(3.0) == "3"
    assert text_of(3.25) == "3.25"
    assert text_of(None) == ""
    assert text_of(dt.time(9, 5)) == "09:05:00"
