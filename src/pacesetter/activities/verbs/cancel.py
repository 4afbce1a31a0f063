"""Cancel an activity."""

from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.change import changing
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def cancel(activity: Activity, *, by: Member | None, reason: str = "") -> Activity:
    """Cancel a planned activity: it counts neither as booked nor as completed. Reopening undoes it.

    Raises a `Refusal` where it is not planned.
    """
    with changing(activity, "cancelled", by=by, reason=reason) as change:
        row = change.row
        guards.in_status(row, Status.PLANNED)
        row.status = Status.CANCELLED
        row.cancelled_at = clock.now()
        category_of(row.activity_type.category).cancelled(row, by=by)
    return activity
