"""What an activity adds to the figures: pure, and the same for every verb, the rebuild and the check.

Source: docs/kpi-semantics.md, "When and for whom an activity counts".
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from pacesetter.activities.models import Activity, Provenance, Status

BOOKED = "b"
COMPLETED = "c"


class Cell(NamedTuple):
    """One total by day: who, what, which moment. `outcome_id` is 0 where there is none."""

    day: date
    member_id: int
    activity_type_id: int
    moment: str
    outcome_id: int


class Amount(NamedTuple):
    """What one activity adds to a cell. Money is in the smallest unit of the organisation's currency."""

    count: int  # type: ignore[assignment]  # the field's word, though tuples have a method of that name
    minutes: int
    value_minor: int


Facts = dict[Cell, Amount]


def facts_of(activity: Activity) -> Facts:
    """The cells that the activity adds to, as it stands. Empty where it counts for nothing."""
    if (
        activity.deleted_at is not None
        or activity.duplicate_of_id is not None
        or activity.status == Status.CANCELLED
        or activity.provenance == Provenance.CAMPAIGN_RECIPIENT
    ):
        return {}
    facts: Facts = {}
    owner, activity_type = activity.owner_id, activity.activity_type_id
    if activity.booked_on is not None and activity.booked_for_id is not None:
        # Bookings are counted whatever became of them, so they carry no outcome.
        facts[Cell(activity.booked_on, activity.booked_for_id, activity_type, BOOKED, 0)] = Amount(
            1, activity.planned_minutes, activity.planned_value_minor
        )
    if activity.completed_on is not None:
        cell = Cell(activity.completed_on, owner, activity_type, COMPLETED, activity.outcome_id or 0)
        facts[cell] = Amount(1, activity.minutes, activity.value_minor)
    return facts


def difference(before: Facts, after: Facts) -> Facts:
    """What has to be added to the totals so that `after` counts instead of `before`; sorted, without zeros.

    The order is the same in every transaction, so that two of them never wait for each other in a circle.
    """
    cells: Iterable[Cell] = sorted(before.keys() | after.keys())
    nothing = Amount(0, 0, 0)
    changes: Facts = {}
    for cell in cells:
        old, new = before.get(cell, nothing), after.get(cell, nothing)
        if old != new:
            changes[cell] = Amount(new.count - old.count, new.minutes - old.minutes, new.value_minor - old.value_minor)
    return changes
