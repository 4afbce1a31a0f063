"""Take a next step out of use, and bring it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import NextStep
from pacesetter.activities.settings_verbs import rows
from pacesetter.activities.settings_verbs.next_steps import flag, free, told
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def archive_next_step(step: NextStep, *, by: Member | None, reason: str = "") -> NextStep:
    """Let it hold no longer. What it planned stays.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is archived already.
    """
    return _switched(step, by, reason, archive=True)


def restore_next_step(step: NextStep, *, by: Member | None, reason: str = "") -> NextStep:
    """Let it hold again.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is not archived or another has taken
    its place.
    """
    return _switched(step, by, reason, archive=False)


def _switched(step: NextStep, by: Member | None, reason: str, *, archive: bool) -> NextStep:
    guards.administrator(by)
    guards.known(step, "next_step")
    with transaction.atomic():
        guards.one_at_a_time()
        row: NextStep = NextStep.objects.select_related("after_type").get(pk=step.pk)
        if (row.archived_at is not None) == archive:
            text = _("This is archived already.") if archive else _("This is not archived.")
            raise Refusal(text, code="archived" if archive else "not_archived")
        if not archive:
            free(row.after_type, list(row.outcome_links.values_list("outcome_id", flat=True)), but=row)
        rows.change(row, {"archived_at": clock.now() if archive else None})
        flag(row.after_type)
        verb = "next_step.archived" if archive else "next_step.restored"
        settle(verb, ("next_step", row.pk), by=by, after=told(row), reason=reason, since=rows.today())
    return row
