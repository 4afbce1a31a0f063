"""Put a to-do off."""

from datetime import date

from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.snoozing import same_time_on
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.change import changing
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def snooze(activity: Activity, *, by: Member | None, until: date, reason: str = "") -> Activity:
    """Make the activity due on another day, at the same time of day where it has one. The booking stays.

    Raises a `Refusal` where it is not planned.
    """
    with changing(activity, "snoozed", by=by, reason=reason) as change:
        row = change.row
        guards.in_status(row, Status.PLANNED)
        before: dict[str, object] = {"due_on": row.due_on, "due_at": row.due_at}
        row.due_on, row.due_at = until, same_time_on(until, row.due_at, row.owner)
        category_of(row.activity_type.category).changed(row, by=by, before=before)
    return activity
