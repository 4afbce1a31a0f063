"""Quiet hours follow the working calendar."""

from datetime import UTC, date, datetime, time
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from pacesetter.core.working_time import LeaveSpan, WeekPattern, WorkingTime
from pacesetter.notifications.quiet import quiet_from, undisturbed_until

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
WEEK = tuple(Fraction(share) for share in (1, 1, 1, 1, 1, 0, 0))


def working(starts_at: time = time(9), ends_at: time = time(17), **fields: object) -> WorkingTime:
    pattern = WeekPattern(date(2020, 1, 1), WEEK, starts_at, ends_at)  # type: ignore[arg-type]
    return WorkingTime(organisation_patterns=[pattern], **fields)  # type: ignore[arg-type]


def at(day: int, hour: int, minute: int = 0, zone: ZoneInfo = LONDON, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at(23, 10), at(23, 10)),  # Monday morning
        (at(23, 8, 30), at(23, 8, 30)),  # half an hour before work
        (at(23, 8, 29), at(23, 8, 30)),
        (at(23, 16, 59), at(23, 16, 59)),
        (at(23, 17), at(24, 8, 30)),  # the working day is over
        (at(20, 18), at(23, 8, 30)),  # Friday evening
        (at(21, 12), at(23, 8, 30)),  # Saturday
    ],
)
def test_one_is_disturbed_in_working_hours_alone(now: datetime, until: datetime) -> None:
    assert undisturbed_until(now, working()) == until


def test_holidays_and_leave_are_quiet_and_half_days_are_not() -> None:
    away = working(
        holidays={date(2026, 3, 23): Fraction(1), date(2026, 3, 25): Fraction(1, 2)},
        leave=[LeaveSpan(date(2026, 3, 24), date(2026, 3, 25))],
    )
    assert undisturbed_until(at(23, 10), away) == at(25, 8, 30)


def test_the_hours_are_those_on_the_wall_when_the_clocks_change() -> None:
    # The clocks went forward on Sunday, 29 March.
    assert undisturbed_until(at(27, 18), working()) == datetime(2026, 3, 30, 7, 30, tzinfo=UTC)


def test_they_are_the_members_own() -> None:
    assert undisturbed_until(at(23, 20, zone=AUCKLAND), working()) == datetime(2026, 3, 23, 19, 30, tzinfo=UTC)


def test_a_day_that_begins_at_midnight_begins_the_evening_before() -> None:
    assert undisturbed_until(at(22, 23, 45), working(starts_at=time(0))) == at(22, 23, 45)


def test_who_is_away_for_long_is_not_disturbed_at_all() -> None:
    away = working(leave=[LeaveSpan(date(2026, 3, 1), None)])
    assert undisturbed_until(at(23, 10), away) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        undisturbed_until(at(23, 10).replace(tzinfo=None), working())


@pytest.mark.parametrize(
    ("now", "begin"),
    [
        (at(23, 8, 30), at(23, 17)),
        (at(23, 16, 59), at(23, 17)),
        # It is quiet already.
        (at(23, 17), at(23, 17)),
        (at(23, 8, 29), at(23, 8, 29)),
        (at(21, 12), at(21, 12)),
    ],
)
def test_quiet_hours_begin_when_the_working_day_ends(now: datetime, begin: datetime) -> None:
    assert quiet_from(now, working()) == begin


def test_who_never_works_has_quiet_all_the_time() -> None:
    away = working(leave=[LeaveSpan(date(2026, 3, 1), date(2026, 5, 1))])
    assert (undisturbed_until(at(23, 10), away), quiet_from(at(23, 10), away)) == (None, at(23, 10))
