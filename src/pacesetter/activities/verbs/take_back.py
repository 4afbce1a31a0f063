"""Take back what was done to some activities at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.undoing import Deed, Step, Undo, due_from, due_state, owner_state
from pacesetter.activities.verbs.change import changing
from pacesetter.activities.verbs.edit import edit
from pacesetter.activities.verbs.reopen import reopen
from pacesetter.activities.verbs.restore import restore
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member


def take_back(undo: Undo, *, by: Member, reason: str = "") -> int:
    """Undo it for each activity that is still as it was left. Answers how many those were.

    One that somebody has changed since is left alone: their change counts more than an undo. Raises a `Refusal` where
    none is left.
    """
    done = 0
    refusal: Refusal | None = None
    for step in undo.steps:
        try:
            with transaction.atomic():
                done += _take_back(step, undo.deed, by, reason)
        except Refusal as refused:
            refusal = refused
        except Activity.DoesNotExist:
            continue
    if not done:
        raise refusal or Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")
    return done


def _take_back(step: Step, deed: Deed, by: Member, reason: str) -> bool:
    activity = get_activity_to_change_for(by, step.activity_id)
    if deed is Deed.DELETED:
        restore(activity, by=by, reason=reason)
    elif deed is Deed.MOVED:
        return _move_back(activity, step, by, reason)
    elif deed is Deed.HANDED_OVER:
        if owner_state(activity) != step.after:
            return False
        (owner_id,) = step.before
        edit(activity, by=by, reason=reason, owner=Member.objects.get(pk=int(owner_id or 0)))
    else:
        wanted = Status.COMPLETED if deed is Deed.COMPLETED else Status.CANCELLED
        if activity.status != wanted:
            return False
        reopen(activity, by=by, reason=reason)
    return True


def _move_back(activity: Activity, step: Step, by: Member, reason: str) -> bool:
    with changing(activity, "rescheduled", by=by, reason=reason) as change:
        row = change.row
        if row.status != Status.PLANNED or row.deleted_at is not None or due_state(row) != step.after:
            return False
        row.due_on, row.due_at = due_from(step.before)
    return True
