"""Edit a next step."""

from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import NextStep
from pacesetter.activities.settings_verbs import rows
from pacesetter.activities.settings_verbs.next_steps import StepValues, checked, set_outcomes, told
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def edit_next_step(step: NextStep, *, by: Member | None, reason: str = "", **values: Unpack[StepValues]) -> NextStep:
    """Let the rule say this from now on; returns it as it is now. What it planned stays.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` as adding does, or where it is archived.
    """
    guards.administrator(by)
    guards.known(step, "next_step")
    with transaction.atomic():
        guards.one_at_a_time()
        row: NextStep = NextStep.objects.select_related("after_type").get(pk=step.pk)
        if row.archived_at is not None:
            raise Refusal(_("This is archived already."), code="archived")
        before = told(row)
        rows.change(row, checked(row.after_type, values, but=row))
        set_outcomes(row, values["outcomes"])
        after = told(row)
        if after != before:
            settle("next_step.edited", ("next_step", row.pk), by=by, before=before, after=after, reason=reason)
    return row
