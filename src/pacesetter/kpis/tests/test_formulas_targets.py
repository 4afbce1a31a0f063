from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.tests.strategies import NORMAL_WEEK, days, patterns, week, working_times
from pacesetter.core.week_pattern import WeekPattern
from pacesetter.core.working_time import LeaveSpan, WorkingTime
from pacesetter.kpis.formulas import RoleSeries, TargetCalendar, TargetRow, daily_rate, rate_in_effect, target_over
from pacesetter.kpis.tests.formula_strategies import (
    NORMAL,
    calendars,
    per,
    quantities,
    ranges,
    role_lists,
    series,
    target_calendars,
)

HALF = Fraction(1, 2)
MONDAY = date(2025, 3, 3)
LONG_AGO = date(2020, 1, 1)
FIFTY_A_WEEK = RoleSeries([per("week", 50)], [(LONG_AGO, None)])
FULL_TIME = WorkingTime(organisation_patterns=[week()])


def expected(
    starts_on: date,
    ends_on: date,
    *roles: RoleSeries,
    own: list[TargetRow] | None = None,
    working_time: WorkingTime = FULL_TIME,
    calendar: TargetCalendar = NORMAL,
) -> Fraction | None:
    return target_over(own or [], roles or (FIFTY_A_WEEK,), working_time, starts_on, ends_on, calendar)


def of_week(**changes: object) -> Fraction | None:
    working_time = WorkingTime(**({"organisation_patterns": [week()]} | changes))  # type: ignore[arg-type]
    return expected(MONDAY, MONDAY + timedelta(days=7), working_time=working_time)


def test_a_holiday_on_monday_and_a_half_day_on_friday_leave_35_of_50() -> None:
    assert of_week(holidays={MONDAY: Fraction(1), MONDAY + timedelta(days=4): HALF}) == 35


def test_fifty_a_week_is_210_in_a_month_of_21_working_days() -> None:
    assert expected(date(2025, 3, 1), date(2025, 4, 1)) == 210
    assert expected(date(2025, 1, 1), date(2025, 2, 1)) == 230


def test_part_timers_joiners_leavers_and_people_on_leave_are_expected_to_do_their_share() -> None:
    assert of_week(member_patterns=[week(1, 1, HALF, 0, 0, 0, 0)]) == 25
    assert of_week(joined_on=MONDAY + timedelta(days=2)) == 30
    assert of_week(left_on=MONDAY + timedelta(days=1)) == 10
    assert of_week(leave=[LeaveSpan(MONDAY, MONDAY + timedelta(days=3))]) == 20
    assert of_week(leave=[LeaveSpan(MONDAY, None, HALF)]) == 25


def test_a_whole_week_of_leave_expects_nothing_rather_than_a_target_of_0() -> None:
    assert of_week(leave=[LeaveSpan(MONDAY, None)]) is None
    none_may_happen = RoleSeries([per("week", 0)], [(LONG_AGO, None)])
    assert expected(MONDAY, MONDAY + timedelta(days=7), none_may_happen) == 0


def test_a_member_who_works_saturdays_instead_of_mondays_is_expected_to_do_as_much() -> None:
    tuesday_to_saturday = week(0, 1, 1, 1, 1, 1, 0)
    for kind, quantity in (("week", 50), ("day", 10)):
        role = RoleSeries([per(kind, quantity)], [(LONG_AGO, None)])
        working_time = WorkingTime(organisation_patterns=[week()], member_patterns=[tuesday_to_saturday])
        assert expected(MONDAY, MONDAY + timedelta(days=7), role, working_time=working_time) == 50


def test_a_change_in_the_middle_of_a_week_counts_from_its_day_on() -> None:
    raised = RoleSeries([per("week", 50), per("week", 100, MONDAY + timedelta(days=3))], [(LONG_AGO, None)])
    assert expected(MONDAY, MONDAY + timedelta(days=7), raised) == 10 + 10 + 10 + 20 + 20


def test_a_target_that_changes_in_the_middle_of_a_month_keeps_the_months_working_days() -> None:
    raised = RoleSeries([per("month", 210), per("month", 420, date(2025, 3, 17))], [(LONG_AGO, None)])
    assert expected(date(2025, 3, 1), date(2025, 4, 1), raised) == 10 * 10 + 11 * 20


def test_a_ramp_is_a_row_of_targets() -> None:
    joined_on = date(2025, 1, 6)
    steps = [per("week", 10 * (n + 1), joined_on + timedelta(weeks=n)) for n in range(4)]
    working_time = WorkingTime(organisation_patterns=[week()], joined_on=joined_on)
    ramp = {"own": steps, "working_time": working_time}
    by_week = [
        expected(joined_on + timedelta(weeks=n), joined_on + timedelta(weeks=n + 1), **ramp)  # type: ignore[arg-type]
        for n in range(5)
    ]
    assert by_week == [10, 20, 30, 40, 40]


def test_an_ended_target_expects_nothing_from_its_day_on() -> None:
    ended = RoleSeries([per("week", 50), per("week", None, MONDAY + timedelta(days=1))], [(LONG_AGO, None)])
    assert expected(MONDAY, MONDAY + timedelta(days=7), ended) == 10
    assert expected(MONDAY + timedelta(days=1), MONDAY + timedelta(days=7), ended) is None


def test_of_two_roles_the_higher_target_counts_on_the_days_on_which_both_are_held() -> None:
    hunter = RoleSeries([per("week", 50)], [(LONG_AGO, MONDAY + timedelta(days=3))])
    farmer = RoleSeries([per("week", 20)], [(MONDAY + timedelta(days=1), None)])
    assert expected(MONDAY, MONDAY + timedelta(days=7), hunter, farmer) == 3 * 10 + 2 * 4


def test_of_several_period_kinds_the_highest_rate_counts() -> None:
    both = RoleSeries([per("week", 50), per("month", 420)], [(LONG_AGO, None)])
    assert expected(date(2025, 3, 1), date(2025, 4, 1), both) == 420


def test_a_members_own_target_wins_even_where_it_is_lower_and_only_while_it_is_in_effect() -> None:
    own = [per("week", 5), per("week", None, MONDAY + timedelta(days=2))]
    assert expected(MONDAY, MONDAY + timedelta(days=7), own=own) == 2 + 3 * 10


def test_no_role_with_the_kpi_means_no_target_not_even_an_own_one() -> None:
    tuesday = MONDAY + timedelta(days=1)
    only_on_monday = RoleSeries([per("week", 50)], [(LONG_AGO, tuesday)])
    assert expected(MONDAY, MONDAY + timedelta(days=7), only_on_monday, own=[per("week", 100)]) == 20
    assert rate_in_effect([per("week", 100)], [only_on_monday], tuesday, NORMAL) is None


def test_a_day_target_is_a_full_days_work_even_where_the_organisations_day_is_short() -> None:
    short_fridays = [week(1, 1, 1, 1, HALF, 0, 0)]
    calendar = TargetCalendar(Calendar(), short_fridays)
    working_time = WorkingTime(organisation_patterns=short_fridays)
    daily = RoleSeries([per("day", 10)], [(LONG_AGO, None)])
    assert expected(MONDAY, MONDAY + timedelta(days=7), daily, working_time=working_time, calendar=calendar) == 50


def test_a_week_without_working_days_expects_nothing_of_anybody() -> None:
    calendar = TargetCalendar(Calendar(), [week(0, 0, 0, 0, 0, 0, 0)])
    assert daily_rate([per("week", 50)], MONDAY, calendar) == 0


def test_a_target_below_0_is_refused() -> None:
    with pytest.raises(ValueError, match="not below 0"):
        per("week", -1)


@given(st.sampled_from(PeriodKind), quantities, days, calendars, patterns(min_size=1))
def test_a_full_period_of_ordinary_work_is_expected_to_bring_exactly_the_quantity(
    kind: PeriodKind, quantity: Fraction, day: date, calendar: Calendar, organisation: list[WeekPattern]
) -> None:
    period = period_holding(kind, day, calendar)
    working_time = WorkingTime(organisation_patterns=organisation)
    target = expected(
        period.starts_on,
        period.ends_on,
        RoleSeries([TargetRow(quantity, kind, LONG_AGO)], [(LONG_AGO, None)]),
        working_time=working_time,
        calendar=TargetCalendar(calendar, organisation),
    )
    nobody_works = not any(working_time.capacities(period.starts_on, period.ends_on))
    assert target == (None if nobody_works else quantity)


@given(series(), role_lists, working_times, target_calendars, ranges(60), st.lists(st.integers(0, 60), max_size=4))
def test_the_targets_of_the_parts_of_a_range_add_up_to_the_whole(
    own: list[TargetRow],
    roles: list[RoleSeries],
    working_time: WorkingTime,
    calendar: TargetCalendar,
    whole: tuple[date, date],
    cuts: list[int],
) -> None:
    starts_on, ends_on = whole
    edges = sorted({starts_on, ends_on, *(min(ends_on, starts_on + timedelta(days=cut)) for cut in cuts)})
    parts = [target_over(own, roles, working_time, edges[n], edges[n + 1], calendar) for n in range(len(edges) - 1)]
    known = [part for part in parts if part is not None]
    assert target_over(own, roles, working_time, starts_on, ends_on, calendar) == (sum(known) if known else None)


@given(series(), role_lists, days, target_calendars)
def test_the_rate_is_never_above_the_highest_and_only_where_a_role_is_held(
    own: list[TargetRow], roles: list[RoleSeries], day: date, calendar: TargetCalendar
) -> None:
    rate = rate_in_effect(own, roles, day, calendar)
    held = [role for role in roles if role.held_on(day)]
    all_rates = [daily_rate(one, day, calendar) for one in (own, *(role.series for role in held))]
    if rate is not None:
        assert held
        assert rate in all_rates
        if all_rates[0] is not None:
            assert rate == all_rates[0]
        else:
            assert all(other is None or other <= rate for other in all_rates)


@given(working_times, ranges(60), quantities.filter(bool))
def test_more_time_off_never_raises_a_target(
    working_time: WorkingTime, whole: tuple[date, date], quantity: Fraction
) -> None:
    role = RoleSeries([per("week", quantity)], [(LONG_AGO, None)])
    undisturbed = WorkingTime(
        organisation_patterns=working_time.organisation_patterns, member_patterns=working_time.member_patterns
    )
    calendar = TargetCalendar(Calendar(), working_time.organisation_patterns)
    with_time_off = expected(*whole, role, working_time=working_time, calendar=calendar)
    without = expected(*whole, role, working_time=undisturbed, calendar=calendar)
    assert (with_time_off or 0) <= (without or 0)


@given(st.integers(0, 6), days)
def test_the_first_weekday_moves_the_week_but_not_what_it_is_worth(first_weekday: int, day: date) -> None:
    calendar = TargetCalendar(Calendar(first_weekday=first_weekday), [week(*NORMAL_WEEK)])
    assert daily_rate([per("week", 50)], day, calendar) == 10


def test_a_quarter_and_a_year_are_fiscal_and_leap_years_count_their_day() -> None:
    # Fiscal year from February: the quarter February to April 2024 has 21 + 21 + 22 working days.
    calendar = TargetCalendar(Calendar(fiscal_month=2), [week()])
    assert daily_rate([per("quarter", 128)], date(2024, 2, 29), calendar) == 2
    assert daily_rate([per("quarter", 126)], date(2023, 2, 28), calendar) == Fraction(126, 20 + 23 + 20)
    assert daily_rate([per("year", 262)], date(2025, 1, 31), calendar) == Fraction(262, 262)
