"""Periods in the words and the order of the locale."""

from datetime import date, timedelta

from babel.dates import format_date, format_interval, format_skeleton
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pacesetter.core.periods import Period, PeriodKind
from pacesetter.wording.numbers import current_locale

KIND_LABELS: dict[PeriodKind, Promise] = {
    PeriodKind.DAY: gettext_lazy("Day"),
    PeriodKind.WEEK: gettext_lazy("Week"),
    PeriodKind.MONTH: gettext_lazy("Month"),
    PeriodKind.QUARTER: gettext_lazy("Quarter"),
    PeriodKind.YEAR: gettext_lazy("Year"),
}

LAST_TWELVE: dict[PeriodKind, Promise] = {
    PeriodKind.DAY: gettext_lazy("Last twelve days"),
    PeriodKind.WEEK: gettext_lazy("Last twelve weeks"),
    PeriodKind.MONTH: gettext_lazy("Last twelve months"),
    PeriodKind.QUARTER: gettext_lazy("Last twelve quarters"),
    PeriodKind.YEAR: gettext_lazy("Last twelve years"),
}

CURRENT_LABELS: dict[PeriodKind, Promise] = {
    PeriodKind.DAY: gettext_lazy("Today"),
    PeriodKind.WEEK: gettext_lazy("This week"),
    PeriodKind.MONTH: gettext_lazy("This month"),
    PeriodKind.QUARTER: gettext_lazy("This quarter"),
    PeriodKind.YEAR: gettext_lazy("This year"),
}


def period_label(period: Period) -> str:
    """Such as "Monday, November 23, 2026", "Nov 23 – 29, 2026", "November 2026", "Oct – Dec 2026", "2026"."""
    locale = current_locale()
    first, last = period.starts_on, period.ends_on - timedelta(days=1)
    if period.kind is PeriodKind.DAY:
        return str(format_date(first, "full", locale=locale))
    if period.kind is PeriodKind.WEEK:
        return str(format_interval(first, last, "yMMMd", locale=locale))
    if period.kind is PeriodKind.MONTH:
        return str(format_skeleton("yMMMM", first, locale=locale))
    if period.kind is PeriodKind.YEAR and first.month == 1:
        return str(format_skeleton("y", first, locale=locale))
    return str(format_interval(first, last, "yMMM", locale=locale))


def short_period_label(period: Period) -> str:
    """What fits under a column of a small chart: "23 Nov", "Nov 2026"."""
    locale = current_locale()
    if period.kind in (PeriodKind.DAY, PeriodKind.WEEK):
        return str(format_skeleton("MMMd", period.starts_on, locale=locale))
    if period.kind is PeriodKind.YEAR and period.starts_on.month == 1:
        return str(period.starts_on.year)
    return str(format_skeleton("yMMM", period.starts_on, locale=locale))


def day_label(day: date) -> str:
    """Such as "Mon, Nov 23, 2026"."""
    return str(format_skeleton("yMMMEd", day, locale=current_locale()))
