"""Take back that somebody said who a call was with."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.verbs import delete
from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallState
from pacesetter.telephony.recording import source_key


def unsettle_call(call: Call, *, by: Member) -> Call:
    """Let the call wait again as it did before it was settled. What was logged of it is deleted; what its member had
    recorded by hand stays. Raises a `Refusal` for a call that was not settled by somebody, and where the rules of
    activities keep what was logged."""
    with transaction.atomic():
        row = Call.objects.select_for_update().get(pk=call.pk)
        told = Event.objects.filter(verb="call.settled", subject_kind="call", subject_id=row.pk).first()
        if row.state != CallState.LOGGED or told is None or "before" not in told.data:
            raise Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")
        activity = row.activity
        is_of_the_report = activity is not None and (activity.source, activity.external_id) == (
            source_key(row.source),
            row.call_id,
        )
        if activity is not None and is_of_the_report and activity.deleted_at is None:
            delete(activity, by=by)
        _as_before(row, told.data["before"])
        row.save()
        events.record("call.taken_back", "call", row.pk, by_id=by.pk, data={"activity": told.data["activity"]})
    return row


def state_before(call: Call) -> dict[str, Any]:
    """What settling changes of a call, as an event keeps it."""
    return {
        "member_id": call.member_id,
        "company_id": call.company_id,
        "contact_id": call.contact_id,
        "question": call.question,
        "seconds": call.seconds,
        "ended_at": call.ended_at.isoformat() if call.ended_at else None,
    }


def _as_before(row: Call, before: dict[str, Any]) -> None:
    row.state, row.activity = CallState.UNMATCHED, None
    for name in ("member_id", "company_id", "contact_id", "question", "seconds"):
        setattr(row, name, before[name])
    row.ended_at = datetime.fromisoformat(before["ended_at"]) if before["ended_at"] else None
