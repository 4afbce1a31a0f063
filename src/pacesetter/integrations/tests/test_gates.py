"""How many requests go out, by all workers together."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacesetter.core import clock
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.gates.gate import close_until, passage
from pacesetter.integrations.gates.rules import Limit, State, closed, entered, left, wait_for
from pacesetter.integrations.models import Connection, RateGate

MINUTE = Limit(3, 60)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 20), min_size=1, max_size=40))
def test_no_window_of_a_minute_ever_holds_more_than_the_limit(gaps: list[float]) -> None:
    state: State = {}
    now, gone = 1_000_000.0, []
    for gap in gaps:
        now += gap
        # The hundredth of a second is what floats lose.
        now += wait_for(state, [MINUTE], 9, now) + 0.01
        assert wait_for(state, [MINUTE], 9, now) == 0
        state = left(entered(state, [MINUTE], "t", now, 1), "t")
        gone.append(now)
    for number in range(len(gone) - MINUTE.calls):
        assert gone[number + MINUTE.calls] - gone[number] >= 60


def test_a_day_is_counted_from_midnight() -> None:
    day, midnight = [Limit(2, 86_400)], 86_400.0 * 20_000
    state: State = {}
    for number in range(2):
        state = left(entered(state, day, str(number), midnight + 80_000, 1), str(number))
    assert wait_for(state, day, 9, midnight + 80_000) == 6_400
    assert wait_for(state, day, 9, midnight + 86_400) == 0


def test_one_that_never_came_back_is_taken_for_lost() -> None:
    state = entered({}, [], "lost", 100.0, 120)
    assert wait_for(state, [], 1, 101.0) > 0
    assert wait_for(state, [], 1, 221.0) == 0


def test_nothing_goes_out_while_the_other_side_wants_a_pause() -> None:
    assert wait_for(closed({}, 130.0), [], 9, 100.0) == 30


def test_whoever_waits_too_long_is_told_how_long_it_would_be(by_key: Connection) -> None:
    close_until(by_key, timedelta(minutes=10))
    with pytest.raises(Failure) as told, passage(by_key, [], 9, patience=5, stay=lambda: None):
        pass
    assert told.value.retry_after is not None
    assert timedelta(minutes=9) < told.value.retry_after <= timedelta(minutes=10)


def test_no_more_are_under_way_at_once_than_the_other_side_permits(by_key: Connection) -> None:
    def enter() -> None:
        with passage(by_key, [], 2, patience=0, stay=lambda: None):
            pass

    with passage(by_key, [], 2, patience=0, stay=lambda: None):
        with passage(by_key, [], 2, patience=0, stay=lambda: None), pytest.raises(Failure):
            enter()
        enter()


def test_a_passage_is_given_back_even_when_the_request_fails(by_key: Connection) -> None:
    with pytest.raises(ZeroDivisionError), passage(by_key, [MINUTE], 1, patience=0, stay=lambda: None):
        raise ZeroDivisionError
    state = RateGate.objects.get(connection=by_key).state
    assert state["running"] == []
    assert len([moment for moment in state["calls"] if moment > clock.now().timestamp() - 60]) == 1
