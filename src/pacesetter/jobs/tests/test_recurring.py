from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.jobs.recurring import Recurring

DAY = timedelta(days=1)
NIGHTLY = Recurring("clean", every=DAY, offset=timedelta(hours=3))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "latest"),
    [(at(5, 2, 59), at(4, 3)), (at(5, 3), at(5, 3)), (at(5, 23), at(5, 3))],
)
def test_the_latest_moment_is_the_last_one_at_or_before_now(now: datetime, latest: datetime) -> None:
    assert NIGHTLY.latest(now) == latest


def test_weeks_are_counted_from_a_thursday() -> None:
    mondays = Recurring("digest", every=timedelta(weeks=1), offset=timedelta(days=4))
    assert mondays.latest(at(5, 12)) == at(2, 0)
    assert at(2, 0).weekday() == 0


def test_after_a_standstill_only_the_latest_moment_is_made_up_for() -> None:
    assert NIGHTLY.missed(at(1, 3), at(9, 12)) == [at(9, 3)]


def test_an_entry_may_ask_for_more_of_what_was_missed() -> None:
    entry = Recurring("figures", every=DAY, offset=timedelta(hours=3), catch_up=3)
    assert entry.missed(at(1, 3), at(9, 12)) == [at(7, 3), at(8, 3), at(9, 3)]
    assert entry.missed(at(8, 3), at(9, 12)) == [at(9, 3)]


def test_nothing_is_due_before_its_time_or_when_the_clock_was_set_back() -> None:
    assert NIGHTLY.missed(at(5, 3), at(6, 2, 59)) == []
    assert NIGHTLY.missed(at(5, 3), at(1, 12)) == []


@given(
    seconds_now=st.integers(0, 4_000_000_000),
    seconds=st.integers(1, 10_000_000),
    offset=st.floats(0, 0.999),
)
def test_every_moment_is_a_whole_number_of_periods_from_the_epoch(
    seconds_now: int, seconds: int, offset: float
) -> None:
    now = datetime.fromtimestamp(seconds_now, UTC)
    entry = Recurring("any", every=timedelta(seconds=seconds), offset=timedelta(seconds=int(seconds * offset)))
    latest = entry.latest(now)
    assert latest <= now < latest + entry.every
    assert (latest - datetime(1970, 1, 1, tzinfo=UTC) - entry.offset) % entry.every == timedelta(0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"every": timedelta(0)},
        {"every": DAY, "offset": DAY},
        {"every": DAY, "offset": -DAY},
        {"every": DAY, "catch_up": 0},
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(wrong: dict[str, timedelta]) -> None:
    with pytest.raises(ValueError, match=r"^clean: "):
        Recurring("clean", **wrong)  # type: ignore[arg-type]
