"""Periods in the words and the order of the locale."""

from datetime import date, timedelta
from functools import lru_cache

from babel import Locale
from babel.dates import format_interval, format_skeleton
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

LAST_LABELS: dict[PeriodKind, Promise] = {
    PeriodKind.DAY: gettext_lazy("Yesterday"),
    PeriodKind.WEEK: gettext_lazy("Last week"),
    PeriodKind.MONTH: gettext_lazy("Last month"),
    PeriodKind.QUARTER: gettext_lazy("Last quarter"),
    PeriodKind.YEAR: gettext_lazy("Last year"),
}


def period_label(period: Period) -> str:
    """Such as "Mon, Nov 23, 2026", "Nov 23 – 29, 2026", "November 2026", "Oct – Dec 2026", "2026"."""
    first, last = period.starts_on, period.ends_on - timedelta(days=1)
    if period.kind is PeriodKind.DAY:
        return day_label(first)
    if period.kind is PeriodKind.WEEK:
        return _from_to(first, last, "yMMMd", current_locale())
    if period.kind is PeriodKind.MONTH:
        return in_letters(first, "yMMMM")
    if period.kind is PeriodKind.YEAR and first.month == 1:
        return in_letters(first, "y")
    return _from_to(first, last, "yMMM", current_locale())


def short_period_label(period: Period) -> str:
    """What fits under a column of a small chart: "23 Nov", "Nov 2026"."""
    if period.kind in (PeriodKind.DAY, PeriodKind.WEEK):
        return in_letters(period.starts_on, "MMMd")
    if period.kind is PeriodKind.YEAR and period.starts_on.month == 1:
        return str(period.starts_on.year)
    return in_letters(period.starts_on, "yMMM")


def day_label(day: date) -> str:
    """Such as "Mon, Nov 23, 2026"."""
    return in_letters(day, "yMMMEd")


def in_letters(day: date, skeleton: str) -> str:
    """The day with the parts that Unicode's skeleton names, as the locale of this request writes them."""
    return _in_letters(day, skeleton, current_locale())


# A list or a calendar takes some dozens of days, mostly those of its neighbours: to write one takes longer than the
# rest of its line.
@lru_cache(maxsize=8192)
def _in_letters(day: date, skeleton: str, locale: Locale) -> str:
    return str(format_skeleton(skeleton, day, locale=locale))


@lru_cache(maxsize=2048)
def _from_to(first: date, last: date, skeleton: str, locale: Locale) -> str:
    return str(format_interval(first, last, skeleton, locale=locale))
