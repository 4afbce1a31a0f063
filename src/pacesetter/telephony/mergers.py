"""Reported calls of companies and contacts that become one."""

from typing import TypedDict

from pacesetter.crm.mergers import Moved
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call

_BATCH = 500


class MovedCalls(TypedDict):
    """Ids of calls, and what of the two they hung on."""

    field: str
    calls: list[int]


class CallMerger:
    """Moves the calls. What they were logged as moves with the other activities."""

    def move(self, dropped: Company | Contact, kept: Company | Contact, *, by: Member | None, reason: str) -> Moved:
        """Hang the calls on the one that stays."""
        field = "contact" if isinstance(dropped, Contact) else "company"
        ids = sorted(Call.objects.filter(**{field: dropped.pk}).values_list("pk", flat=True))
        moved = MovedCalls(field=field, calls=ids)
        _move(moved, dropped.pk, kept.pk)
        return moved

    def move_back(
        self, moved: Moved, kept: Company | Contact, dropped: Company | Contact, *, by: Member | None, reason: str
    ) -> None:
        """Hang them back, except those that somebody has given to another since."""
        _move(moved, kept.pk, dropped.pk)


def _move(moved: MovedCalls, from_id: int, to_id: int) -> None:
    field, ids = moved["field"], moved["calls"]
    for start in range(0, len(ids), _BATCH):
        some = Call.objects.filter(pk__in=ids[start : start + _BATCH], **{field: from_id})
        some.update(**{field: to_id})
