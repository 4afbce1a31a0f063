"""Restore an archived activity type."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.activities.settings_verbs import rows
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def restore_activity_type(activity_type: ActivityType, *, by: Member | None, reason: str = "") -> ActivityType:
    """Offer an archived type again.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is not archived.
    """
    guards.administrator(by)
    guards.known(activity_type, "activity_type")
    with transaction.atomic():
        guards.one_at_a_time()
        row: ActivityType = ActivityType.objects.get(pk=activity_type.pk)
        if row.archived_at is None:
            raise Refusal(_("This is not archived."), code="not_archived")
        before, after = rows.change(row, {"archived_at": None})
        subject = ("activity_type", row.pk)
        settle("activity_type.restored", subject, by=by, before=before, after=after, reason=reason, since=rows.today())
    return row
