"""When mails are due."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.working_time import LeaveSpan, WeekPattern, WorkingTime
from pacesetter.notifications.digests.when import daily_at, weekly_at

LONG_AGO = date(2020, 1, 1)
LONDON, AUCKLAND, KIRITIMATI = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Kiritimati")


def working(shares: str = "1111100", starts_at: time = time(9), **fields: object) -> WorkingTime:
    week = tuple(Fraction(int(share)) for share in shares)
    pattern = WeekPattern(LONG_AGO, week, starts_at, time(23, 59))  # type: ignore[arg-type]
    return WorkingTime(organisation_patterns=[pattern], **fields)  # type: ignore[arg-type]


def test_the_mail_is_there_when_the_day_begins() -> None:
    assert daily_at(date(2026, 3, 23), working(), LONDON) == datetime(2026, 3, 23, 8, 30, tzinfo=UTC)


def test_it_keeps_to_the_clock_on_the_wall_when_that_changes() -> None:
    # The clocks went forward on Sunday, 29 March.
    assert daily_at(date(2026, 3, 30), working(), LONDON) == datetime(2026, 3, 30, 7, 30, tzinfo=UTC)


def test_beyond_the_date_line_it_is_another_day() -> None:
    assert daily_at(date(2026, 3, 23), working(), KIRITIMATI) == datetime(2026, 3, 22, 18, 30, tzinfo=UTC)


def test_a_day_that_begins_at_midnight_has_its_mail_the_evening_before() -> None:
    due = daily_at(date(2026, 3, 23), working(starts_at=time(0)), LONDON)
    assert due == datetime(2026, 3, 22, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", [date(2026, 3, 21), date(2026, 3, 22)])
def test_no_mail_on_the_weekend(day: date) -> None:
    assert daily_at(day, working(), LONDON) is None


def test_no_mail_on_leave_and_on_holidays_but_on_half_days() -> None:
    away = working(
        leave=[LeaveSpan(date(2026, 3, 23), date(2026, 3, 24)), LeaveSpan(date(2026, 3, 25), None, Fraction(1, 2))],
        holidays={date(2026, 3, 24): Fraction(1)},
    )
    worked = [daily_at(date(2026, 3, day), away, LONDON) is not None for day in (23, 24, 25)]
    assert worked == [False, False, True]


def test_no_mail_before_joining_and_after_leaving() -> None:
    here = working(joined_on=date(2026, 3, 24), left_on=date(2026, 3, 25))
    worked = [daily_at(date(2026, 3, day), here, LONDON) is not None for day in (23, 24, 25)]
    assert worked == [False, True, False]


@pytest.mark.parametrize(
    ("shares", "day", "hour"),
    [
        ("1111100", 21, 8),  # Saturday
        ("1111001", 20, 8),  # Friday and Saturday are free
        ("0111110", 22, 8),  # Sunday and Monday
        ("1101100", 21, 8),  # Wednesday is free too, the weekend is longer
        ("1111110", 22, 8),  # Sunday alone
        ("1111111", 22, 18),  # no free day: Sunday evening
    ],
)
def test_the_weekly_mail_comes_when_the_weekend_begins(shares: str, day: int, hour: int) -> None:
    week = [date(2026, 3, 16) + timedelta(days=days) for days in range(7)]
    due = [moment for one in week if (moment := weekly_at(one, working(shares), LONDON))]
    assert due == [datetime(2026, 3, day, hour, tzinfo=UTC)]


@given(st.text("01", min_size=7, max_size=7), st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_there_is_one_weekly_mail_in_any_seven_days(shares: str, first: date) -> None:
    run = [weekly_at(first + timedelta(days=days), working(shares), AUCKLAND) for days in range(7)]
    assert sum(moment is not None for moment in run) == 1
