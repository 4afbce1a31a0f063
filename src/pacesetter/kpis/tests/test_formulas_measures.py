from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.kpis.formulas import Measure, TypeTotal, actual_of, ratio_of

CALL, DEMO, EMAIL = 1, 2, 3
TOTALS = {
    CALL: TypeTotal(count=30, minutes=200, value=Decimal("0.10")),
    DEMO: TypeTotal(count=4, minutes=240, value=Decimal("99.90")),
    EMAIL: TypeTotal(count=500),
}


@pytest.mark.parametrize(
    ("measure", "actual"),
    [(Measure.COUNT, 34), (Measure.MINUTES, 440), (Measure.VALUE, 100), (Measure.POINTS, 30 + 4 * 5)],
)
def test_each_measure_adds_up_its_own_totals_of_the_mapped_types(measure: Measure, actual: int) -> None:
    assert actual_of(measure, TOTALS, {CALL: 1, DEMO: 1}, {CALL: 1, DEMO: 5, EMAIL: 9}) == actual


@pytest.mark.parametrize(
    ("measure", "actual"),
    [(Measure.COUNT, "32"), (Measure.MINUTES, "320"), (Measure.POINTS, "30"), (Measure.VALUE, "50.05")],
)
def test_a_weight_multiplies_whatever_is_measured(measure: Measure, actual: str) -> None:
    weights = {CALL: 1 if measure != Measure.VALUE else Fraction(1), DEMO: Decimal("0.5")}
    points = {DEMO: 15} if measure == Measure.POINTS else None
    assert actual_of(measure, TOTALS, weights, points) == Fraction(actual)


def test_a_mapped_type_without_activities_adds_nothing_and_points_without_worth_are_0() -> None:
    assert actual_of(Measure.COUNT, {}, {CALL: 1}) == 0
    assert actual_of(Measure.POINTS, TOTALS, {CALL: 1}) == 0


def test_a_ratio_over_nothing_is_none_and_not_0() -> None:
    assert ratio_of(Fraction(3), Fraction(12)) == Fraction(1, 4)
    assert ratio_of(Fraction(0), Fraction(0)) is None


@pytest.mark.parametrize("measure", [Measure.COMPANIES, Measure.RATIO])
def test_what_does_not_add_up_over_types_is_refused(measure: Measure) -> None:
    with pytest.raises(ValueError, match="not a sum over activity types"):
        actual_of(measure, TOTALS, {CALL: 1})


totals = st.dictionaries(st.integers(1, 4), st.builds(TypeTotal, *[st.integers(0, 99)] * 3))
weights = st.dictionaries(st.integers(1, 4), st.decimals(0, 9, places=3))
additive = st.sampled_from([Measure.COUNT, Measure.MINUTES, Measure.VALUE, Measure.POINTS])


@given(additive, totals, totals, weights)
def test_the_actual_of_two_days_together_is_the_sum_of_both(
    measure: Measure, one: dict[int, TypeTotal], other: dict[int, TypeTotal], weighted: dict[int, Decimal]
) -> None:
    points = {1: 3, 2: 1}
    both = {
        key: TypeTotal(*(a + b for a, b in zip(as_tuple(one.get(key)), as_tuple(other.get(key)), strict=True)))
        for key in one.keys() | other.keys()
    }
    apart = actual_of(measure, one, weighted, points) + actual_of(measure, other, weighted, points)
    assert actual_of(measure, both, weighted, points) == apart


def as_tuple(total: TypeTotal | None) -> tuple[int, int, int]:
    return (total.count, total.minutes, int(total.value)) if total else (0, 0, 0)
