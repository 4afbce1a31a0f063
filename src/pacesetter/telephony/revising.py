"""Correct what a call was logged as, where a leg that is reported later tells more."""

from typing import Any

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityContact, ActivityParticipant, Status
from pacesetter.core.refusal import Refusal
from pacesetter.telephony.models import Call, CallSource
from pacesetter.telephony.recording import Record, source_key


def revise(call: Call, source: CallSource, *, before: Record | None, after: Record | None) -> None:
    """Bring the activity from what was said `before` to what is said `after`. What a person has written in the
    meantime stays: only fields that still hold what the reports had said are changed. An activity that somebody made
    (their own record of the call, or one they settled by hand), or has deleted, is left alone.

    Where the rules refuse, the activity stays as it is, and the call says why.
    """
    activity = call.activity
    if activity is None or before is None or after is None or not _is_ours(activity, source):
        return
    now = _now(activity)
    edits: dict[str, Any] = {
        name: value
        for name, value in _edits(after).items()
        if _ids(value) != _ids(_edits(before)[name]) and _ids(now[name]) == _ids(_edits(before)[name])
    }
    if "owner" in edits:
        # The day on which it counts is the owner's, and it was they who did it.
        edits.setdefault("completed_at", now["completed_at"])
        if activity.completed_by_id == activity.owner_id:
            edits["completed_by"] = edits["owner"]
    if not edits:
        return
    try:
        verbs.edit(activity, by=None, **edits)
    except Refusal as refusal:
        call.question = refusal.message[:300]


def _is_ours(activity: Activity, source: CallSource) -> bool:
    return (
        activity.source == source_key(source)
        and activity.created_by_id is None
        and activity.deleted_at is None
        and activity.status == Status.COMPLETED
    )


def _edits(record: Record) -> dict[str, Any]:
    edits: dict[str, Any] = {**record}
    edits["completed_at"] = edits.pop("at")
    return edits


def _now(activity: Activity) -> dict[str, Any]:
    names = ("activity_type", "owner", "outcome", "company", "minutes", "completed_at")
    return {
        **{name: getattr(activity, name) for name in names},
        "contacts": [link.contact for link in ActivityContact.objects.filter(activity=activity)],
        "participants": [link.member for link in ActivityParticipant.objects.filter(activity=activity)],
    }


def _ids(value: Any) -> Any:
    """The value as it is compared: lists of people in no order."""
    return {one.pk for one in value} if isinstance(value, list) else value
