"""Whether what a table shows adds up to the totals that it shows."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pacesetter.kpis.board import Board
from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure
from pacesetter.wording.numbers import MONEY_PLACES, NUMBER_PLACES

# Said below such a table, so that nobody who adds it up takes the total for wrong.
ROUNDED: Promise = gettext_lazy(
    "Numbers are rounded only when shown: a total can differ in its last digit from what the rows add up to."
)


def is_rounded(board: Board) -> bool:
    """Whether any number of the board stands there rounded. Ratios don't add up anyway."""
    kpis: Mapping[int, KpiRule] = {kpi.id: kpi for kpi in board.kpis if not kpi.is_ratio}
    return any(
        _is_rounded(figure, 10 ** (MONEY_PLACES if kpis[kpi_id].measure == "value" else NUMBER_PLACES))
        for (_, kpi_id), figure in board.figures.items()
        if kpi_id in kpis
    )


def _is_rounded(figure: Figure, shown_parts: int) -> bool:
    amounts: tuple[Fraction | None, ...] = (figure.actual, figure.target)
    return any(one is not None and shown_parts % one.denominator for one in amounts)
