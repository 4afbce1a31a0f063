"""Call cycles of companies that become one."""

from pacesetter.activities.models import CallCycle
from pacesetter.crm.mergers import Moved
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member


class CycleMerger:
    """Moves the cycles of a company. Where the one that stays has a cycle of the type already, that one holds."""

    def move(self, dropped: Company | Contact, kept: Company | Contact, *, by: Member | None, reason: str) -> Moved:
        """Hang the cycles on the one that stays."""
        if isinstance(dropped, Contact):
            return []
        there = CallCycle.objects.filter(company=kept.pk).values("activity_type")
        moving = CallCycle.objects.filter(company=dropped.pk).exclude(activity_type__in=there)
        ids = sorted(moving.values_list("pk", flat=True))
        _move(ids, dropped.pk, kept.pk)
        return ids

    def move_back(
        self, moved: Moved, kept: Company | Contact, dropped: Company | Contact, *, by: Member | None, reason: str
    ) -> None:
        """Hang them back, except those that were ended since."""
        _move(moved, kept.pk, dropped.pk)


def _move(ids: list[int], from_id: int, to_id: int) -> None:
    if not ids:
        return
    CallCycle.objects.filter(pk__in=ids, company=from_id).update(company=to_id)
    for company_id in (from_id, to_id):
        has_one = CallCycle.objects.filter(company=company_id, paused_at__isnull=True).exists()
        Company.objects.filter(pk=company_id).update(has_call_cycle=has_one)
