"""Hand somebody's to-dos and customers over to another member."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.handover import HandedOver, handovers
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def hand_over(member: Member, to: Member, *, by: Member | None, reason: str = "") -> dict[str, HandedOver]:
    """Give everything that the member still has to do, and their customers, to another: also where archiving had to
    leave something behind. Returns what went and what had to stay, by the keys of `people.handover`.

    Raises a `Refusal` for a receiver who is archived or the member themselves.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        handed_over = give(guards.fresh(member), to, by=by)
        after = {"handed_over_to": to.pk, "handed_over": told(handed_over)}
        settle("member.handed_over", ("member", member.pk), by=by, after=after, reason=reason)
    return handed_over


def give(member: Member, to: Member, *, by: Member | None) -> dict[str, HandedOver]:
    """The same for a verb that has checked who asks and records it itself."""
    to = guards.fresh(to, "hand_over_to")
    if to.pk == member.pk or to.is_archived:
        raise Refusal(_("Choose somebody else who is still here."), field="hand_over_to", code="not_here")
    return {key: handover.hand_over(member, to, by=by) for key, handover in handovers().items()}


def told(handed_over: Mapping[str, HandedOver]) -> dict[str, dict[str, list[int]]]:
    """What was handed over, as an event keeps it: by id, so that it can be retraced."""
    return {
        key: {"moved": list(result.moved), "kept_back": list(result.kept_back)} for key, result in handed_over.items()
    }
