"""Complete a planned activity."""

from datetime import datetime

from pacesetter.activities.category import category_of
from pacesetter.activities.days import checked_moment, local_day
from pacesetter.activities.models import Activity, Outcome, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.change import changing
from pacesetter.activities.verbs.next_contact import plan_next_contact
from pacesetter.activities.verbs.next_step import plan_next_step
from pacesetter.activities.verbs.next_turn import plan_next_turn
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def complete(
    activity: Activity,
    *,
    by: Member | None,
    outcome: Outcome | None = None,
    minutes: int | None = None,
    value_minor: int | None = None,
    note: str | None = None,
    at: datetime | None = None,
    reason: str = "",
) -> Activity:
    """Complete the activity at `at` (now by default). It counts on the owner's local day of that moment.

    Minutes and value are the planned ones unless given. Where it belongs to a series, a rule on
    its type or a call cycle of the company asks for it, the next one is planned. Raises a `Refusal`
    where it is not planned, the moment lies in the future, or the outcome is not one of the type's.
    """
    guards.not_negative(minutes, value_minor)
    moment = checked_moment(at)
    with changing(activity, "completed", by=by, reason=reason) as change:
        row = change.row
        guards.in_status(row, Status.PLANNED)
        guards.allowed_outcome(row.activity_type, outcome)
        row.status = Status.COMPLETED
        row.completed_at = moment
        row.completed_on = local_day(moment, row.owner)
        row.completed_by = by or row.owner
        row.outcome = outcome
        row.minutes = row.planned_minutes if minutes is None else minutes
        row.value_minor = row.planned_value_minor if value_minor is None else value_minor
        if note is not None:
            row.note = note
        category_of(row.activity_type.category).completed(row, by=by)
        plan_next_turn(row, by=by)
        # Before the call cycle, which plans nothing beside what is planned.
        plan_next_step(row, by=by)
        plan_next_contact(row, by=by)
    return activity
