"""Delete an activity."""

from django.utils.translation import gettext as _

from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.change import changing
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member


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

            take_back_next_step(row, by=by)
        row.deleted_at = clock.now()
        if row.status == Status.PLANNED:
            category_of(row.activity_type.category).cancelled(row, by=by)
    return activity
