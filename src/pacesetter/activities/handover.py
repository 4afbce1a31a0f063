"""To-dos of somebody who leaves."""

from django.db import transaction
from django.db.models import QuerySet

from pacesetter.activities.models import Activity, Status
from pacesetter.activities.verbs.edit import edit
from pacesetter.core.refusal import Refusal
from pacesetter.people.handover import HandedOver
from pacesetter.people.models import Member


class ToDoHandover:
    """Hands over what somebody had planned, overdue or not. What they did stays theirs, and so do their bookings."""

    def waiting(self, member: Member) -> int:
        """How many to-dos the member has."""
        return _to_dos(member).count()

    def hand_over(self, member: Member, to: Member, *, by: Member | None) -> HandedOver:
        """Make the other one the owner.

        A category that refuses one of them keeps back that one and not the whole: ending somebody's log-in must never
        depend on a to-do.
        """
        moved: list[int] = []
        kept_back: list[int] = []
        for activity in _to_dos(member).select_related("activity_type").order_by("pk"):
            try:
                with transaction.atomic():
                    edit(activity, by=by, owner=to, keep_booking=True)
            except Refusal:
                kept_back.append(activity.pk)
            else:
                moved.append(activity.pk)
        return HandedOver(moved, kept_back)


def _to_dos(member: Member) -> QuerySet[Activity]:
    to_dos: QuerySet[Activity] = Activity.objects.filter(owner=member, status=Status.PLANNED, deleted_at__isnull=True)
    return to_dos
