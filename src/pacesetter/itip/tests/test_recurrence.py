"""When a recurring meeting takes place."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pacesetter.itip import Frequency, Recurrence, occurrences
from pacesetter.itip.recurrence import MOST

LONDON = ZoneInfo("Europe/London")
FIRST = datetime(2027, 3, 22, 10, tzinfo=LONDON)


def test_it_keeps_its_hour_when_the_clock_changes() -> None:
    found = occurrences(FIRST, Recurrence(Frequency.WEEKLY, count=2), "Europe/London")
    assert [one.hour for one in found] == [10, 10]
    assert [one.astimezone(UTC).hour for one in found] == [10, 9]


def test_an_hour_that_the_clock_skips_is_as_long_after_midnight() -> None:
    first = datetime(2027, 3, 27, 1, 30, tzinfo=LONDON)
    skipped = occurrences(first, Recurrence(Frequency.DAILY, count=2), "Europe/London")[1]
    assert skipped.astimezone(UTC) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_days_of_the_week_and_a_last_day() -> None:
    rule = Recurrence(Frequency.WEEKLY, interval=2, weekdays=(0, 3), until=date(2027, 4, 8))
    assert [one.date().day for one in occurrences(FIRST, rule, "Europe/London")] == [22, 25, 5, 8]


def test_a_long_one_stops_at_the_most_there_can_be() -> None:
    rule = Recurrence(Frequency.DAILY, until=date(2099, 1, 1))
    assert len(occurrences(FIRST, rule, "UTC")) == MOST


def test_the_second_and_the_last_of_a_month() -> None:
    second = Recurrence(Frequency.MONTHLY, weekdays=(1,), position=2, count=3)
    found = occurrences(datetime(2027, 2, 9, 10, tzinfo=LONDON), second, "Europe/London")
    assert [(one.month, one.day) for one in found] == [(2, 9), (3, 9), (4, 13)]
    last = Recurrence(Frequency.MONTHLY, weekdays=(4,), position=-1, until=date(2027, 4, 30))
    found = occurrences(datetime(2027, 2, 26, 10, tzinfo=LONDON), last, "Europe/London")
    assert [(one.month, one.day) for one in found] == [(2, 26), (3, 26), (4, 30)]


def test_a_month_without_the_day_is_left_out() -> None:
    found = occurrences(datetime(2027, 1, 31, 10, tzinfo=LONDON), Recurrence(Frequency.MONTHLY, count=3), "UTC")
    assert [(one.month, one.day) for one in found] == [(1, 31), (3, 31), (5, 31)]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"count": 3, "until": date(2027, 4, 8)},
        {"count": 0},
        {"count": MOST + 1},
        {"count": 3, "interval": 0},
        {"count": 3, "weekdays": (7,)},
        {"count": 3, "frequency": Frequency.DAILY, "weekdays": (1,)},
        {"count": 3, "frequency": Frequency.MONTHLY, "weekdays": (1,)},
        {"count": 3, "weekdays": (1,), "position": 2},
        {"count": 3, "frequency": Frequency.MONTHLY, "weekdays": (1, 2), "position": 2},
        {"count": 3, "frequency": Frequency.MONTHLY, "weekdays": (1,), "position": 5},
    ],
)
def test_a_recurrence_that_makes_no_sense_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"recurrence|Days"):
        Recurrence(**{"frequency": Frequency.WEEKLY, **fields})  # type: ignore[arg-type]
