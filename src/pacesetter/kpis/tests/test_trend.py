"""Moving averages."""

from fractions import Fraction

from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.trend import moving_average


def amounts(*numbers: int | None) -> list[Figure | None]:
    return [None if number is None else Figure(Fraction(number)) for number in numbers]


def test_it_begins_with_the_first_full_window() -> None:
    assert moving_average(amounts(1, 2, 6, 1), 3) == [None, None, 3, 3]


def test_a_period_in_which_nothing_was_expected_is_left_out() -> None:
    assert moving_average(amounts(1, None, 6), 3) == [None, None, Fraction(7, 2)]
    assert moving_average(amounts(None, None, None), 3) == [None, None, None]


def test_of_a_ratio_it_is_sum_over_sum() -> None:
    line = [Figure(Fraction(1), denominator=Fraction(1)), Figure(Fraction(1), denominator=Fraction(9))]
    assert moving_average(line, 2) == [None, Fraction(2, 10)]
