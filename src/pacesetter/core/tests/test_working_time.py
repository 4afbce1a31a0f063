from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.capacities import Capacities
from pacesetter.core.tests.strategies import days, week, working_times
from pacesetter.core.working_time import LeaveSpan, WorkingTime, pattern_days

HALF = Fraction(1, 2)
MONDAY = date(2025, 3, 3)


def in_words(working_time: WorkingTime, starts_on: date = MONDAY) -> list[str]:
    return [str(share) for share in working_time.capacities(starts_on, starts_on + timedelta(days=7))]


def capacity_as_defined(working_time: WorkingTime, day: date) -> Fraction:
    """The definition word by word, against which the fast form is held."""
    if working_time.joined_on and day < working_time.joined_on:
        return Fraction(0)
    if working_time.left_on and day >= working_time.left_on:
        return Fraction(0)
    own = [pattern for pattern in working_time.member_patterns if pattern.effective_from <= day]
    organisation = [pattern for pattern in working_time.organisation_patterns if pattern.effective_from <= day]
    earliest = min(working_time.organisation_patterns, key=lambda pattern: pattern.effective_from)
    pattern = max(own or organisation, key=lambda pattern: pattern.effective_from, default=earliest)
    lost = working_time.holidays.get(day, Fraction(0))
    for span in working_time.leave:
        if span.starts_on <= day and (span.ends_on is None or day < span.ends_on):
            lost += span.lost_share
    return max(Fraction(0), pattern.capacities[day.weekday()] - lost)


@given(working_times, days, st.integers(0, 120))
def test_the_capacities_of_a_range_are_what_the_definition_says_of_each_day(
    working_time: WorkingTime, starts_on: date, length: int
) -> None:
    ends_on = starts_on + timedelta(days=length)
    expected = [capacity_as_defined(working_time, starts_on + timedelta(days=n)) for n in range(length)]
    assert working_time.capacities(starts_on, ends_on) == expected
    assert working_time.day_capacities(starts_on, ends_on).between(starts_on, ends_on) == sum(expected)
    assert all(0 <= share <= 1 for share in expected)


@given(working_times, days)
def test_one_day_is_what_it_is_within_a_range(working_time: WorkingTime, day: date) -> None:
    around = working_time.day_capacities(day - timedelta(days=9), day + timedelta(days=9))
    assert working_time.capacity(day) == around.on(day)


def test_a_normal_week_a_part_timers_week_and_a_half_day() -> None:
    organisation = week()
    part_time = week(1, 1, HALF, 0, 0, 0, 0)
    assert in_words(WorkingTime(organisation_patterns=[organisation])) == ["1", "1", "1", "1", "1", "0", "0"]
    assert in_words(WorkingTime(organisation_patterns=[organisation], member_patterns=[part_time])) == [
        "1", "1", "1/2", "0", "0", "0", "0",
    ]  # fmt: skip


def test_holidays_and_leave_take_their_share_but_never_more_than_there_is() -> None:
    working_time = WorkingTime(
        organisation_patterns=[week()],
        holidays={MONDAY: Fraction(1), MONDAY + timedelta(days=4): HALF},
        leave=[
            LeaveSpan(MONDAY, MONDAY + timedelta(days=2)),
            LeaveSpan(MONDAY + timedelta(days=3), MONDAY + timedelta(days=6), HALF),
        ],
    )
    assert in_words(working_time) == ["0", "0", "1", "1/2", "0", "0", "0"]


def test_a_joiner_and_a_leaver_have_no_capacity_outside_their_time() -> None:
    joins_wednesday = WorkingTime(organisation_patterns=[week()], joined_on=MONDAY + timedelta(days=2))
    leaves_wednesday = WorkingTime(organisation_patterns=[week()], left_on=MONDAY + timedelta(days=2))
    assert in_words(joins_wednesday) == ["0", "0", "1", "1", "1", "0", "0"]
    assert in_words(leaves_wednesday) == ["1", "1", "0", "0", "0", "0", "0"]


def test_a_changed_week_counts_from_its_day_on_and_the_first_one_for_all_days_before() -> None:
    four_days = week(1, 1, 1, 1, 0, 0, 0, effective_from=MONDAY + timedelta(days=3))
    working_time = WorkingTime(organisation_patterns=[four_days, week()])
    assert in_words(working_time) == ["1", "1", "1", "1", "0", "0", "0"]
    assert in_words(working_time, MONDAY - timedelta(days=7)) == ["1", "1", "1", "1", "1", "0", "0"]
    assert in_words(WorkingTime(organisation_patterns=[four_days]), MONDAY - timedelta(days=7))[4] == "0"


def test_pattern_days_do_not_know_holidays() -> None:
    february_to_april = pattern_days([week()], date(2024, 2, 1), date(2024, 4, 1))
    assert february_to_april == 21 + 21
    assert pattern_days([week(1, 1, 1, 1, HALF, 0, 0)], MONDAY, MONDAY + timedelta(days=7)) == Fraction(9, 2)


@given(working_times, days, st.integers(0, 400))
def test_pattern_days_are_the_capacities_of_a_member_with_no_time_off(
    working_time: WorkingTime, starts_on: date, length: int
) -> None:
    organisation = working_time.organisation_patterns
    ends_on = starts_on + timedelta(days=length)
    assert pattern_days(organisation, starts_on, ends_on) == sum(
        WorkingTime(organisation_patterns=organisation).capacities(starts_on, ends_on)
    )


@given(working_times, days, st.lists(st.integers(0, 60), max_size=5))
def test_the_capacity_of_a_range_is_that_of_its_parts(
    working_time: WorkingTime, starts_on: date, lengths: list[int]
) -> None:
    cuts = [starts_on + timedelta(days=sum(lengths[:n])) for n in range(len(lengths) + 1)]
    run = working_time.day_capacities(cuts[0], cuts[-1])
    parts = [run.between(cuts[n], cuts[n + 1]) for n in range(len(lengths))]
    assert sum(parts) == run.between(cuts[0], cuts[-1])


def test_equal_capacities_are_equal_however_they_came_about() -> None:
    plain = Capacities(MONDAY, [1, 0], 1)
    in_hundredths = Capacities(MONDAY, [100, 0], 100)
    assert plain == in_hundredths
    assert hash(plain) == hash(in_hundredths)
    assert plain != Capacities(MONDAY, [1, 1], 1)
    assert repr(in_hundredths) == "Capacities(2025-03-03, ['1', '0'])"
    assert plain.between(MONDAY - timedelta(days=9), MONDAY + timedelta(days=9)) == 1


def test_impossible_working_times_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one working week"):
        WorkingTime(organisation_patterns=[])
    with pytest.raises(ValueError, match="must be 0 to 1"):
        WorkingTime(organisation_patterns=[week()], holidays={MONDAY: Fraction(2)})
    with pytest.raises(ValueError, match="must be 0 to 1"):
        LeaveSpan(MONDAY, None, Fraction(-1))
    with pytest.raises(ValueError, match="ends after it starts"):
        LeaveSpan(MONDAY, MONDAY)
