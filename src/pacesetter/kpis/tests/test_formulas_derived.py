from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pacesetter.kpis.formulas import (
    Direction,
    PaceState,
    Thresholds,
    attainment,
    needed_per_day,
    pace,
    pace_state,
    projection,
)

MORE, LESS = Direction.MORE, Direction.LESS
amounts = st.fractions(0, 1000, max_denominator=12)
working_days = st.fractions(0, 260, max_denominator=4)
USUAL = Thresholds()


def test_attainment_is_not_capped() -> None:
    assert attainment(Fraction(120), Fraction(50), MORE) == Fraction(12, 5)


def test_more_is_better_has_no_attainment_of_a_target_of_0() -> None:
    assert attainment(Fraction(3), Fraction(0), MORE) is None


def test_less_is_better_turns_the_share_round_and_nothing_happened_is_exactly_reached() -> None:
    assert attainment(Fraction(5), Fraction(4), LESS) == Fraction(4, 5)
    assert attainment(Fraction(0), Fraction(4), LESS) == 1
    assert attainment(Fraction(-2), Fraction(4), LESS) == 1


def test_none_may_happen_is_a_target_that_can_be_reached_and_missed() -> None:
    assert attainment(Fraction(0), Fraction(0), LESS) == 1
    assert attainment(Fraction(1), Fraction(0), LESS) == 0


@pytest.mark.parametrize("direction", Direction)
def test_nothing_follows_from_a_missing_actual_or_target(direction: Direction) -> None:
    assert attainment(None, Fraction(1), direction) is None
    assert attainment(Fraction(1), None, direction) is None
    assert pace(Fraction(1), None, direction) is None
    assert projection(None, Fraction(5), Fraction(5)) is None
    assert needed_per_day(None, Fraction(1), Fraction(1)) is None


@given(amounts, amounts, amounts)
def test_more_never_attains_less_where_more_is_better(one: Fraction, other: Fraction, target: Fraction) -> None:
    assume(target)
    assert (one <= other) == (attainment(one, target, MORE) <= attainment(other, target, MORE))  # type: ignore[operator]


@given(amounts, amounts, st.sampled_from(Direction))
def test_attainment_is_at_least_1_just_where_the_target_is_kept(
    actual: Fraction, target: Fraction, direction: Direction
) -> None:
    share = attainment(actual, target, direction)
    assume(share is not None)
    kept = actual >= target if direction is MORE else actual <= target
    assert (share >= 1) == kept  # type: ignore[operator]


@pytest.mark.parametrize(
    ("share", "state"),
    [
        ("2", PaceState.ON_TRACK),
        ("1", PaceState.ON_TRACK),
        ("9999/10000", PaceState.BEHIND),
        ("4/5", PaceState.BEHIND),
        ("7999/10000", PaceState.OFF_TRACK),
        ("0", PaceState.OFF_TRACK),
    ],
)
def test_the_words_change_exactly_at_the_thresholds(share: str, state: PaceState) -> None:
    assert pace_state(Fraction(share), USUAL) is state


def test_no_pace_no_word_and_other_thresholds_other_words() -> None:
    assert pace_state(None, USUAL) is None
    strict = Thresholds(on_track=Fraction(11, 10), behind=Fraction(1))
    assert pace_state(Fraction(1), strict) is PaceState.BEHIND
    assert [state.words for state in PaceState] == ["on track", "behind", "off track"]


@pytest.mark.parametrize(("on_track", "behind"), [("1", "6/5"), ("1", "0"), ("-1", "-2")])
def test_thresholds_in_the_wrong_order_are_refused(on_track: str, behind: str) -> None:
    with pytest.raises(ValueError, match="0 < behind <= on track"):
        Thresholds(Fraction(on_track), Fraction(behind))


def test_a_projection_goes_on_as_it_went_and_waits_for_half_a_working_day() -> None:
    assert projection(Fraction(6), Fraction(1, 2), Fraction(41, 2)) == 252
    assert projection(Fraction(6), Fraction(49, 100), Fraction(2051, 100)) is None
    assert projection(Fraction(0), Fraction(0), Fraction(21)) is None


@given(amounts, working_days)
def test_the_projection_of_a_finished_period_is_what_was_done(actual: Fraction, worked: Fraction) -> None:
    assume(worked >= Fraction(1, 2))
    assert projection(actual, worked, Fraction(0)) == actual


@given(amounts, amounts, working_days, working_days)
def test_doing_what_is_needed_each_day_left_reaches_the_target_exactly(
    target: Fraction, actual: Fraction, gone: Fraction, left: Fraction
) -> None:
    needed = needed_per_day(target, actual, left)
    if actual >= target:
        assert needed == 0
    elif left:
        assert actual + needed * left == target  # type: ignore[operator]
    else:
        assert needed is None


@given(amounts, amounts, working_days, working_days)
def test_the_projection_reaches_the_target_just_where_the_speed_so_far_is_what_is_needed(
    target: Fraction, actual: Fraction, gone: Fraction, left: Fraction
) -> None:
    assume(gone >= Fraction(1, 2) and left)
    speed = actual / gone
    needed = needed_per_day(target, actual, left)
    if actual < target:
        assert (projection(actual, gone, left) >= target) == (speed >= needed)  # type: ignore[operator]
