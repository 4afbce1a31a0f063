from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.periods import (
    Calendar,
    Period,
    PeriodKind,
    last_periods,
    period_holding,
    periods_between,
    split_whole_months,
)

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
calendars = st.builds(Calendar, st.integers(0, 6), st.integers(1, 12))
kinds = st.sampled_from(PeriodKind)


@given(kinds, days, calendars)
def test_every_day_lies_in_one_period_and_periods_meet_without_gap(
    kind: PeriodKind, day: date, calendar: Calendar
) -> None:
    period = period_holding(kind, day, calendar)
    assert day in period
    assert all(period_holding(kind, other, calendar) == period for other in period.days())
    for neighbour in (period.next(), period.previous()):
        assert period_holding(kind, neighbour.starts_on, calendar) == neighbour
    assert period.next().starts_on == period.ends_on
    assert period.previous().ends_on == period.starts_on
    assert period.next().previous() == period == period.previous().next()


@given(days, calendars)
def test_a_week_starts_on_the_organisations_first_weekday(day: date, calendar: Calendar) -> None:
    week = period_holding(PeriodKind.WEEK, day, calendar)
    assert week.starts_on.weekday() == calendar.first_weekday
    assert week.length == 7


@given(days, calendars)
def test_four_fiscal_quarters_of_three_months_make_the_fiscal_year(day: date, calendar: Calendar) -> None:
    year = period_holding(PeriodKind.YEAR, day, calendar)
    assert (year.starts_on.month, year.starts_on.day) == (calendar.fiscal_month, 1)
    quarters = periods_between(PeriodKind.QUARTER, year.starts_on, year.ends_on, calendar)
    months = periods_between(PeriodKind.MONTH, year.starts_on, year.ends_on, calendar)
    assert len(quarters) == 4
    assert len(months) == 12
    assert [quarter.starts_on for quarter in quarters] == [month.starts_on for month in months[::3]]
    assert (quarters[0].starts_on, quarters[-1].ends_on) == (year.starts_on, year.ends_on)


def test_february_of_a_leap_year_has_a_day_more() -> None:
    assert period_holding(PeriodKind.MONTH, date(2024, 2, 29), Calendar()).length == 29
    assert period_holding(PeriodKind.MONTH, date(2100, 2, 28), Calendar()).length == 28
    assert period_holding(PeriodKind.YEAR, date(2024, 2, 29), Calendar(fiscal_month=3)).length == 366
    assert period_holding(PeriodKind.YEAR, date(2024, 3, 1), Calendar(fiscal_month=3)).length == 365


def test_a_fiscal_year_from_november_holds_the_days_of_two_years() -> None:
    calendar = Calendar(fiscal_month=11)
    assert period_holding(PeriodKind.YEAR, date(2025, 10, 31), calendar).starts_on == date(2024, 11, 1)
    assert period_holding(PeriodKind.QUARTER, date(2025, 1, 31), calendar) == Period(
        PeriodKind.QUARTER, date(2024, 11, 1), date(2025, 2, 1)
    )


@pytest.mark.parametrize(
    ("kind", "fiscal_month", "label"),
    [
        (PeriodKind.DAY, 1, "5 March 2025"),
        (PeriodKind.WEEK, 1, "Week of 3 March 2025"),
        (PeriodKind.MONTH, 1, "March 2025"),
        (PeriodKind.QUARTER, 1, "January 2025 – March 2025"),
        (PeriodKind.YEAR, 1, "2025"),
        (PeriodKind.YEAR, 4, "April 2024 – March 2025"),
    ],
)
def test_a_label_names_the_period(kind: PeriodKind, fiscal_month: int, label: str) -> None:
    assert period_holding(kind, date(2025, 3, 5), Calendar(fiscal_month=fiscal_month)).label == label


def test_the_last_periods_end_with_the_given_one() -> None:
    march = period_holding(PeriodKind.MONTH, date(2025, 3, 5), Calendar())
    assert [period.label for period in last_periods(march, 3)] == ["January 2025", "February 2025", "March 2025"]


@given(days, st.integers(0, 900))
def test_whole_months_and_the_days_around_them_are_exactly_the_range(starts_on: date, length: int) -> None:
    ends_on = starts_on + timedelta(days=length)
    months, day_ranges = split_whole_months(starts_on, ends_on)
    covered = [day for month in months for day in period_holding(PeriodKind.MONTH, month, Calendar()).days()]
    covered += [from_day + timedelta(days=n) for from_day, until in day_ranges for n in range((until - from_day).days)]
    assert sorted(covered) == [starts_on + timedelta(days=n) for n in range(length)]
    assert len(day_ranges) <= 2
    assert all(from_day < until for from_day, until in day_ranges)


def test_a_whole_month_is_never_answered_by_its_days() -> None:
    assert split_whole_months(date(2025, 1, 1), date(2025, 3, 1)) == ([date(2025, 1, 1), date(2025, 2, 1)], [])
    assert split_whole_months(date(2025, 1, 31), date(2025, 3, 2)) == (
        [date(2025, 2, 1)],
        [(date(2025, 1, 31), date(2025, 2, 1)), (date(2025, 3, 1), date(2025, 3, 2))],
    )
    assert split_whole_months(date(2025, 1, 2), date(2025, 2, 1)) == ([], [(date(2025, 1, 2), date(2025, 2, 1))])


def test_a_range_without_a_whole_month_stays_in_one_piece() -> None:
    assert split_whole_months(date(2025, 1, 20), date(2025, 2, 10)) == ([], [(date(2025, 1, 20), date(2025, 2, 10))])


def test_a_moment_is_refused_where_a_local_day_is_needed() -> None:
    with pytest.raises(TypeError, match="local day"):
        period_holding(PeriodKind.WEEK, datetime(2025, 3, 5, tzinfo=UTC), Calendar())


def test_wrong_calendars_and_ranges_are_refused() -> None:
    with pytest.raises(ValueError, match="first_weekday"):
        Calendar(first_weekday=7)
    with pytest.raises(ValueError, match="fiscal_month"):
        Calendar(fiscal_month=0)
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(PeriodKind.DAY, date(2025, 3, 5), date(2025, 3, 5))
    with pytest.raises(ValueError, match="before it starts"):
        split_whole_months(date(2025, 3, 5), date(2025, 3, 4))
