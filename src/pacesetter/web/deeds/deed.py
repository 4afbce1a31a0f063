"""A deed as it travels in an address, and taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.people.undo_tokens import undo_token, undone_by
from pacesetter.web.deeds.unchanged import must_be_unchanged
from pacesetter.web.deeds.ways import compares, way_back

_SALT = "pacesetter.web.deeds"
# A grid of targets is saved as one; more would not fit into an address.
_MOST = 120


@dataclass(frozen=True, slots=True)
class Deed:
    """The events that one press of one member recorded, oldest first."""

    member_id: int
    event_ids: tuple[int, ...]

    def as_token(self) -> str:
        """The deed as text for an address. It is signed, so that nobody can make up another."""
        first = self.event_ids[0]
        return undo_token(self.member_id, [first, [pk - first for pk in self.event_ids]], salt=_SALT)


def deed_of(by: Member, event_ids: Iterable[int]) -> Deed | None:
    """The deed, where each of its events can be taken back; None where one cannot: half an undo would be a lie."""
    ids = tuple(event_ids)
    if not 0 < len(ids) <= _MOST:
        return None
    events = list(Event.objects.filter(pk__in=ids))
    if len(events) != len(ids) or any(way_back(event) is None for event in events):
        return None
    return Deed(by.pk, ids)


def deed_from(token: str, by: Member) -> Deed:
    """The deed that the text tells. Raises `Member.DoesNotExist` for somebody else's and for what is none, and a
    `Refusal` for one that is too old."""
    first, steps = undone_by(token, by, salt=_SALT)
    return Deed(by.pk, tuple(first + step for step in steps))


def take_deed_back(deed: Deed, *, by: Member) -> None:
    """Undo all of it or nothing, the latest first. Raises a `Refusal` where somebody has changed it since."""
    events = list(Event.objects.filter(pk__in=deed.event_ids).order_by("-id"))
    with transaction.atomic():
        # Before the first step: each of them is an event of its own.
        for event in events:
            if not compares(event):
                must_be_unchanged(event, deed.event_ids)
        for event in events:
            way = way_back(event)
            if way is None:
                raise Event.DoesNotExist
            way(event, by)
