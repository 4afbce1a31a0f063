"""Amounts of a KPI with what they are amounts of."""

from fractions import Fraction

from babel.numbers import get_currency_symbol
from django.utils.translation import gettext as _

from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Direction, Figure
from pacesetter.wording.numbers import NumberForms, current_locale, number_forms


def amount(value: Fraction | None, kpi: KpiRule, forms: NumberForms | None = None) -> str:
    """The bare number; a ratio in per cent. The unit stands in the KPI's heading."""
    forms = forms or number_forms()
    if kpi.is_ratio:
        return forms.percent(value)
    return forms.money(value) if kpi.measure == "value" else forms.number(value)


def needed_per_day(figure: Figure, kpi: KpiRule) -> str:
    """What each working day left has to bring. Where less is better nothing has to come: it is what still may, and is
    written as a limit."""
    words = amount(figure.needed_per_day, kpi)
    return f"≤ {words}" if figure.direction is Direction.LESS and figure.needed_per_day is not None else words


def amount_of_target(figure: Figure | None, kpi: KpiRule) -> str:
    """What was done of what was aimed at, in short; a dash where the KPI does not apply."""
    if figure is None:
        return "–"
    done = amount(figure.actual, kpi)
    return done if figure.target is None else f"{done} / {amount(figure.target, kpi)}"


def unit(kpi: KpiRule, currency: str) -> str:
    """What is counted, for the heading; empty for plain numbers of activities, for per cents, and where the KPI's name
    says it already."""
    if kpi.measure == "value":
        return str(get_currency_symbol(currency, locale=current_locale()))
    word = {
        "minutes": _("minutes"),
        "points": _("points"),
        "companies": _("companies"),
    }.get(kpi.measure, "")
    return "" if word.casefold() in kpi.name.casefold() else word
