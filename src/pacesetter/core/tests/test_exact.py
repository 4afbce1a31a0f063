from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.exact import exact, exact_sum, exact_sum_of_many, in_order


def test_a_decimal_keeps_every_digit() -> None:
    assert exact(Decimal("0.1")) + exact(Decimal("0.2")) == exact(Decimal("0.3")) == Fraction(3, 10)


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match=r"0\.1 is not exact"):
        exact(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["NaN", "Infinity"])
def test_a_decimal_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number that can be counted with"):
        exact(Decimal(text))


@given(st.lists(st.fractions(max_denominator=60)))
def test_the_fast_sum_equals_the_plain_sum(values: list[Fraction]) -> None:
    assert exact_sum(values) == sum(values, Fraction(0))


@given(st.lists(st.tuples(st.fractions(max_denominator=60), st.integers(1, 5))))
def test_what_is_there_several_times_is_added_so_often(values: list[tuple[Fraction, int]]) -> None:
    assert exact_sum_of_many(values) == sum((value * times for value, times in values), Fraction(0))


@given(st.lists(st.fractions()), st.booleans())
def test_fractions_are_sorted_as_they_are(values: list[Fraction], descending: bool) -> None:
    assert sorted(values, key=in_order, reverse=descending) == sorted(values, reverse=descending)


def test_what_no_float_tells_apart_is_told_apart() -> None:
    third = Fraction(1, 3)
    little = Fraction(1, 10**40)
    assert float(third) == float(third + little)
    assert sorted([third + little, third, third - little], key=in_order) == [third - little, third, third + little]
