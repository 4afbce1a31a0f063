"""Say that an activity was recorded twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.locking import hold
from pacesetter.activities.models import Activity
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.change import changing
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def mark_duplicate(activity: Activity, *, by: Member | None, of: Activity | None, reason: str = "") -> Activity:
    """Keep the activity but count only the other one; `of=None` takes the mark away.

    Raises a `Refusal` for an activity that is a duplicate of itself or of another duplicate.
    """
    with _both_locked(activity, of), changing(activity, "marked_duplicate", by=by, reason=reason) as change:
        row = change.row
        guards.present(row)
        if of is not None:
            guards.same_organisation(of, row.organisation_id, "duplicate_of")
            # Chains would leave nothing that counts.
            of = Activity.objects.get(pk=of.pk)
            guards.present(of)
            if of.pk == row.pk or of.duplicate_of_id is not None or row.duplicates.exists():
                raise Refusal(
                    _("Choose the one activity that should count."), field="duplicate_of", code="duplicate_chain"
                )
        row.duplicate_of = of
    return activity


@contextmanager
def _both_locked(activity: Activity, of: Activity | None) -> Iterator[None]:
    """The older one first, whichever of them is marked: two who mark them the other way round wait in a row."""
    with transaction.atomic():
        if of is not None:
            hold({activity.pk, of.pk})
        yield
