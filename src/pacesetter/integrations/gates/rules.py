"""When the next request may go out, from what went out before. Pure; moments are seconds since 1970."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

# Longer windows are counted from fixed moments instead: a list of every request of a day would grow too long.
_LONGEST_LISTED = 3600


@dataclass(frozen=True)
class Limit:
    """At most `calls` in any `seconds`; beyond an hour in each of them, counted from midnight UTC on."""

    calls: int
    seconds: int


class Running(TypedDict):
    """A request that is under way, and when it is taken for lost."""

    token: str
    until: float


class State(TypedDict, total=False):
    """What is kept: moments of requests by window, counts of long windows, requests under way, and until when the other
    side wants nothing."""

    calls: list[float]
    counts: dict[str, tuple[int, int]]
    running: list[Running]
    closed_until: float


def wait_for(state: State, limits: Sequence[Limit], at_once: int, now: float) -> float:
    """Seconds until a request may go out; 0 where it may now."""
    waits = [state.get("closed_until", 0.0) - now]
    running = [one["until"] for one in state.get("running", []) if one["until"] > now]
    if len(running) >= at_once:
        # Somebody comes back sooner than the moment when they are taken for lost.
        waits.append(min(0.25, min(running) - now))
    calls = state.get("calls", [])
    for limit in limits:
        if limit.seconds > _LONGEST_LISTED:
            window, used = state.get("counts", {}).get(str(limit.seconds), (0, 0))
            if window == int(now // limit.seconds) and used >= limit.calls:
                waits.append((window + 1) * limit.seconds - now)
            continue
        recent = [moment for moment in calls if moment > now - limit.seconds]
        if len(recent) >= limit.calls:
            waits.append(sorted(recent)[-limit.calls] + limit.seconds - now)
    return max(0.0, *waits)


def entered(state: State, limits: Sequence[Limit], token: str, now: float, lease: float) -> State:
    """The state with one more request under way; it is taken for lost after `lease` seconds."""
    listed = max((limit.seconds for limit in limits if limit.seconds <= _LONGEST_LISTED), default=0)
    counts: dict[str, Any] = {}
    for limit in limits:
        if limit.seconds > _LONGEST_LISTED:
            window = int(now // limit.seconds)
            known, used = state.get("counts", {}).get(str(limit.seconds), (window, 0))
            counts[str(limit.seconds)] = (window, used + 1 if known == window else 1)
    return {
        "calls": [moment for moment in state.get("calls", []) if moment > now - listed] + ([now] if listed else []),
        "counts": counts,
        "running": [one for one in state.get("running", []) if one["until"] > now]
        + [{"token": token, "until": now + lease}],
        "closed_until": state.get("closed_until", 0.0),
    }


def left(state: State, token: str) -> State:
    """The state without the request under way."""
    return {**state, "running": [one for one in state.get("running", []) if one["token"] != token]}


def closed(state: State, until: float) -> State:
    """The state in which nothing goes out before a moment."""
    return {**state, "closed_until": max(until, state.get("closed_until", 0.0))}
