"""Numbers in the locale's form."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.kpis.formulas import shown_percent
from pacesetter.wording.numbers import NumberForms, number, percent


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(0), "0"),
        (Fraction(5, 2), "2.5"),
        (Fraction(1, 3), "0.3"),
        (Fraction(999, 10), "99.9"),
        (Fraction(201, 2), "100.5"),
        (Fraction(2469135, 2), "1,234,567.5"),
        (Fraction(1000, 3), "333.3"),
        (Fraction(1234567), "1,234,567"),
        (Fraction(-7, 2), "-3.5"),
        (None, "–"),
    ],
)
def test_broken_amounts_keep_one_decimal_however_large(value: Fraction | None, words: str) -> None:
    assert number(value) == words


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=8))
def test_shown_halves_and_tenths_add_up_to_the_shown_sum(tenths: list[int]) -> None:
    """As somebody counts who has only the page."""
    shown = [number(Fraction(one, 10)).replace(",", "") for one in tenths]
    assert Fraction(number(Fraction(sum(tenths), 10)).replace(",", "")) == sum(map(Fraction, shown))


@pytest.mark.parametrize(
    ("value", "words"),
    [(Fraction(1500), "1,500"), (Fraction(3001, 2), "1,500.50"), (Fraction(100, 3), "33.33"), (None, "–")],
)
def test_broken_money_keeps_two_decimals(value: Fraction | None, words: str) -> None:
    assert NumberForms("en").money(value) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(0), "0%"),
        (Fraction(1, 2), "50%"),
        (Fraction(1, 200), "1%"),
        (Fraction(1), "100%"),
        (Fraction(997, 1000), "99.7%"),
        (Fraction(9999, 10000), "99.9%"),
        (Fraction(3, 2), "150%"),
        (Fraction(-1, 4), "-25%"),
        (None, "–"),
    ],
)
def test_a_share_just_under_the_whole_never_reads_as_the_whole(share: Fraction | None, words: str) -> None:
    assert percent(share) == words


def test_other_locales_write_them_their_own_way() -> None:
    assert NumberForms("de").number(Fraction(12345)) == "12.345"
    assert NumberForms("de").percent(Fraction(997, 1000)) == "99,7\xa0%"
    assert NumberForms("de").percent(Fraction(1, 2)) == "50\xa0%"


def test_the_language_of_the_request_decides() -> None:
    with translation.override("de"):
        assert number(Fraction(12345)) == "12.345"
    assert number(Fraction(12345)) == "12,345"


@given(st.fractions(min_value=-20, max_value=20))
def test_per_cents_are_rounded_as_everywhere_else(share: Fraction) -> None:
    rounded = shown_percent(share)
    if rounded != 100 or share >= 1:
        assert percent(share) == f"{rounded:,}%"
