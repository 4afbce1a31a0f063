"""Restore an archived outcome."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import Outcome
from pacesetter.activities.settings_verbs import rows
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def restore_outcome(outcome: Outcome, *, by: Member | None, reason: str = "") -> Outcome:
    """Offer an archived outcome again.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is not archived.
    """
    guards.administrator(by)
    guards.known(outcome, "outcome")
    with transaction.atomic():
        guards.one_at_a_time()
        row: Outcome = Outcome.objects.get(pk=outcome.pk)
        if row.archived_at is None:
            raise Refusal(_("This is not archived."), code="not_archived")
        before, after = rows.change(row, {"archived_at": None})
        subject = ("outcome", row.pk)
        settle("outcome.restored", subject, by=by, before=before, after=after, reason=reason, since=rows.today())
    return row
