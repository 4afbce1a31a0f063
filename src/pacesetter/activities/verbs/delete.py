"""Delete an activity."""

from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.change import changing
from pacesetter.core import clock
from pacesetter.people.models import Member


def delete(activity: Activity, *, by: Member | None, reason: str = "") -> Activity:
    """Take the activity out of every list and figure. It can be restored.

    Raises a `Refusal` where it is deleted already.
    """
    with changing(activity, "deleted", by=by, reason=reason) as change:
        row = change.row
        guards.present(row)
        row.deleted_at = clock.now()
        if row.status == Status.PLANNED:
            category_of(row.activity_type.category).cancelled(row, by=by)
    return activity
