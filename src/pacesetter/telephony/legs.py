"""What the legs of a call say together: who spoke to whom, how long, and how it ended. Pure.

A ring group is a first leg from the customer and a branch to each phone; click-to-dial is a first leg to the member and
a branch to the customer; a call that is handed on has two branches that were answered, one after the other.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pacesetter.telephony.call_event import CallEvent, Direction, Leg, Result


@dataclass(frozen=True, slots=True)
class _Talk:
    """The time in which somebody spoke on a branch."""

    leg: Leg
    since: datetime
    until: datetime


def whole_call(call_id: str, legs: Iterable[Leg], ours: Collection[str], *, is_quiet: bool = False) -> CallEvent:
    """The call that these legs (one at least) make up. `ours` are those of their names that belong to members.

    A branch that was answered speaks for the call, however many others were not. The call is over when its first leg
    is, or when somebody has spoken and nobody does any more. `is_quiet` says that no report came for a while: then it
    is over, too, when nobody took it and every phone has stopped ringing.
    """
    ordered = sorted(legs, key=lambda leg: (leg.started_at, leg.id))
    first = next((leg for leg in ordered if not leg.parent), None)
    branches = [leg for leg in ordered if leg.parent]
    talks = _talks(first, branches)
    direction, members, number = _sides(first, branches, [talk.leg for talk in talks], ours)
    ended_at = _end(first, branches, talks, is_quiet=is_quiet)
    return CallEvent(
        call_id=call_id,
        direction=direction,
        number=number,
        members=members,
        started_at=ordered[0].started_at,
        ended_at=ended_at,
        seconds=_length(talks) if branches else ordered[0].seconds,
        result=_result(direction, first, branches, talks) if ended_at else None,
        # The system rang at a member and went no further: it has no customer on any leg.
        is_internal=not branches and first is not None and not first.is_inbound and first.callee in ours,
        is_timed_by_arrival=any(leg.is_timed_by_arrival for leg in ordered),
    )


def _talks(first: Leg | None, branches: Sequence[Leg]) -> list[_Talk]:
    over_at = first.ended_at if first else None
    talks = []
    for leg in branches:
        if leg.result is Result.CONNECTED and leg.ended_at:
            talks.append(_Talk(leg, leg.ended_at - timedelta(seconds=leg.seconds), leg.ended_at))
        elif leg.answered_at and not leg.ended_at and over_at:
            # Its own end was not reported, or not yet. With the first leg every branch is over.
            talks.append(_Talk(leg, min(leg.answered_at, over_at), over_at))
    return sorted(talks, key=lambda talk: (talk.since, talk.leg.id))


def _sides(
    first: Leg | None, branches: Sequence[Leg], answered: Sequence[Leg], ours: Collection[str]
) -> tuple[Direction, tuple[str, ...], str]:
    """From where to where it went, how our side is named, and the other side's number."""
    called = answered or branches
    inside = [leg.callee for leg in called if leg.callee in ours]
    if first is None:
        if inside and called[0].caller not in ours:
            return Direction.IN, tuple(inside), called[0].caller
        return Direction.OUT, (called[0].caller,), called[0].callee
    if first.is_inbound and first.caller not in ours:
        if not answered and first.callee in ours:
            inside = [first.callee]
        # Of those at whose phones it rang in vain only the first is asked about it, not everybody.
        return Direction.IN, tuple(inside if answered else inside[:1]) or (first.callee,), first.caller
    number = called[0].callee if called else first.callee
    if first.is_inbound or not called:
        return Direction.OUT, (first.caller,), number
    if inside and first.callee not in ours:
        # A dialler that rings at the customer first, and then at whoever is free.
        return Direction.OUT, tuple(inside), first.callee
    return Direction.OUT, (first.callee,), number


def _end(first: Leg | None, branches: Sequence[Leg], talks: Sequence[_Talk], *, is_quiet: bool) -> datetime | None:
    over_at = first.ended_at if first else None
    if over_at is None and any(leg.answered_at and not leg.ended_at for leg in branches):
        return None
    if talks:
        return max(talk.until for talk in talks)
    if over_at is not None:
        return over_at
    ends = [leg.ended_at for leg in branches if leg.ended_at]
    return max(ends) if is_quiet and ends and len(ends) == len(branches) else None


def _result(direction: Direction, first: Leg | None, branches: Sequence[Leg], talks: Sequence[_Talk]) -> Result:
    if talks:
        return Result.CONNECTED
    if branches and direction is Direction.IN:
        return Result.MISSED
    told = branches or ([first] if first else [])
    ended = [leg for leg in told if leg.result and leg.ended_at]
    # A branch that was not answered, whatever became of the leg that asked for it: that one was ours.
    result = max(ended, key=lambda leg: leg.ended_at or leg.started_at).result if ended else None
    if result is None or (branches and result is Result.CONNECTED):
        return Result.NO_ANSWER
    return Result.MISSED if result is Result.NO_ANSWER and direction is Direction.IN else result


def _length(talks: Sequence[_Talk]) -> int:
    """The seconds in which anybody spoke; those in which two did count once."""
    total, reached = timedelta(0), None
    for talk in talks:
        since = max(talk.since, reached) if reached else talk.since
        if talk.until > since:
            total += talk.until - since
        reached = max(talk.until, reached) if reached else talk.until
    return round(total.total_seconds())
