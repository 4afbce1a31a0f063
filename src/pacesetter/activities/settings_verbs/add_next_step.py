"""Add a next step."""

from typing import Unpack

from django.db import transaction

from pacesetter.activities.models import ActivityType, NextStep
from pacesetter.activities.settings_verbs import rows
from pacesetter.activities.settings_verbs.next_steps import StepValues, checked, flag, set_outcomes, told
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def add_next_step(
    *, by: Member | None, after_type: ActivityType, reason: str = "", **values: Unpack[StepValues]
) -> NextStep:
    """From now on, completing an activity of the type plans or suggests the next one.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a type, member or outcome that cannot be
    used, a number out of range, and an outcome for which there is a next step already.
    """
    guards.administrator(by)
    guards.known(after_type, "after_type")
    with transaction.atomic():
        guards.one_at_a_time()
        row: NextStep = NextStep.objects.create(after_type=after_type, **checked(after_type, values))
        set_outcomes(row, values["outcomes"])
        flag(after_type)
        # No past figure depends on it; but what is kept in memory of the type does.
        settle("next_step.added", ("next_step", row.pk), by=by, after=told(row), reason=reason, since=rows.today())
    return row
