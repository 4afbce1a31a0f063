"""One figure with everything that follows from it, ready to be printed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Direction, Figure
from pacesetter.web.charts.bullet_bar import BulletBar, bullet_bar
from pacesetter.wording.amounts import amount, needed_per_day, unit
from pacesetter.wording.numbers import percent
from pacesetter.wording.pace_words import PaceWord, pace_word


@dataclass(frozen=True)
class FigureInWords:
    """Strings in the locale's form; `target` and `expected` are empty where there is none."""

    kpi_id: int
    name: str
    unit: str
    actual: str
    target: str
    expected: str
    attainment: str
    pace: str
    pace_word: PaceWord
    projection: str
    needed_per_day: str
    less_is_better: bool
    is_ratio: bool
    bar: BulletBar | None
    bar_text: str


def figure_in_words(figure: Figure, kpi: KpiRule, currency: str) -> FigureInWords:
    """The figure of this KPI in words."""
    return FigureInWords(
        kpi_id=kpi.id,
        name=kpi.name,
        unit=unit(kpi, currency),
        actual=amount(figure.actual, kpi),
        target="" if figure.target is None else amount(figure.target, kpi),
        expected="" if figure.expected is None else amount(figure.expected, kpi),
        attainment=percent(figure.attainment),
        pace="" if figure.pace is None else percent(figure.pace),
        pace_word=pace_word(figure),
        projection=amount(figure.projection, kpi),
        needed_per_day=needed_per_day(figure, kpi),
        is_ratio=figure.is_ratio,
        less_is_better=figure.direction is Direction.LESS,
        bar=bullet_bar(figure),
        bar_text=_bar_text(figure, kpi),
    )


def _bar_text(figure: Figure, kpi: KpiRule) -> str:
    if figure.target is None:
        return _("%(actual)s done, no target") % {"actual": amount(figure.actual, kpi)}
    return _("%(actual)s done, %(expected)s expected so far, target %(target)s") % {
        "actual": amount(figure.actual, kpi),
        "expected": amount(figure.expected, kpi),
        "target": amount(figure.target, kpi),
    }
