"""A target in words: how much per period, and what that is on a working day."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.formulas import TargetRow, as_level, per_working_day
from pacesetter.web.targets.quantities import in_words
from pacesetter.wording.amounts import amount
from pacesetter.wording.numbers import number

PER: dict[PeriodKind, Promise] = {
    PeriodKind.DAY: gettext_lazy("%(quantity)s a day"),
    PeriodKind.WEEK: gettext_lazy("%(quantity)s a week"),
    PeriodKind.MONTH: gettext_lazy("%(quantity)s a month"),
    PeriodKind.QUARTER: gettext_lazy("%(quantity)s a quarter"),
    PeriodKind.YEAR: gettext_lazy("%(quantity)s a year"),
}
PER_SHORT: dict[PeriodKind, Promise] = {
    PeriodKind.DAY: gettext_lazy("a day"),
    PeriodKind.WEEK: gettext_lazy("a week"),
    PeriodKind.MONTH: gettext_lazy("a month"),
    PeriodKind.QUARTER: gettext_lazy("a quarter"),
    PeriodKind.YEAR: gettext_lazy("a year"),
}


def per_period(row: TargetRow, kpi: KpiRule, currency: str, *, is_own: bool = False) -> str:
    """Such as "50 a week". Where the row ends a series "nothing", and where that is a member's own, "the role’s": it
    counts again from then on. A ratio is a level, whatever the period."""
    if row.quantity is None:
        return _("the role’s") if is_own else _("nothing")
    quantity = in_words(row.quantity, kpi, currency)
    return quantity if kpi.is_ratio else str(PER[row.period_kind]) % {"quantity": quantity}


def rate_of(row: TargetRow, kpi: KpiRule, book: Book, day: date) -> Fraction:
    """What a full working day is worth on the day by this row (0 for one that ends a series)."""
    worth = as_level if kpi.is_ratio else per_working_day
    return worth(row.quantity or Fraction(0), book.target_calendar.divisor(row.period_kind, day))


def a_working_day(row: TargetRow, kpi: KpiRule, book: Book, day: date, month_days: Fraction | None = None) -> str:
    """Such as "10 a working day; 21 of them this month: 210". Empty for a ratio, which is a level on every day."""
    if row.quantity is None or kpi.is_ratio:
        return ""
    rate = rate_of(row, kpi, book, day)
    words = _("%(quantity)s a working day") % {"quantity": amount(rate, kpi)}
    if month_days is None or row.period_kind is PeriodKind.MONTH:
        return words
    return _("%(rate)s; %(days)s days this month: %(total)s") % {
        "rate": words,
        "days": number(month_days),
        "total": amount(rate * month_days, kpi),
    }


def highest(rows: Sequence[TargetRow], kpi: KpiRule, book: Book, day: date) -> TargetRow | None:
    """Of rows in effect on the day the one that counts: the one worth most on a working day."""
    set_rows = [row for row in rows if row.quantity is not None]
    if len(set_rows) < 2:
        return set_rows[0] if set_rows else None
    return max(set_rows, key=lambda row: rate_of(row, kpi, book, day), default=None)
