from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.kpis.formulas import ranks, score

ONE = Fraction(1)
shares = st.fractions(0, 3, max_denominator=10)


def test_a_score_weighs_the_attainments_and_caps_each() -> None:
    assert score([(Fraction(2), ONE), (ONE, Fraction(1, 2))]) == Fraction(5, 6)
    assert score([(ONE, Fraction(9)), (ONE, Fraction(1, 2))]) == 1
    assert score([(ONE, Fraction(9))], cap=Fraction(2)) == 2


def test_a_kpi_without_attainment_neither_helps_nor_harms() -> None:
    assert score([(ONE, Fraction(1, 2)), (Fraction(9), None)]) == Fraction(1, 2)
    assert score([(ONE, None)]) is None
    assert score([(Fraction(0), ONE)]) is None
    assert score([]) is None


@given(st.lists(st.tuples(st.fractions(0, 9, max_denominator=4), st.none() | shares), max_size=6))
def test_a_score_lies_between_the_lowest_attainment_and_the_cap(pairs: list[tuple[Fraction, Fraction | None]]) -> None:
    result = score(pairs)
    counted = [min(share, Fraction(3, 2)) for weight, share in pairs if weight and share is not None]
    assert (result is None) == (not counted)
    if result is not None:
        assert min(counted) <= result <= max(counted) <= Fraction(3, 2)


def test_impossible_weights_and_caps_are_refused() -> None:
    with pytest.raises(ValueError, match="weight is not below 0"):
        score([(Fraction(-1), ONE)])
    with pytest.raises(ValueError, match="cap of a score is above 0"):
        score([(ONE, ONE)], cap=Fraction(0))


def test_equal_figures_share_a_rank_and_the_next_is_skipped() -> None:
    figures = {"rita": Fraction(7), "raj": Fraction(9), "mona": Fraction(7), "ada": Fraction(1), "new": None}
    assert ranks(figures) == {"raj": 1, "rita": 2, "mona": 2, "ada": 4, "new": None}
    assert list(ranks(figures)) == ["raj", "rita", "mona", "ada", "new"]
    assert ranks(figures, highest_first=False) == {"ada": 1, "rita": 2, "mona": 2, "raj": 4, "new": None}


@given(st.dictionaries(st.integers(), st.none() | shares, max_size=12), st.booleans())
def test_a_rank_is_one_more_than_the_number_who_are_better(
    values: dict[int, Fraction | None], highest_first: bool
) -> None:
    for who, rank in ranks(values, highest_first=highest_first).items():
        mine = values[who]
        if mine is None:
            assert rank is None
        else:
            others = [value for value in values.values() if value is not None]
            better = [value for value in others if (value > mine if highest_first else value < mine)]
            assert rank == len(better) + 1
