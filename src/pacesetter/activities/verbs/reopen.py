"""Reopen a completed or cancelled activity."""

from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.change import changing
from pacesetter.activities.verbs.next_contact import take_back_next_contact
from pacesetter.activities.verbs.next_step import take_back_next_step
from pacesetter.activities.verbs.next_turn import take_back_next_turn
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def reopen(activity: Activity, *, by: Member | None, reason: str = "") -> Activity:
    """Make the activity planned again: what completing or cancelling did to the figures is undone exactly.

    Raises a `Refusal` where it is planned already or deleted.
    """
    with changing(activity, "reopened", by=by, reason=reason) as change:
        row = change.row
        guards.in_status(row, Status.COMPLETED, Status.CANCELLED)
        if row.status == Status.COMPLETED:
            take_back_next_turn(row, by=by)
            take_back_next_step(row, by=by)
            take_back_next_contact(row, by=by)
        if row.status == Status.COMPLETED and row.booked_on is None and not _was_planned(row):
            # One that was logged as done never had a due day; without one it would hide at the end of the to-do list.
            row.due_on = row.due_on or row.completed_on
            row.planned_minutes, row.planned_value_minor = row.minutes, row.value_minor
        row.status = Status.PLANNED
        row.completed_at = row.completed_on = row.cancelled_at = None
        row.completed_by = None
        row.outcome = None
        row.minutes = row.value_minor = 0
        category_of(row.activity_type.category).reopened(row, by=by)
    return activity


def _was_planned(row: Activity) -> bool:
    """Whether it was completed from a plan, which comes back as it was. A plan may have no booking: a to-do that was
    brought in, or one that was reopened before."""
    return Event.objects.filter(subject_kind="activity", subject_id=row.pk, verb="activity.completed").exists()
