"""Remove an activity type that was never used."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType, ActivityTypeOutcome
from pacesetter.activities.settings_verbs import rows
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def remove_activity_type(activity_type: ActivityType, *, by: Member | None, reason: str = "") -> None:
    """Take the type away as if it had never been there.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where anything refers to it: activities, also
    deleted ones, or a KPI. Such a type can be archived.
    """
    guards.administrator(by)
    guards.known(activity_type, "activity_type")
    with transaction.atomic():
        guards.one_at_a_time()
        row: ActivityType = ActivityType.objects.get(pk=activity_type.pk)
        if rows.used_elsewhere(row, ActivityTypeOutcome):
            raise Refusal(_("“%(name)s” is in use. Archive it instead.") % {"name": row}, code="in_use")
        before, subject = {"name": row.name, "category": row.category}, ("activity_type", row.pk)
        row.delete()
        settle("activity_type.removed", subject, by=by, before=before, reason=reason, since=rows.today())
