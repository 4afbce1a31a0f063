from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pacesetter.core.tests.strategies import days, working_times
from pacesetter.core.week_pattern import Elapsed
from pacesetter.core.working_time import WorkingTime
from pacesetter.kpis.formulas import (
    Outlook,
    Outlooks,
    RoleSeries,
    Segment,
    Segments,
    TargetCalendar,
    TargetRow,
    as_level,
    daily_rate,
    member_segments,
    outlook_over,
    rate_in_effect,
    series_segments,
    target_over,
    total_outlook,
)
from pacesetter.kpis.tests.formula_strategies import (
    NORMAL,
    per,
    ranges,
    role_lists,
    series,
    target_calendars,
)

elapsed = st.builds(Elapsed, days, st.fractions(0, 1, max_denominator=480))
JANUARY, APRIL = date(2025, 1, 1), date(2025, 4, 1)


def segments_of(
    own: list[TargetRow], roles: list[RoleSeries], starts_on: date, ends_on: date, calendar: TargetCalendar
) -> Segments:
    return member_segments(
        series_segments(own, starts_on, ends_on, calendar),
        [(series_segments(role.series, starts_on, ends_on, calendar), role.held) for role in roles],
    )


@settings(max_examples=300)
@given(series(), role_lists, working_times, target_calendars, ranges(), elapsed)
def test_the_fast_form_equals_the_definition_day_by_day(
    own: list[TargetRow],
    roles: list[RoleSeries],
    working_time: WorkingTime,
    calendar: TargetCalendar,
    whole: tuple[date, date],
    now: Elapsed,
) -> None:
    starts_on, ends_on = whole
    segments = segments_of(own, roles, starts_on, ends_on, calendar)
    outlook = outlook_over(segments, working_time.day_capacities(starts_on, ends_on), now)

    target = target_over(own, roles, working_time, starts_on, ends_on, calendar)
    assert (outlook.target.amount if outlook.target.capacity else None) == target

    finished = max(starts_on, min(now.today, ends_on))
    expected = target_over(own, roles, working_time, starts_on, finished, calendar) or Fraction(0)
    if starts_on <= now.today < ends_on:
        of_today = target_over(own, roles, working_time, now.today, now.today + timedelta(days=1), calendar)
        expected += now.share * (of_today or 0)
    assert outlook.expected.amount == expected

    capacity = capacity_elapsed = Fraction(0)
    for day in (starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days)):
        if any(role.held_on(day) for role in roles):
            share_gone = 1 if day < now.today else now.share if day == now.today else 0
            capacity += working_time.capacity(day)
            capacity_elapsed += working_time.capacity(day) * share_gone
    assert (outlook.capacity_elapsed, outlook.capacity_left) == (capacity_elapsed, capacity - capacity_elapsed)


@given(series(), role_lists, target_calendars, ranges())
def test_each_day_of_a_segment_has_the_rate_of_its_day_and_no_segment_could_be_joined(
    own: list[TargetRow], roles: list[RoleSeries], calendar: TargetCalendar, whole: tuple[date, date]
) -> None:
    segments = segments_of(own, roles, *whole, calendar)
    rates = {
        segment.starts_on + timedelta(days=n): segment.rate
        for segment in segments
        for n in range((segment.ends_on - segment.starts_on).days)
    }
    for day in (whole[0] + timedelta(days=n) for n in range((whole[1] - whole[0]).days)):
        assert (day in rates) == any(role.held_on(day) for role in roles)
        assert rates.get(day) == rate_in_effect(own, roles, day, calendar)
    for before, after in pairwise(segments):
        assert before.ends_on < after.starts_on or (before.ends_on == after.starts_on and before.rate != after.rate)


@given(series(), target_calendars, ranges())
def test_a_series_covers_its_range_without_gaps(
    rows: list[TargetRow], calendar: TargetCalendar, whole: tuple[date, date]
) -> None:
    segments = series_segments(rows, *whole, calendar)
    edges = [segment.starts_on for segment in segments] + [whole[1]]
    assert edges[0] == whole[0]
    assert [segment.ends_on for segment in segments] == edges[1:]
    assert all(segment.rate == daily_rate(rows, segment.starts_on, calendar) for segment in segments)


@given(series(), role_lists, working_times, target_calendars, ranges(), elapsed, st.integers(0, 100))
def test_the_outlooks_of_two_parts_add_up_to_the_whole(
    own: list[TargetRow],
    roles: list[RoleSeries],
    working_time: WorkingTime,
    calendar: TargetCalendar,
    whole: tuple[date, date],
    now: Elapsed,
    days_in: int,
) -> None:
    cut = min(whole[1], whole[0] + timedelta(days=days_in))

    def outlook(starts_on: date, ends_on: date) -> Outlook:
        segments = segments_of(own, roles, starts_on, ends_on, calendar)
        return outlook_over(segments, working_time.day_capacities(starts_on, ends_on), now)

    assert total_outlook([outlook(whole[0], cut), outlook(cut, whole[1])]) == outlook(*whole)


def test_a_monthly_target_changes_its_rate_from_month_to_month() -> None:
    assert series_segments([per("month", 460)], JANUARY, APRIL, NORMAL) == (
        Segment(date(2025, 1, 1), date(2025, 2, 1), Fraction(20)),
        Segment(date(2025, 2, 1), date(2025, 3, 1), Fraction(23)),
        Segment(date(2025, 3, 1), date(2025, 4, 1), Fraction(460, 21)),
    )


def test_weekly_and_daily_targets_stay_in_one_piece() -> None:
    for row in (per("week", 50), per("day", 10)):
        assert series_segments([row], JANUARY, APRIL, NORMAL) == (Segment(JANUARY, APRIL, Fraction(10)),)


def test_a_level_is_not_divided_by_anything() -> None:
    assert series_segments([per("month", Fraction(3, 10))], JANUARY, APRIL, NORMAL, as_level) == (
        Segment(JANUARY, APRIL, Fraction(3, 10)),
    )


def test_everybody_with_one_role_shares_its_segments() -> None:
    of_role = series_segments([per("month", 460)], JANUARY, APRIL, NORMAL)
    assert member_segments((), [(of_role, [(JANUARY, None)])]) is of_role
    assert member_segments((), [(of_role, [(JANUARY, date(2025, 2, 1))])]) == of_role[:1]
    assert member_segments(of_role, []) == ()
    assert member_segments((), [((), [(JANUARY, None)])]) == ()


def test_members_in_the_same_circumstances_share_one_outlook() -> None:
    segments = series_segments([per("week", 50)], JANUARY, APRIL, NORMAL)
    outlooks, now = Outlooks(), Elapsed(date(2025, 2, 3), Fraction(1, 2))

    def of(*, joined_on: date | None) -> Outlook:
        working_time = WorkingTime(organisation_patterns=NORMAL.organisation_patterns, joined_on=joined_on)
        return outlooks.of(working_time.day_capacities(JANUARY, APRIL), now).over(segments)

    assert of(joined_on=None) is of(joined_on=date(2024, 6, 1))
    assert of(joined_on=date(2025, 3, 3)).target.amount == 210
    assert of(joined_on=None).target.amount == 640
