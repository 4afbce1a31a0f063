"""Take back what was done to some activities at once."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.undoing import Deed, Step, Undo, due_from, due_state
from pacesetter.activities.verbs.change import changing
from pacesetter.activities.verbs.reopen import reopen
from pacesetter.activities.verbs.restore import restore
from pacesetter.activities.verbs.undo_edit import undo_edit
from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.people.access import may_look
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


def take_back(undo: Undo, *, by: Member, reason: str = "") -> int:
    """Undo it for each activity that is still as it was left. Answers how many those were.

    One that somebody has changed since is left alone: their change counts more than an undo. Raises a `Refusal` where
    none is left.
    """
    done = 0
    refusal: Refusal | None = None
    for step in undo.steps:
        try:
            done += _take_back(step, undo.deed, by, reason)
        except Refusal as refused:
            refusal = refused
        except Activity.DoesNotExist:
            continue
    if not done:
        raise refusal or Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")
    return done


@out_of_circles
@transaction.atomic
def _take_back(step: Step, deed: Deed, by: Member, reason: str) -> bool:
    if deed is Deed.HANDED_OVER:
        return _give_back(step, by, reason)
    activity = get_activity_to_change_for(by, step.activity_id)
    if deed is Deed.DELETED:
        restore(activity, by=by, reason=reason)
    elif deed is Deed.MOVED:
        return _move_back(activity, step, by, reason)
    else:
        wanted = Status.COMPLETED if deed is Deed.COMPLETED else Status.CANCELLED
        if activity.status != wanted:
            return False
        reopen(activity, by=by, reason=reason)
    return True


def _give_back(step: Step, by: Member, reason: str) -> bool:
    (before,), (after,) = step.before, step.after
    # Who gave an own to-do away may not see it any more, and still take back what the undo says that they gave.
    is_own = before == str(by.pk) and may_look(by)
    activity = Activity.objects.get(pk=step.activity_id) if is_own else get_activity_to_change_for(by, step.activity_id)
    # What the new owner has done since is theirs.
    if activity.status != Status.PLANNED or activity.deleted_at is not None:
        return False
    # By what its history tells: who had booked it and who took part may have changed with the owner.
    edits = Event.objects.filter(subject_kind="activity", subject_id=activity.pk, verb="activity.edited")
    event = edits.filter(data__after__has_key="owner_id").order_by("-pk").first()
    owners = (event.data["before"]["owner_id"], event.data["after"]["owner_id"]) if event else ()
    if event is None or owners != (int(before or 0), int(after or 0)):
        return False
    undo_edit(activity, event, by=by, reason=reason)
    return True


def _move_back(activity: Activity, step: Step, by: Member, reason: str) -> bool:
    with changing(activity, "rescheduled", by=by, reason=reason) as change:
        row = change.row
        if row.status != Status.PLANNED or row.deleted_at is not None or due_state(row) != step.after:
            return False
        before: dict[str, object] = {"due_on": row.due_on, "due_at": row.due_at}
        row.due_on, row.due_at = due_from(step.before)
        category_of(row.activity_type.category).changed(row, by=by, before=before)
    return True
