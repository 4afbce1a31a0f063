"""The shapes of the charts."""

import itertools
from fractions import Fraction

from pacesetter.kpis.formulas import Figure
from pacesetter.web.charts.bullet_bar import bullet_bar
from pacesetter.web.charts.sparkline import HEIGHT, WIDTH, columns_of, sparkline
from pacesetter.wording.tests.test_pace_words import figure


def test_the_bar_shows_the_share_of_the_target_with_what_is_expected_by_now() -> None:
    bar = bullet_bar(figure(10, 40))
    assert bar is not None
    assert (bar.actual, bar.expected, bar.target) == ("25%", "50%", "100%")


def test_beyond_the_target_the_target_stands_inside_the_bar() -> None:
    bar = bullet_bar(figure(100, 50))
    assert bar is not None
    assert float(bar.target.rstrip("%")) < float(bar.actual.rstrip("%")) < 100


def test_a_bar_needs_a_target() -> None:
    assert bullet_bar(figure(10, None)) is None
    assert bullet_bar(figure(0, 0)) is None


def test_money_paid_back_draws_an_empty_bar() -> None:
    bar = bullet_bar(figure(-10, 40))
    assert bar is not None
    assert bar.actual == "0%"


def test_columns_stand_side_by_side_within_the_picture() -> None:
    columns = [column for column in columns_of([figure(number, 10) for number in range(12)]) if column]
    assert len(columns) == 12
    assert [column.is_reached for column in columns][-3:] == [False, True, True]
    rights = [column.x + column.width for column in columns]
    assert all(left.x + left.width < right.x for left, right in itertools.pairwise(columns))
    assert abs(rights[-1] - WIDTH) < 0.01
    assert all(1 <= column.height <= HEIGHT for column in columns)


def test_the_columns_are_drawn_by_their_look() -> None:
    drawn = sparkline([figure(5, 10), figure(12, 10), figure(3, 10)])
    assert (drawn.missed.count("M"), drawn.reached.count("M"), drawn.last.count("M")) == (1, 1, 1)
    assert not drawn.is_last_reached
    assert drawn.targets.count("M") == 3


def test_a_period_in_which_nothing_was_expected_leaves_its_place_empty() -> None:
    drawn = sparkline([None, figure(5, 10)])
    assert drawn.missed == drawn.reached == ""
    assert columns_of([None, figure(5, 10)])[0] is None


def test_without_anything_done_the_columns_are_hairlines() -> None:
    columns = columns_of([Figure(Fraction(0)), Figure(Fraction(0))])
    assert [column and (column.height, column.target_height) for column in columns] == [(1, None), (1, None)]


def test_money_paid_back_is_a_hairline_too() -> None:
    assert [column and column.height for column in columns_of([figure(-10, None), figure(-5, None)])] == [1, 1]
