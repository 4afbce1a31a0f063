"""What was kept of a figure when its period was locked, beside what today's rules and activities give."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.one_figure import OneFigure
from pacesetter.wording.amounts import amount


class KeptAndToday(NamedTuple):
    """Both in words, such as "12 of 50"."""

    kept: str
    now: str


def kept_and_today(one: OneFigure, kpi: KpiRule) -> KeptAndToday | None:
    """None where they are the same, or nothing was kept."""
    if not one.differs:
        return None
    return KeptAndToday(_in_words(one.shown, kpi), _in_words(one.computed, kpi))


def _in_words(figure: Figure | None, kpi: KpiRule) -> str:
    if figure is None:
        return _("not expected")
    if figure.target is None:
        return amount(figure.actual, kpi)
    return _("%(actual)s of %(target)s") % {
        "actual": amount(figure.actual, kpi),
        "target": amount(figure.target, kpi),
    }
