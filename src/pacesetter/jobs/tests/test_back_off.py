from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from pacesetter.jobs.back_off import BackOff


def test_the_wait_doubles_up_to_the_longest() -> None:
    back_off = BackOff(first=timedelta(seconds=5), longest=timedelta(minutes=1))
    waits = [back_off.after(attempts, chance=0).total_seconds() for attempts in (1, 2, 3, 4, 5, 1000)]
    assert waits == [5, 10, 20, 40, 60, 60]


@given(attempts=st.integers(1, 10_000), chance=st.none() | st.floats(0, 1))
def test_jitter_takes_away_up_to_half(attempts: int, chance: float | None) -> None:
    back_off = BackOff()
    longest = back_off.after(attempts, chance=0)
    assert longest / 2 <= back_off.after(attempts, chance) <= longest
