"""Legs as a call keeps them."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from pacesetter.telephony.call_event import Leg, Result

_MOMENTS = ("started_at", "answered_at", "ended_at")


def legs_from(kept: dict[str, Any]) -> dict[str, Leg]:
    """By their ids."""
    return {leg_id: _leg(leg_id, fields) for leg_id, fields in kept.items()}


def kept_form(legs: dict[str, Leg]) -> dict[str, Any]:
    """As JSON can hold them."""
    return {leg_id: _fields(leg) for leg_id, leg in legs.items()}


def newer(known: Leg | None, told: Leg) -> Leg:
    """What is known of a leg after another report of it, in whatever order and however often they come: its end, once
    told, stands; beginnings are the earliest that were told."""
    if known is None:
        return told
    base = known if known.ended_at or not told.ended_at else told
    answers = [leg.answered_at for leg in (known, told) if leg.answered_at]
    return replace(
        base,
        started_at=min(known.started_at, told.started_at),
        answered_at=min(answers) if answers else None,
    )


def _fields(leg: Leg) -> dict[str, Any]:
    fields = {name: value for name, value in asdict(leg).items() if value not in (None, "", False, 0) and name != "id"}
    return {name: value.isoformat() if name in _MOMENTS else value for name, value in fields.items()}


def _leg(leg_id: str, fields: dict[str, Any]) -> Leg:
    moments = {name: datetime.fromisoformat(fields[name]) for name in _MOMENTS if name in fields}
    return Leg(
        id=leg_id,
        parent=fields.get("parent", ""),
        is_inbound=fields.get("is_inbound", False),
        caller=fields.get("caller", ""),
        callee=fields.get("callee", ""),
        started_at=moments["started_at"],
        answered_at=moments.get("answered_at"),
        ended_at=moments.get("ended_at"),
        seconds=fields.get("seconds", 0),
        result=Result(fields["result"]) if "result" in fields else None,
        is_timed_by_arrival=fields.get("is_timed_by_arrival", False),
    )
