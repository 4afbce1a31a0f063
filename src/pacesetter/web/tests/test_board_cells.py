"""The cells of the board."""

from fractions import Fraction

import pytest

from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Direction
from pacesetter.web.board.cells import Cells
from pacesetter.wording.tests.test_pace_words import figure


def kpi(measure: str = "count", kpi_id: int = 1) -> KpiRule:
    return KpiRule(
        id=kpi_id,
        name="Calls",
        measure=measure,
        moment="completed",
        credit="owner",
        direction=Direction.MORE,
        numerator_id=None,
        denominator_id=None,
        type_weights_milli={},
        outcome_ids=frozenset(),
        role_weights={1: Fraction(1)},
        is_archived=False,
    )


@pytest.mark.parametrize(
    ("done", "heat"), [(32, "on2"), (31, "on"), (25, "on"), (24, "behind"), (19, "off"), (13, "off"), (12, "off2")]
)
def test_the_tone_follows_the_pace(done: int, heat: str) -> None:
    assert Cells().of(figure(done, 50), kpi()).heat == heat


def test_a_cell_says_in_words_what_its_colour_says() -> None:
    inside = Cells().of(figure(25, 50), kpi()).inside
    assert inside == '<b>25</b><small> / 50</small> <i>50%</i> <span class="visually-hidden">On track</span>'


def test_without_a_target_there_is_the_number_alone() -> None:
    cell = Cells().of(figure(25, None), kpi())
    assert cell.heat == "none"
    assert cell.inside == '<b>25</b> <span class="visually-hidden">No target</span>'


def test_two_reasons_for_no_pace_do_not_share_their_words() -> None:
    cells = Cells()
    assert "No target" in cells.of(figure(25, None), kpi()).inside
    assert "Not started" in cells.of(figure(0, 50, elapsed=0), kpi(kpi_id=2)).inside


def test_a_ratio_is_shown_in_per_cent() -> None:
    assert "<b>25%</b>" in Cells().of(figure(1, 5, denominator=4), kpi("ratio")).inside


def test_the_same_figure_of_another_kpi_is_another_cell() -> None:
    cells, same = Cells(), figure(1, 5)
    assert "<b>1</b>" in cells.of(same, kpi()).inside
    assert "<b>100%</b>" in cells.of(same, kpi("ratio", kpi_id=2)).inside
