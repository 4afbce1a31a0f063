"""Free time, worked out from plain values."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.core.working_time import LeaveSpan, WeekPattern, WorkingTime
from pacesetter.meetings.free_time import Span, free_starts, working_span

MONDAY = date(2026, 3, 23)
NINE = datetime(2026, 3, 23, 9, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
FULL, HALF, OFF = Fraction(1), Fraction(1, 2), Fraction(0)


def at(hour: int, minute: int = 0) -> datetime:
    return NINE.replace(hour=hour, minute=minute)


def week(*, leave: tuple[LeaveSpan, ...] = (), holidays: dict[date, Fraction] | None = None) -> WorkingTime:
    pattern = WeekPattern(date(2020, 1, 1), (FULL, FULL, FULL, FULL, HALF, OFF, OFF), time(9), time(17))
    return WorkingTime(organisation_patterns=[pattern], leave=leave, holidays=holidays or {})


def starts(busy: list[Span], *, minutes: int = 60, buffer: int = 0, after: datetime = NINE) -> list[str]:
    found = free_starts(
        [Span(at(9), at(12))],
        busy,
        length=timedelta(minutes=minutes),
        step=timedelta(minutes=30),
        buffer=timedelta(minutes=buffer),
        after=after,
    )
    return [one.strftime("%H:%M") for one in found]


def test_a_meeting_fits_wholly_into_work() -> None:
    assert starts([]) == ["09:00", "09:30", "10:00", "10:30", "11:00"]
    assert starts([], minutes=180) == ["09:00"]
    assert starts([], minutes=181) == []


def test_what_touches_leaves_room_and_a_buffer_does_not() -> None:
    busy = [Span(at(10), at(10, 30))]
    assert starts(busy) == ["09:00", "10:30", "11:00"]
    assert starts(busy, buffer=15) == ["11:00"]


def test_notice_is_kept() -> None:
    assert starts([], after=at(10, 1)) == ["10:30", "11:00"]


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 23), 8), (date(2026, 3, 27), 4), (date(2026, 3, 28), None)],
    ids=["a day", "half a day", "a day off"],
)
def test_work_is_the_share_of_the_day_s_hours(day: date, hours: int | None) -> None:
    span = working_span(week(), day, LONDON)
    assert (span.ends_at - span.starts_at if span else None) == (timedelta(hours=hours) if hours else None)


def test_leave_and_holidays_take_time_away() -> None:
    tuesday = MONDAY + timedelta(days=1)
    off = week(leave=(LeaveSpan(MONDAY, tuesday),), holidays={tuesday: HALF})
    assert working_span(off, MONDAY, LONDON) is None
    half = working_span(off, tuesday, LONDON)
    assert half is not None
    assert half.ends_at - half.starts_at == timedelta(hours=4)


def test_hours_are_those_on_the_wall() -> None:
    before, after = date(2026, 3, 27), date(2026, 3, 30)  # the clocks of London change between them
    spans = [working_span(week(), day, LONDON) for day in (before, after)]
    assert [span.starts_at.hour for span in spans if span] == [9, 8]


MINUTES = st.integers(min_value=0, max_value=600)


@given(
    busy=st.lists(st.tuples(MINUTES, st.integers(min_value=1, max_value=120)), max_size=8),
    length=st.integers(min_value=5, max_value=120),
    buffer=st.integers(min_value=0, max_value=60),
)
def test_what_is_offered_never_meets_what_is_planned(busy: list[tuple[int, int]], length: int, buffer: int) -> None:
    taken = [Span(NINE + timedelta(minutes=a), NINE + timedelta(minutes=a + b)) for a, b in busy]
    work = Span(NINE, NINE + timedelta(hours=8))
    wanted = {"length": timedelta(minutes=length), "step": timedelta(minutes=15), "buffer": timedelta(minutes=buffer)}
    for start in free_starts([work], taken, after=NINE, **wanted):
        around = Span(start - wanted["buffer"], start + wanted["length"] + wanted["buffer"])
        assert start + wanted["length"] <= work.ends_at
        assert not any(one.meets(around) for one in taken)
