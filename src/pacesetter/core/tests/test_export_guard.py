"""Cells of an export never run as formulas, and numbers stay numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.export_guard import guarded, guarded_row, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "+64 21 555"])
def test_what_could_run_is_made_text(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("value", ["-5", "-12.50", "plain", "", "a=b", "5", -5, Decimal("-1.5"), 0, None, True])
def test_numbers_and_plain_text_stay_as_they_are(value: object) -> None:
    assert guarded(value) is value


def test_a_whole_row_is_guarded() -> None:
    assert guarded_row(["=x", -1, "ok"]) == ["'=x", -1, "ok"]


@given(text=st.text(max_size=20))
def test_nothing_that_is_written_starts_a_formula(text: str) -> None:
    written = guarded(text)
    assert isinstance(written, str)
    harmless = not written.lstrip(" ") or written.lstrip(" ")[0] not in "=+-@\t\r\n"
    assert harmless or float(written.replace(",", ".")) < 0 or set(written) <= set("-0.,")


@given(text=st.text(max_size=20).filter(lambda text: not text.startswith("'")))
def test_reading_our_own_export_gives_the_text_back(text: str) -> None:
    assert unguarded(str(guarded(text))) == text
