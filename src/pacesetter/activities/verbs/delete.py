"""Delete an activity."""

from datetime import datetime

from django.utils.translation import gettext as _

from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.change import changing
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def delete(activity: Activity, *, by: Member | None, reason: str = "") -> Activity:
    """Take the activity out of every list and figure. It can be restored. A next step
    that followed from it by a rule goes with it, where nobody has done anything with that since.

    Raises a `Refusal` where it is deleted already, and where another is marked as its duplicate: then nothing of what
    was done would count any more.
    """
    with changing(activity, "deleted", by=by, reason=reason) as change:
        row = change.row
        guards.present(row)
        if row.duplicates.filter(deleted_at__isnull=True).exists():
            raise Refusal(
                _("Another activity is marked as a duplicate of this one. Take that mark away first."),
                code="has_duplicates",
            )
        if row.status == Status.COMPLETED:
            # Imported here, since taking back is deleting.
            from pacesetter.activities.verbs.next_step import take_back_next_step

            take_back_next_step(row, by=by, for_good=False)
        row.deleted_at = clock.now()
        if row.status == Status.PLANNED:
            category_of(row.activity_type.category).cancelled(row, by=by)
    return activity


def delete_untouched(planned: Activity, as_planned_at: datetime | None, *, by: Member | None) -> bool:
    """Delete what a verb had planned by itself, unless somebody has done something with it since: changed it, or marked
    another as its duplicate. Says whether it did."""
    if planned.deleted_at is not None or planned.status != Status.PLANNED or planned.updated_at != as_planned_at:
        return False
    if planned.duplicates.filter(deleted_at__isnull=True).exists():
        return False
    delete(planned, by=by)
    return True
