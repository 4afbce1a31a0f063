"""Tables as XLSX."""

from datetime import UTC, date, datetime
from fractions import Fraction
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from pacesetter.web.exports import xlsx_file as module
from pacesetter.web.exports.table import ExportTable, Row, Share
from pacesetter.web.exports.xlsx_file import xlsx_file


def opened(*rows: Row, name: str = "Figures") -> Any:
    table = ExportTable(name, ["What", "Amount"], rows)
    return load_workbook(BytesIO(b"".join(xlsx_file(table))))


def test_numbers_days_and_shares_are_real_ones() -> None:
    with timezone.override(ZoneInfo("Pacific/Auckland")):
        sheet = opened(
            ["Calls", Fraction(12)],
            ["Hours", Fraction(3, 2)],
            ["Rate", Share(Fraction(3, 4))],
            ["Day", date(2026, 3, 9)],
            ["Moment", datetime(2026, 3, 22, 23, 5, tzinfo=UTC)],
            ["Nothing", None],
        ).active
    amounts = [sheet.cell(row, 2) for row in range(2, 8)]
    day, moment = (datetime.fromisoformat(text) for text in ("2026-03-09", "2026-03-23T12:05"))
    assert [cell.value for cell in amounts] == [
        12, 1.5, 0.75, day, moment, None,
    ]  # fmt: skip
    assert [cell.data_type for cell in amounts] == ["n", "n", "n", "d", "d", "n"]
    assert amounts[2].number_format == "0%"


def test_text_is_never_a_formula() -> None:
    cell = opened(["=1+1", 1]).active["A2"]
    assert (cell.value, cell.data_type) == ("'=1+1", "s")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("+44 20 7946 0958", "+44 20 7946 0958"),
        ("+1 (917) 555-0110", "+1 (917) 555-0110"),
        ("+1+cmd|' /C calc'!A0", None),
    ],
)
def test_a_phone_number_stays_as_it_is_dialled(text: str, written: str | None) -> None:
    cell = opened([text, 1]).active["A2"]
    assert (cell.value, cell.data_type) == (written or f"'{text}", "s")


def test_what_no_sheet_can_hold_is_left_out() -> None:
    book = opened(["bell\x07", 1], ["x" * 40_000, 2], name="Q1/Q2: [all]")
    assert book.active["A2"].value == "bell"
    assert len(book.active["A3"].value) == 32_767
    assert book.sheetnames == ["Q1 Q2   all"]


def test_more_rows_than_a_sheet_takes_go_on_with_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_ROWS", 3)
    rows: list[Row] = [[str(number), number] for number in range(5)]
    book = opened(*rows)
    assert [[row[1].value for row in sheet.iter_rows()] for sheet in book] == [
        ["Amount", 0, 1], ["Amount", 2, 3], ["Amount", 4],
    ]  # fmt: skip
    assert book.sheetnames == ["Figures", "Figures 2", "Figures 3"]
