from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from pacesetter.core import clock

NEW_YEARS_EVE = datetime(2025, 12, 31, 11, 30, tzinfo=UTC)


def test_it_is_two_different_days_at_once_on_both_sides_of_the_date_line() -> None:
    with clock.standing_at(NEW_YEARS_EVE):
        assert clock.today(clock.time_zone("Pacific/Kiritimati")) == date(2026, 1, 1)
        assert clock.today(clock.time_zone("Pacific/Pago_Pago")) == date(2025, 12, 31)


def test_the_clock_stands_still_inside_the_block_only() -> None:
    with clock.standing_at(NEW_YEARS_EVE):
        assert clock.now() == clock.now() == NEW_YEARS_EVE
    assert clock.now() != NEW_YEARS_EVE
    assert clock.now().utcoffset() == timedelta(0)


def test_another_thread_is_not_stopped_along() -> None:
    seen: list[datetime] = []
    with clock.standing_at(NEW_YEARS_EVE):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] != NEW_YEARS_EVE


@pytest.mark.parametrize("name", ["Europe/Atlantis", "", "../../etc/passwd", "Berlin\0"])
def test_an_unknown_time_zone_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a time zone"):
        clock.time_zone(name)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock.local_day(datetime(2025, 3, 5), clock.time_zone("UTC"))  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"), clock.standing_at(datetime(2025, 3, 5)):  # noqa: DTZ001
        pass
