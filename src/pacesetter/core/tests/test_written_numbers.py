"""Whole numbers as other programs write them."""

import pytest

from pacesetter.core.written_ids import written_id, written_ids
from pacesetter.core.written_numbers import longer_than, written_number

NONE = ["", " 7", "-7", "7.0", "1_000", "²", "٣", "seven", "9" * 19, "9" * 5_000]


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_number_that_fits_is_none(written: str) -> None:
    assert written_number(written) is None
    assert written_id(written) is None
    assert written_ids([written, "7"]) == [7]


def test_a_number_is_one() -> None:
    assert [written_number(one) for one in ("0", "07", "9" * 18)] == [0, 7, 10**18 - 1]


@pytest.mark.parametrize("said", [one for one in NONE if one])
def test_what_says_no_number_of_bytes_is_too_long(said: str) -> None:
    assert longer_than(100, said)


def test_a_length_is_too_long_beyond_the_most() -> None:
    assert [longer_than(100, said) for said in (None, "", "100", "101")] == [False, False, False, True]
