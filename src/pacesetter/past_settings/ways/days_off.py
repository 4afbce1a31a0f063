"""Back from changes of days off, and from archiving somebody.

Events don't tell why somebody was off, so what comes back says only that they were away, and what would lose a note is
refused.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.past_settings.ways.way import Way, after, before, gone, row_of
from pacesetter.people import verbs
from pacesetter.people.models import Leave, Member


def _added(event: Event, by: Member | None) -> None:
    leave = _noted(event)
    if leave.note:
        raise Refusal(
            _("These days off have a note, which would be lost: take them back among the member’s days off."),
            code="has_note",
        )
    verbs.remove_leave(leave, by=by)


def _edited(event: Event, by: Member | None) -> None:
    leave = _noted(event)
    verbs.edit_leave(leave, by=by, kind=leave.kind, note=leave.note, **days_of(before(event)))


def _removed(event: Event, by: Member | None) -> None:
    verbs.add_leave(row_of(Member, event.subject_id), by=by, kind="away", **days_of(before(event)))


def _archived(event: Event, by: Member | None) -> None:
    verbs.take_back_archiving(row_of(Member, event.subject_id), by=by)


def _noted(event: Event) -> Leave:
    """The days off as the event left them; those that were changed since are others."""
    found = Leave.objects.filter(member_id=event.subject_id, **days_of(after(event))).order_by("-pk").first()
    if found is None:
        raise gone()
    leave: Leave = found
    return leave


def days_of(told: dict[str, Any]) -> dict[str, Any]:
    """From when until when, and how much of each day, as the event tells it; a share is told as 1 or as 1.00."""
    days = {name: date.fromisoformat(told[name]) for name in ("starts_on", "ends_on")}
    return {**days, "share": Decimal(told["share"])}


DAYS_OFF: dict[str, Way] = {
    "leave.added": _added,
    "leave.edited": _edited,
    "leave.removed": _removed,
    "member.archived": _archived,
}
