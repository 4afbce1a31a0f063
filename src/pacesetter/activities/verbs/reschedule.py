"""Move a planned activity to another day or time."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.change import changing
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def reschedule(
    activity: Activity,
    *,
    by: Member | None,
    due_on: date | None = None,
    due_at: datetime | None = None,
    reason: str = "",
) -> Activity:
    """Give the activity a new due day, or a due time (which gives the owner's local day).

    The day on which it was booked stays. Raises a `Refusal` where it is not planned or no day is given.
    """
    if due_on is None and due_at is None:
        raise Refusal(_("Choose the new day."), field="due_on", code="required")
    with changing(activity, "rescheduled", by=by, reason=reason) as change:
        row = change.row
        guards.in_status(row, Status.PLANNED)
        before: dict[str, object] = {"due_on": row.due_on, "due_at": row.due_at}
        row.due_on, row.due_at = guards.due(due_on, due_at, row.owner)
        category_of(row.activity_type.category).changed(row, by=by, before=before)
    return activity
