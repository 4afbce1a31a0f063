"""Remove an outcome that was never used."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityTypeOutcome, Outcome
from pacesetter.activities.settings_verbs import rows
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def remove_outcome(outcome: Outcome, *, by: Member | None, reason: str = "") -> None:
    """Take the outcome away as if it had never been there, also from the activity types that list it.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where an activity ended in it, a KPI counts
    it, or a type that demands an outcome would be left with none. Such an outcome can be archived.
    """
    guards.administrator(by)
    guards.known(outcome, "outcome")
    with transaction.atomic():
        guards.one_at_a_time()
        row: Outcome = Outcome.objects.get(pk=outcome.pk)
        others = ActivityTypeOutcome.objects.exclude(outcome=row).values("activity_type_id")
        left_with_none = row.activity_types.filter(needs_outcome=True).exclude(pk__in=others)
        if rows.used_elsewhere(row, ActivityTypeOutcome) or left_with_none.exists():
            raise Refusal(_("“%(name)s” is in use. Archive it instead.") % {"name": row}, code="in_use")
        before, subject = {"name": row.name}, ("outcome", row.pk)
        row.delete()
        settle("outcome.removed", subject, by=by, before=before, reason=reason, since=rows.today())
