"""Archive an outcome."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import Outcome
from pacesetter.activities.settings_verbs import rows
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def archive_outcome(outcome: Outcome, *, by: Member | None, reason: str = "") -> Outcome:
    """Offer the outcome for no other activity type. Where it is allowed it stays, and counts as before.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is archived already.
    """
    guards.administrator(by)
    guards.known(outcome, "outcome")
    with transaction.atomic():
        guards.one_at_a_time()
        row: Outcome = Outcome.objects.get(pk=outcome.pk)
        if row.archived_at is not None:
            raise Refusal(_("This is archived already."), code="archived")
        rows.change(row, {"archived_at": clock.now()})
        after = {"name": row.name, "archived_at": row.archived_at}
        settle("outcome.archived", ("outcome", row.pk), by=by, after=after, reason=reason, since=rows.today())
    return row
