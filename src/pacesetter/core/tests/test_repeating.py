"""The rhythm of what repeats."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.repeating import Rule, Unit, next_due

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def weekday_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def due(every: int, unit: Unit, due_on: date, after: date, anchor: date | None = None) -> date:
    return next_due(Rule(every, unit, anchor or due_on), due_on, after, weekday_after)


def test_days_and_weeks_keep_their_rhythm_however_late_it_was_done() -> None:
    monday = date(2026, 3, 2)
    assert due(1, Unit.WEEKS, monday, monday) == date(2026, 3, 9)
    assert due(1, Unit.WEEKS, monday, date(2026, 3, 18)) == date(2026, 3, 23)
    assert due(2, Unit.WEEKS, monday, date(2026, 3, 9)) == date(2026, 3, 16)
    assert due(3, Unit.DAYS, monday, date(2026, 2, 20)) == date(2026, 3, 5)


def test_months_come_back_to_the_day_that_february_lacks() -> None:
    first = date(2026, 1, 31)
    assert due(1, Unit.MONTHS, first, first) == date(2026, 2, 28)
    assert due(1, Unit.MONTHS, date(2026, 2, 28), date(2026, 2, 28), first) == date(2026, 3, 31)
    assert due(3, Unit.MONTHS, date(2026, 11, 30), date(2026, 11, 30)) == date(2027, 2, 28)


def test_working_days_are_asked_for_from_the_day_it_was_done() -> None:
    friday = date(2026, 3, 6)
    assert due(1, Unit.WORKING_DAYS, friday, friday) == date(2026, 3, 9)
    assert due(2, Unit.WORKING_DAYS, friday, date(2026, 3, 10)) == date(2026, 3, 12)


@given(st.integers(1, 365), st.sampled_from(list(Unit)), days, days)
def test_the_next_time_lies_after_the_last_one_and_after_it_was_done(
    every: int, unit: Unit, due_on: date, after: date
) -> None:
    found = due(every, unit, due_on, after)
    assert found > due_on
    assert found > after


@given(st.integers(1, 60), days, st.integers(0, 400))
def test_weeks_fall_on_the_same_day_of_the_week(every: int, due_on: date, late: int) -> None:
    found = due(every, Unit.WEEKS, due_on, due_on + timedelta(days=late))
    assert (found - due_on).days % (7 * every) == 0


def test_a_rhythm_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="1 to 365"):
        Rule(0, Unit.DAYS, date(2026, 1, 1))
