"""Which calls a member may see and settle."""

from django.db.models import Q, QuerySet

from pacesetter.people.access import may_look, members_looked_after_by
from pacesetter.people.models import Member
from pacesetter.telephony.models import Call, CallState


def calls_seen_by(viewer: Member) -> QuerySet[Call]:
    """Calls of members whom the viewer looks after; those of nobody only for who sees everybody."""
    calls: QuerySet[Call] = Call.objects.select_related("member", "company", "contact", "source")
    if not may_look(viewer):
        return calls.none()
    return calls if viewer.sees_everyone else calls.filter(Q(member__in=members_looked_after_by(viewer).values("pk")))


def calls_to_settle(viewer: Member) -> QuerySet[Call]:
    """Those of them that wait for somebody to say who it was."""
    return calls_seen_by(viewer).filter(state=CallState.UNMATCHED)


def get_call_for(viewer: Member, call_id: int) -> Call:
    """The call, when the viewer may see it. Raises `Call.DoesNotExist` also where it may not be seen."""
    return calls_seen_by(viewer).get(pk=call_id)
