"""Restore a deleted activity."""

from django.utils.translation import gettext as _

from pacesetter.activities.category import category_of
from pacesetter.activities.locking import locked
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs.change import changing
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def restore(activity: Activity, *, by: Member | None, reason: str = "") -> Activity:
    """Bring a deleted activity back as it was, with all that it counted for and the next step that went with it.

    Raises a `Refusal` where it is not deleted, and where it is the duplicate of one that is.
    """
    with changing(activity, "restored", by=by, reason=reason) as change:
        row = change.row
        if row.deleted_at is None:
            raise Refusal(_("This activity is not deleted."), code="wrong_status")
        # Locked, so that it is not deleted meanwhile: deleting looks whether a duplicate is there.
        if row.duplicate_of_id is not None and locked(row.duplicate_of_id).deleted_at is not None:
            raise Refusal(_("The one that this is a duplicate of is deleted. Restore that one."), code="deleted")
        row.deleted_at = None
        if row.status == Status.PLANNED:
            category_of(row.activity_type.category).reopened(row, by=by)
        elif row.status == Status.COMPLETED:
            # Imported here, since putting it back is restoring.
            from pacesetter.activities.verbs.next_step import put_next_step_back

            put_next_step_back(row, by=by)
    return activity
