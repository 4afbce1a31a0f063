"""What somebody who leaves hands over. People know only this protocol; companies and activities live floors above."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from pacesetter.people.models import Member


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Ids of what went to the other member, and of what had to stay (a locked period can refuse the move)."""

    moved: Sequence[int]
    kept_back: Sequence[int] = ()


class Handover(Protocol):
    """One sort of thing that somebody leaves behind."""

    def waiting(self, member: "Member") -> int:
        """How many of them the member has."""

    def hand_over(self, member: "Member", to: "Member", *, by: "Member | None") -> HandedOver:
        """Give them to the other member, in the caller's transaction."""

    def hand_back(self, ids: Sequence[int], member: "Member", receiver: "Member", *, by: "Member | None") -> HandedOver:
        """Give those of them that are still the receiver's back to the member, in the caller's transaction. What
        somebody has passed on or finished meanwhile is kept back."""


@cache
def handovers() -> dict[str, Handover]:
    """Every hand-over of the table in `config/registries.py` by its key, in the order of the table."""
    return {key: import_string(path)() for key, path in settings.HANDOVERS.items()}


def waiting(member: "Member") -> dict[str, int]:
    """What the member would hand over: key of the table -> how many. What there is none of is left out."""
    counts = {key: handover.waiting(member) for key, handover in handovers().items()}
    return {key: count for key, count in counts.items() if count}
