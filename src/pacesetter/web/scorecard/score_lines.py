"""How a score comes about, KPI by KPI."""

from dataclasses import dataclass
from fractions import Fraction

from pacesetter.kpis.scorecard import Scorecard, ScorecardRow
from pacesetter.web.addresses import address
from pacesetter.web.targets.quantities import to_be_checked
from pacesetter.wording.numbers import NOTHING, percent


@dataclass(frozen=True)
class ScoreLine:
    """A KPI with the share of its target, what of it counts, and its weight; dashes where nothing was expected.

    `why` is the address of what the share is made of, without the part that says which period.
    """

    name: str
    why: str
    share: str
    counts: str
    weight: str


def score_lines(scorecard: Scorecard) -> list[ScoreLine]:
    """All KPIs of the scorecard. The score is the sum of what counts times weight, over the sum of these weights."""
    member_id = scorecard.member.id
    return [_line(row, address("why", args=[member_id, row.kpi.id]), scorecard.score_cap) for row in scorecard.rows]


def _line(row: ScorecardRow, why: str, cap: Fraction) -> ScoreLine:
    share = row.figure.in_score(cap)
    if share is None:
        return ScoreLine(row.kpi.name, why, NOTHING, NOTHING, NOTHING)
    counts = min(Fraction(*share.as_integer_ratio()), cap)
    return ScoreLine(row.kpi.name, why, percent(row.figure.attainment), percent(counts), to_be_checked(row.weight))
