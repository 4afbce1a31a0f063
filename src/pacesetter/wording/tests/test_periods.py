"""Periods in the words of the locale."""

from datetime import date

import pytest
from django.utils import translation

from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.wording.periods import day_label, period_label, short_period_label

DAY = date(2026, 11, 23)


def plain(label: str) -> str:
    return label.replace("\u2009", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("kind", "fiscal_month", "label", "short"),
    [
        (PeriodKind.DAY, 1, "Mon, Nov 23, 2026", "Nov 23"),
        (PeriodKind.WEEK, 1, "Nov 23 – 29, 2026", "Nov 23"),
        (PeriodKind.MONTH, 1, "November 2026", "Nov 2026"),
        (PeriodKind.QUARTER, 1, "Oct – Dec 2026", "Oct 2026"),
        (PeriodKind.YEAR, 1, "2026", "2026"),
        (PeriodKind.YEAR, 4, "Apr 2026 – Mar 2027", "Apr 2026"),
    ],
)
def test_each_kind_is_called_by_what_it_holds(kind: PeriodKind, fiscal_month: int, label: str, short: str) -> None:
    period = period_holding(kind, DAY, Calendar(fiscal_month=fiscal_month))
    assert plain(period_label(period)) == label
    assert plain(short_period_label(period)) == short


def test_other_locales_have_their_own_order() -> None:
    with translation.override("en-gb"):
        assert plain(period_label(period_holding(PeriodKind.WEEK, DAY, Calendar()))) == "23–29 Nov 2026"
        assert plain(day_label(DAY)) == "Mon, 23 Nov 2026"
    with translation.override("de"):
        assert period_label(period_holding(PeriodKind.MONTH, DAY, Calendar())) == "November 2026"
        assert plain(day_label(DAY)) == "Mo., 23. Nov. 2026"
