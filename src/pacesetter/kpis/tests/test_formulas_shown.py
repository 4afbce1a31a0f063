from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.kpis.formulas import shown, shown_percent


@pytest.mark.parametrize(
    ("value", "places", "printed"),
    [
        ("5/2", 0, "3"),
        ("7/2", 0, "4"),
        ("-5/2", 0, "-3"),
        ("-1/3", 0, "0"),
        ("1/3", 2, "0.33"),
        ("1/200", 2, "0.01"),
        ("50", 1, "50.0"),
        ("123456789012345678901234567890123456789/2", 0, "61728394506172839450617283945061728395"),
    ],
)
def test_halves_are_rounded_up_away_from_zero(value: str, places: int, printed: str) -> None:
    assert format(shown(Fraction(value), places), "f") == printed


def test_a_share_is_shown_as_per_cent() -> None:
    assert str(shown_percent(Fraction(7, 8))) == "88"
    assert str(shown_percent(Fraction(9996, 10000), 1)) == "100.0"


@given(st.fractions(), st.integers(0, 6))
def test_what_is_shown_is_at_most_half_a_unit_off(value: Fraction, places: int) -> None:
    printed = shown(value, places)
    assert abs(Fraction(printed) - value) <= Fraction(1, 2 * 10**places)
    assert printed.as_tuple().exponent == -places
    assert Fraction(printed) == -Fraction(shown(-value, places))
    assert printed != 0 or not printed.is_signed()


def test_places_below_0_are_refused() -> None:
    with pytest.raises(ValueError, match="places is not below 0"):
        shown(Fraction(1), -1)
