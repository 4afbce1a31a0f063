"""A preview in words: per period, the figures that would change, old beside new."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.preview import PeriodPreview, Preview
from pacesetter.wording.amounts import amount_of_target
from pacesetter.wording.numbers import percent
from pacesetter.wording.periods import CURRENT_LABELS, LAST_LABELS, period_label

# A change of one mapping in a large team alters hundreds; beyond this many the rest is counted.
MOST = 100


@dataclass(frozen=True)
class ChangedFigure:
    """One line: whose figure of which KPI, before and after. Dashes where there is none."""

    member: str
    kpi: str
    before: str
    before_share: str
    after: str
    after_share: str


@dataclass(frozen=True)
class ShownPeriod:
    """What changes in one period; `left_out` counts the lines beyond the first ones."""

    heading: Promise
    label: str
    lines: Sequence[ChangedFigure]
    left_out: int


def shown_periods(seen: Preview, currency: str) -> list[ShownPeriod]:
    """The current month first: it is the one that people are in. Then weeks, quarters and years of KPIs with targets
    for these."""
    headings: list[tuple[Promise, PeriodPreview]] = [
        (_("This month"), seen.current),
        (_("Last month"), seen.last),
        (_("Next month"), seen.coming),
    ]
    for kind, (last, current) in seen.own.items():
        headings += [(CURRENT_LABELS[kind], current), (LAST_LABELS[kind], last)]
    return [_shown(heading, part, currency) for heading, part in headings if part.figures or part.scores]


def _shown(heading: Promise, part: PeriodPreview, currency: str) -> ShownPeriod:
    lines = [_line(one.member.name, one.kpi, one.before, one.after) for one in part.figures]
    lines += [
        ChangedFigure(one.member.name, str(_("Score")), _score(one.before), "", _score(one.after), "")
        for one in part.scores
    ]
    lines.sort(key=lambda line: line.member)
    return ShownPeriod(heading, period_label(part.after), lines[:MOST], max(0, len(lines) - MOST))


def _line(member: str, kpi: KpiRule, before: Figure | None, after: Figure | None) -> ChangedFigure:
    was, becomes = amount_of_target(before, kpi), amount_of_target(after, kpi)
    return ChangedFigure(member, kpi.name, was, _share(before), becomes, _share(after))


def _share(figure: Figure | None) -> str:
    return "" if figure is None or figure.attainment is None else percent(figure.attainment)


def _score(score: Fraction | None) -> str:
    return "–" if score is None else percent(score)
