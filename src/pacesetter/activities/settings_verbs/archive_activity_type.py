"""Archive an activity type."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.activities.settings_verbs import rows
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def archive_activity_type(activity_type: ActivityType, *, by: Member | None, reason: str = "") -> ActivityType:
    """Offer the type for new activities no more. What was recorded with it stays and counts as before.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is archived already.
    """
    guards.administrator(by)
    guards.known(activity_type, "activity_type")
    with transaction.atomic():
        guards.one_at_a_time()
        row: ActivityType = ActivityType.objects.get(pk=activity_type.pk)
        if row.archived_at is not None:
            raise Refusal(_("This is archived already."), code="archived")
        rows.change(row, {"archived_at": clock.now()})
        subject = ("activity_type", row.pk)
        after = {"name": row.name, "archived_at": row.archived_at}
        settle("activity_type.archived", subject, by=by, after=after, reason=reason, since=rows.today())
    return row
