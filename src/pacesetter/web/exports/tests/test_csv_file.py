"""Tables as CSV."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from pacesetter.web.exports.csv_file import csv_file, in_csv
from pacesetter.web.exports.table import ExportTable, Share, Value


def test_it_is_utf_8_with_a_byte_order_mark() -> None:
    written = b"".join(csv_file(ExportTable("Names", ["Name"], [["Zoë"], ["a,b"]])))
    assert written == "\ufeffName\r\nZoë\r\n".encode() + b'"a,b"\r\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (3, "3"),
        (Fraction(7, 2), "3.5"),
        (Fraction(1, 3), "0.333333"),
        (Fraction(1000), "1000"),
        (Fraction(10000001, 10), "1000000.1"),
        (Decimal("1E+3"), "1000"),
        (Share(Fraction(3, 4)), "0.75"),
        (date(2026, 3, 9), "2026-03-09"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("-5", "-5"),
    ],
)
def test_numbers_and_days_are_written_for_programs(value: Value, text: str) -> None:
    assert str(in_csv(value)) == text


def test_moments_are_in_the_readers_zone() -> None:
    with timezone.override(ZoneInfo("Pacific/Auckland")):
        assert in_csv(datetime(2026, 3, 22, 23, 5, tzinfo=UTC)) == "2026-03-23 12:05"


def test_a_long_table_is_sent_in_pieces() -> None:
    begun: list[int] = []

    def rows() -> object:
        for number in range(20_000):
            begun.append(number)
            yield [number, "x" * 20]

    pieces = csv_file(ExportTable("Many", ["Number", "Text"], rows()))  # type: ignore[arg-type]
    first = next(pieces)
    assert len(begun) < 2_000
    assert b"".join([first, *pieces]).count(b"\r\n") == 20_001


def test_headings_cannot_start_a_formula() -> None:
    assert b"'=1+1" in b"".join(csv_file(ExportTable("Names", ["=1+1"], [])))
