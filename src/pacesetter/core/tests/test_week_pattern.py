from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.tests.strategies import week
from pacesetter.core.week_pattern import Elapsed, WeekPattern, elapsed_share
from pacesetter.core.working_time import WorkingTime

BERLIN = ZoneInfo("Europe/Berlin")
ALL_DAY = week().capacities
ZONES = ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Pago_Pago",
         "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "UTC"]  # fmt: skip


def pattern(starts_at: time, ends_at: time) -> WeekPattern:
    return WeekPattern(date(2020, 1, 1), ALL_DAY, starts_at, ends_at)


@pytest.mark.parametrize(
    ("clock", "share"),
    [("00:00", "0"), ("09:00", "0"), ("11:00", "1/4"), ("13:00", "1/2"), ("17:00", "1"), ("23:59", "1")],
)
def test_the_share_grows_evenly_over_the_working_hours(clock: str, share: str) -> None:
    now = datetime.combine(date(2025, 3, 5), time.fromisoformat(clock), BERLIN)
    assert elapsed_share(now, week()) == Fraction(share)


def test_a_day_that_loses_an_hour_is_spread_over_the_hours_there_are() -> None:
    # 30 March 2025, Berlin: from 02:00 the clocks show 03:00, so midnight to 06:00 is five hours long.
    night = pattern(time(0), time(6))
    assert elapsed_share(datetime(2025, 3, 30, 1, 0, tzinfo=BERLIN), night) == Fraction(1, 5)
    assert elapsed_share(datetime(2025, 3, 30, 3, 0, tzinfo=BERLIN), night) == Fraction(2, 5)


def test_a_day_that_gains_an_hour_counts_the_repeated_hour_twice() -> None:
    # 26 October 2025, Berlin: 02:00 to 03:00 happens twice, so midnight to 06:00 is seven hours long.
    night = pattern(time(0), time(6))
    assert elapsed_share(datetime(2025, 10, 26, 2, 30, tzinfo=BERLIN), night) == Fraction(5, 14)
    assert elapsed_share(datetime(2025, 10, 26, 2, 30, fold=1, tzinfo=BERLIN), night) == Fraction(1, 2)


def test_hours_that_the_change_swallows_are_over_once_it_has_happened() -> None:
    swallowed = pattern(time(2, 15), time(3, 5))
    before, after = datetime(2025, 3, 30, 1, 59, tzinfo=BERLIN), datetime(2025, 3, 30, 3, 10, tzinfo=BERLIN)
    assert elapsed_share(before, swallowed) == 0
    assert elapsed_share(after, swallowed) == 1


NEW_YEAR = datetime(2023, 1, 1, tzinfo=UTC)
moments = st.timedeltas(timedelta(0), timedelta(days=4 * 365)).map(lambda later: NEW_YEAR + later)
hours = st.tuples(st.times(), st.times()).filter(lambda pair: pair[0] < pair[1])


@given(moments, st.timedeltas(timedelta(0), timedelta(hours=30)), st.sampled_from(ZONES), hours)
def test_the_share_never_goes_back_on_a_day_in_any_zone(
    moment: datetime, later: timedelta, zone: str, working_hours: tuple[time, time]
) -> None:
    local, local_later = moment.astimezone(ZoneInfo(zone)), (moment + later).astimezone(ZoneInfo(zone))
    share = elapsed_share(local, pattern(*working_hours))
    assert 0 <= share <= 1
    if local.date() == local_later.date():
        assert share <= elapsed_share(local_later, pattern(*working_hours))


def test_today_is_the_day_of_the_members_own_zone() -> None:
    moment = datetime(2025, 3, 4, 23, 0, tzinfo=UTC)
    working_time = WorkingTime(organisation_patterns=[week()])
    auckland = working_time.elapsed_at(moment.astimezone(ZoneInfo("Pacific/Auckland")))
    pago_pago = working_time.elapsed_at(moment.astimezone(ZoneInfo("Pacific/Pago_Pago")))
    assert auckland == Elapsed(date(2025, 3, 5), Fraction(3, 8))
    assert pago_pago == Elapsed(date(2025, 3, 4), Fraction(3, 8))


def test_the_members_own_hours_decide_how_much_of_today_is_over() -> None:
    own = WeekPattern(date(2025, 3, 5), ALL_DAY, time(6), time(10))
    working_time = WorkingTime(organisation_patterns=[week()], member_patterns=[own])
    at_eight = datetime(2025, 3, 5, 8, tzinfo=BERLIN)
    assert working_time.elapsed_at(at_eight).share == Fraction(1, 2)
    assert working_time.elapsed_at(at_eight - timedelta(days=1)).share == 0


def test_a_shift_over_midnight_and_other_impossible_weeks_are_refused() -> None:
    with pytest.raises(ValueError, match="on the same day"):
        pattern(time(22), time(6))
    with pytest.raises(ValueError, match="wall-clock"):
        pattern(time(9, tzinfo=UTC), time(17, tzinfo=UTC))
    with pytest.raises(ValueError, match="0 to 1"):
        week(2, 1, 1, 1, 1, 0, 0)
    with pytest.raises(ValueError, match="7 days"):
        WeekPattern(date(2020, 1, 1), ALL_DAY[:6])  # type: ignore[arg-type]


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        elapsed_share(datetime(2025, 3, 5, 9), week())  # noqa: DTZ001
