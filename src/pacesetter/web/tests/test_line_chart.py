"""The chart of lines as shapes."""

from fractions import Fraction

import pytest

from pacesetter.web.charts.line_chart import HEIGHT, Scale, nice_step, period_ticks, points, strokes


@pytest.mark.parametrize(("rough", "step"), [(0.7, 1), (1.2, 2), (2.2, 2.5), (3, 5), (7, 10), (240, 250), (0.03, 0.05)])
def test_gridlines_stand_at_round_numbers(rough: float, step: float) -> None:
    assert nice_step(rough) == pytest.approx(step)


def test_the_highest_value_is_inside_and_nothing_is_below_zero() -> None:
    scale = Scale([Fraction(7), Fraction(93)], 12)
    assert scale.ticks() == [0, 25, 50, 75, 100]
    assert 0 < float(scale.y(93)) < float(scale.y(7)) < HEIGHT


def test_amounts_below_zero_have_their_place() -> None:
    assert Scale([Fraction(-5), Fraction(10)], 2).ticks()[0] < -4


def test_where_nothing_was_done_the_chart_is_still_one() -> None:
    assert Scale([], 12).ticks() == [0, 0.25]
    assert Scale([Fraction(0)], 1).x(0) == "51.75%"


def test_a_gap_breaks_the_line() -> None:
    scale = Scale([Fraction(3)], 4)
    values = [Fraction(1), None, Fraction(2), Fraction(3)]
    assert len(strokes(values, scale)) == 1
    assert len(points(values, ["a", "b", "c", "d"], scale)) == 3


def test_the_last_period_is_always_labelled() -> None:
    labels = [str(number) for number in range(52)]
    ticks = period_ticks(labels, Scale([Fraction(1)], 52))
    assert ticks[-1].label == "51"
    assert len(ticks) <= 12
    assert not ticks[-1].is_minor
    assert sum(not tick.is_minor for tick in ticks) <= 3
