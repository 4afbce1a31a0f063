from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.exact import exact, exact_sum


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
