"""Who spoke to whom, how long, and how it ended, from the legs of one call."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pacesetter.telephony.call_event import CallEvent, Direction, Leg, Result
from pacesetter.telephony.kept_legs import kept_form, legs_from, newer
from pacesetter.telephony.legs import whole_call

START = datetime(2026, 3, 22, 22, 0, tzinfo=UTC)
CUSTOMER, SWITCHBOARD, RITA, RAJ = "+6444721234", "+6491000000", "client-rita", "client-raj"
OURS = {RITA, RAJ}


def at(seconds: int) -> datetime:
    return START + timedelta(seconds=seconds)


def leg(leg_id: str, caller: str, callee: str, *, since: int = 0, **fields: Any) -> Leg:
    parent = "" if leg_id == "first" else "first"
    return Leg(leg_id, parent, fields.pop("is_inbound", False), caller, callee, at(since), **fields)


def answered(leg_id: str, caller: str, callee: str, since: int, until: int, **fields: Any) -> Leg:
    ended = {"ended_at": at(until), "seconds": until - since, "result": Result.CONNECTED}
    return leg(leg_id, caller, callee, since=since, **ended, **fields)


def in_vain(leg_id: str, caller: str, callee: str, until: int, result: Result = Result.NO_ANSWER) -> Leg:
    return leg(leg_id, caller, callee, ended_at=at(until), result=result)


def call_in(*branches: Leg, until: int | None = None) -> CallEvent:
    """A customer rings, at the phones of the branches."""
    ended: dict[str, Any] = {"ended_at": at(until), "seconds": until, "result": Result.CONNECTED} if until else {}
    return whole_call("c", [leg("first", CUSTOMER, SWITCHBOARD, is_inbound=True, **ended), *branches], OURS)


def click_to_dial(*branches: Leg, until: int | None = None) -> CallEvent:
    """The system rings at Rita, then at the customer of the branch."""
    ended: dict[str, Any] = {"ended_at": at(until), "seconds": until, "result": Result.CONNECTED} if until else {}
    return whole_call("c", [leg("first", SWITCHBOARD, RITA, **ended), *branches], OURS)


def test_in_a_ring_group_the_leg_that_was_answered_speaks_for_the_call() -> None:
    call = call_in(in_vain("a", CUSTOMER, RITA, 9), answered("b", CUSTOMER, RAJ, 10, 310), until=312)
    assert (call.direction, call.number, call.members) == (Direction.IN, CUSTOMER, (RAJ,))
    assert (call.result, call.seconds, call.started_at, call.ended_at) == (Result.CONNECTED, 300, at(0), at(310))


def test_a_ring_group_is_not_over_while_one_may_still_answer() -> None:
    assert not call_in(in_vain("a", CUSTOMER, RITA, 9)).is_over
    assert not call_in(in_vain("a", CUSTOMER, RITA, 9), leg("b", CUSTOMER, RAJ, answered_at=at(10))).is_over


def test_a_ring_group_that_nobody_took_is_missed_by_the_first_alone() -> None:
    call = call_in(in_vain("a", CUSTOMER, RITA, 20), in_vain("b", CUSTOMER, RAJ, 20, Result.BUSY), until=25)
    assert (call.direction, call.members, call.result, call.seconds) == (Direction.IN, (RITA,), Result.MISSED, 0)


@pytest.mark.parametrize("caller", [CUSTOMER, SWITCHBOARD])
def test_what_a_ring_group_shows_as_caller_matters_not(caller: str) -> None:
    assert call_in(answered("a", caller, RITA, 10, 70), until=70).number == CUSTOMER


def test_phones_alone_tell_it_where_the_first_leg_is_not_reported() -> None:
    legs = [in_vain("a", CUSTOMER, RITA, 9), answered("b", CUSTOMER, RAJ, 10, 310)]
    call = whole_call("c", legs, OURS)
    assert (call.direction, call.number, call.members, call.seconds) == (Direction.IN, CUSTOMER, (RAJ,), 300)
    nobody = whole_call("c", legs[:1], OURS)
    assert not nobody.is_over
    assert whole_call("c", legs[:1], OURS, is_quiet=True).result is Result.MISSED


def test_click_to_dial_is_the_member_s_call_to_the_customer() -> None:
    call = click_to_dial(answered("a", SWITCHBOARD, CUSTOMER, 30, 90), until=95)
    assert (call.direction, call.number, call.members) == (Direction.OUT, CUSTOMER, (RITA,))
    assert (call.result, call.seconds, call.ended_at) == (Result.CONNECTED, 60, at(90))


@pytest.mark.parametrize("result", [Result.NO_ANSWER, Result.BUSY, Result.FAILED])
def test_a_customer_who_was_dialled_in_vain_decides_and_not_the_member_who_waited(result: Result) -> None:
    call = click_to_dial(in_vain("a", SWITCHBOARD, CUSTOMER, 30, result), until=40)
    assert (call.direction, call.members, call.result, call.seconds) == (Direction.OUT, (RITA,), result, 0)


def test_a_member_who_was_rung_at_and_did_not_take_it_called_nobody() -> None:
    assert whole_call("c", [in_vain("first", SWITCHBOARD, RITA, 30)], OURS).is_internal


def test_a_dialler_rings_at_the_customer_and_then_at_a_member() -> None:
    legs = [leg("first", SWITCHBOARD, CUSTOMER), answered("a", SWITCHBOARD, RITA, 5, 65)]
    call = whole_call("c", legs, OURS)
    assert (call.direction, call.number, call.members) == (Direction.OUT, CUSTOMER, (RITA,))


def test_a_call_from_a_member_s_own_phone_program_goes_out() -> None:
    legs = [leg("first", RITA, "", is_inbound=True), answered("a", SWITCHBOARD, CUSTOMER, 5, 65)]
    call = whole_call("c", legs, OURS)
    assert (call.direction, call.number, call.members) == (Direction.OUT, CUSTOMER, (RITA,))


def test_a_call_that_is_handed_on_names_both_and_counts_time_once() -> None:
    call = call_in(answered("a", CUSTOMER, RITA, 10, 70), answered("b", CUSTOMER, RAJ, 60, 160), until=160)
    assert (call.members, call.seconds) == ((RITA, RAJ), 150)


def test_where_the_end_of_the_answered_leg_is_not_reported_the_first_leg_s_stands_for_it() -> None:
    call = call_in(leg("a", CUSTOMER, RITA, answered_at=at(10)), until=70)
    assert (call.result, call.seconds, call.ended_at) == (Result.CONNECTED, 60, at(70))


def test_one_leg_alone_is_the_call() -> None:
    call = call_in(until=60)
    assert (call.direction, call.number, call.members, call.seconds) == (Direction.IN, CUSTOMER, (SWITCHBOARD,), 60)


def test_reports_of_a_leg_may_overtake_each_other() -> None:
    ringing = leg("a", CUSTOMER, RITA)
    taken = leg("a", CUSTOMER, RITA, since=10, answered_at=at(10))
    ended = answered("a", CUSTOMER, RITA, 10, 70)
    in_order = newer(newer(newer(None, ringing), taken), ended)
    turned = newer(newer(newer(None, ended), taken), ringing)
    assert in_order == turned
    assert (in_order.started_at, in_order.seconds) == (at(0), 60)
    assert newer(in_order, answered("a", CUSTOMER, RITA, 10, 900)) == in_order


def test_legs_are_kept_whole() -> None:
    legs = {one.id: one for one in (answered("a", CUSTOMER, RITA, 10, 70, answered_at=at(10)), leg("first", "", "x"))}
    assert legs_from(kept_form(legs)) == legs
