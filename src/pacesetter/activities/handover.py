"""To-dos of somebody who leaves."""

from collections.abc import Sequence

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
        return _give(_to_dos(member), to, by=by)

    def hand_back(self, ids: Sequence[int], member: Member, receiver: Member, *, by: Member | None) -> HandedOver:
        """Make the member the owner again of what the receiver has not done yet."""
        result = _give(_to_dos(receiver).filter(pk__in=ids), member, by=by)
        moved = set(result.moved)
        return HandedOver(result.moved, [pk for pk in ids if pk not in moved])


def _give(to_dos: QuerySet[Activity], to: Member, *, by: Member | None) -> HandedOver:
    moved: list[int] = []
    kept_back: list[int] = []
    for activity in to_dos.select_related("activity_type").order_by("pk"):
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
