"""The shapes of the charts."""

from fractions import Fraction

from pacesetter.kpis.formulas import Figure
from pacesetter.web.charts.bullet_bar import bullet_bar
from pacesetter.web.charts.sparkline import HEIGHT, WIDTH, sparkline
from pacesetter.web.tests.test_pace_words import figure


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
    drawn = sparkline([figure(number, 10) for number in range(12)])
    assert len(drawn.columns) == 12
    assert [column.is_reached for column in drawn.columns][-3:] == [False, True, True]
    assert drawn.columns[-1].is_last
    rights = [float(column.right) for column in drawn.columns]
    assert rights == sorted(rights)
    assert abs(rights[-1] - WIDTH) < 0.2
    for column in drawn.columns:
        assert abs(float(column.y) + float(column.height) - HEIGHT) < 0.2
        assert float(column.height) >= 1


def test_a_period_in_which_nothing_was_expected_leaves_its_place_empty() -> None:
    drawn = sparkline([None, figure(5, 10)])
    assert [column.index for column in drawn.columns] == [1]


def test_without_anything_done_the_columns_are_hairlines() -> None:
    drawn = sparkline([Figure(Fraction(0)), Figure(Fraction(0))])
    assert [column.height for column in drawn.columns] == ["1", "1"]
    assert [column.target_y for column in drawn.columns] == [None, None]
