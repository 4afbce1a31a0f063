from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.week_pattern import Elapsed
from pacesetter.core.working_time import WorkingTime
from pacesetter.kpis.formulas import (
    Direction,
    Expectation,
    Figure,
    Outlook,
    PaceState,
    TargetRow,
    Thresholds,
    as_level,
    outlook_over,
    per_working_day,
    rolled_up,
    series_segments,
)
from pacesetter.kpis.formulas.segments import Worth
from pacesetter.kpis.tests.formula_strategies import NORMAL, per

MARCH = date(2025, 3, 1), date(2025, 4, 1)
FULL_TIME = WorkingTime(organisation_patterns=NORMAL.organisation_patterns)


def march(
    *rows: TargetRow,
    worth: Worth = per_working_day,
    at: tuple[str, str] = ("2025-03-12", "1/2"),
    working_time: WorkingTime = FULL_TIME,
) -> Outlook:
    """What March 2025 (21 working days) expects; by default 7.5 of them are gone: the 12th at noon."""
    segments = series_segments(rows, *MARCH, NORMAL, worth)
    now = Elapsed(date.fromisoformat(at[0]), Fraction(at[1]))
    return outlook_over(segments, working_time.day_capacities(*MARCH), now)


def in_words(*values: object) -> str:
    return ", ".join("none" if value is None else str(value) for value in values)


def test_a_figure_carries_everything_that_follows() -> None:
    figure = Figure(Fraction(60), march(per("week", 50)))
    assert in_words(figure.actual, figure.target, figure.expected) == "60, 210, 75"
    assert (figure.attainment, figure.pace, figure.pace_state) == (Fraction(2, 7), Fraction(4, 5), PaceState.BEHIND)
    assert in_words(figure.projection, figure.needed_per_day) == "168, 100/9"


def test_before_the_first_hour_a_target_stands_but_no_pace() -> None:
    figure = Figure(Fraction(2), march(per("week", 50), at=("2025-03-03", "0")))
    assert in_words(figure.target, figure.expected, figure.pace, figure.pace_state) == "210, 0, none, none"
    assert figure.projection is None
    assert figure.needed_per_day == Fraction(208, 21)


def test_after_the_last_hour_pace_is_attainment_and_projection_is_actual() -> None:
    figure = Figure(Fraction(63), march(per("week", 50), at=("2025-04-01", "0")))
    assert figure.pace == figure.attainment == Fraction(3, 10)
    assert figure.projection == figure.actual
    assert figure.needed_per_day is None


def test_without_a_target_there_is_an_actual_and_a_projection_only() -> None:
    figure = Figure(Fraction(15), march())
    assert in_words(figure.actual, figure.projection) == "15, 42"
    assert (figure.target, figure.expected, figure.attainment, figure.pace, figure.needed_per_day) == (None,) * 5


def test_less_is_better_is_on_track_while_the_allowance_lasts() -> None:
    allowed = march(per("month", 21))  # one a working day: 7.5 until now
    kept = Figure(Fraction(6), allowed, direction=Direction.LESS)
    overdrawn = Figure(Fraction(10), allowed, direction=Direction.LESS)
    assert (kept.pace, kept.pace_state) == (Fraction(5, 4), PaceState.ON_TRACK)
    assert (overdrawn.pace, overdrawn.pace_state) == (Fraction(3, 4), PaceState.OFF_TRACK)
    assert kept.needed_per_day == Fraction(15) / Fraction(27, 2)


def test_none_may_happen_is_off_track_from_the_first_one_on() -> None:
    none_allowed = march(per("month", 0))
    assert Figure(Fraction(0), none_allowed, direction=Direction.LESS).pace_state is PaceState.ON_TRACK
    assert Figure(Fraction(1), none_allowed, direction=Direction.LESS).pace_state is PaceState.OFF_TRACK
    assert Figure(Fraction(0), march(per("month", 0)), direction=Direction.MORE).attainment is None


def test_thresholds_decide_the_word() -> None:
    lenient = Thresholds(on_track=Fraction(4, 5), behind=Fraction(1, 2))
    assert Figure(Fraction(60), march(per("week", 50)), thresholds=lenient).pace_state is PaceState.ON_TRACK


def test_the_target_of_a_ratio_is_its_level_over_any_range() -> None:
    figure = Figure(Fraction(3), march(per("month", Fraction(3, 10)), worth=as_level), denominator=Fraction(12))
    assert (figure.actual, figure.target, figure.expected) == (Fraction(1, 4), Fraction(3, 10), Fraction(3, 10))
    assert figure.attainment == figure.pace == Fraction(5, 6)
    assert figure.projection == Fraction(1, 4)
    assert figure.needed_per_day is None


def test_a_level_that_changes_is_averaged_over_the_working_days() -> None:
    rows = per("month", Fraction(2, 10)), per("month", Fraction(3, 10), date(2025, 3, 17))
    figure = Figure(Fraction(0), march(*rows, worth=as_level), denominator=Fraction(0))
    assert figure.target == Fraction(10 * 2 + 11 * 3, 210)
    assert figure.expected == Fraction(2, 10)
    assert (figure.actual, figure.attainment, figure.pace) == (None, None, None)


def test_a_ratio_has_no_projection_before_half_a_working_day() -> None:
    level = per("month", Fraction(3, 10))
    too_early = march(level, worth=as_level, at=("2025-03-03", "1/4"))
    just_in_time = march(level, worth=as_level, at=("2025-03-03", "1/2"))
    assert Figure(Fraction(1), too_early, denominator=Fraction(2)).projection is None
    assert Figure(Fraction(1), just_in_time, denominator=Fraction(2)).projection == Fraction(1, 2)


def test_a_teams_ratio_is_sum_over_sum_and_not_an_average_of_averages() -> None:
    outlook = march(per("month", Fraction(3, 10)), worth=as_level)
    busy = Figure(Fraction(10), outlook, denominator=Fraction(100))
    idle = Figure(Fraction(1), outlook, denominator=Fraction(1))
    team = rolled_up([busy, idle])
    assert team.actual == Fraction(11, 101)
    assert team.target == Fraction(3, 10)


def test_a_team_is_expected_to_do_what_its_members_are() -> None:
    part_time = WorkingTime(organisation_patterns=NORMAL.organisation_patterns, joined_on=date(2025, 3, 17))
    team = rolled_up(
        [
            Figure(Fraction(60), march(per("week", 50))),
            Figure(Fraction(5), march(per("week", 20), working_time=part_time)),
            Figure(Fraction(7), march()),
        ]
    )
    assert in_words(team.actual, team.target, team.expected) == "72, 254, 75"
    assert team.outlook.capacity_left == Fraction(27, 2) + 11 + Fraction(27, 2)


outlooks = st.builds(
    Outlook,
    st.builds(Expectation, *[st.fractions(0, 99, max_denominator=6)] * 2),
    st.builds(Expectation, *[st.fractions(0, 99, max_denominator=6)] * 2),
    st.fractions(0, 99, max_denominator=4),
    st.fractions(0, 99, max_denominator=4),
)
figures = st.builds(Figure, st.fractions(-99, 99, max_denominator=6), outlooks)


@given(st.lists(figures, min_size=2, max_size=6), st.integers(1, 5))
def test_teams_of_teams_and_any_order_give_the_same_figure(members: list[Figure], cut: int) -> None:
    cut = min(cut, len(members) - 1)
    halves = rolled_up([rolled_up(members[cut:]), rolled_up(members[:cut])])
    assert halves == rolled_up(members)


def test_figures_of_different_kpis_are_not_added_up() -> None:
    with pytest.raises(ValueError, match="different KPIs"):
        rolled_up([Figure(Fraction(1)), Figure(Fraction(1), denominator=Fraction(2))])
    with pytest.raises(ValueError, match="different KPIs"):
        rolled_up([Figure(Fraction(1)), Figure(Fraction(1), direction=Direction.LESS)])
    with pytest.raises(ValueError, match="no figures"):
        rolled_up([])
