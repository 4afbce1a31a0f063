"""Which calls a member may see and settle."""

from django.db.models import Count, Q, QuerySet

from pacesetter.people.access import may_look, members_looked_after_by
from pacesetter.people.composed_query import ComposedQuery
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


def own_calls_to_settle(viewer: Member) -> int:
    """How many of the viewer's own calls wait for that, for a page that is asked for all the time."""
    if not may_look(viewer):
        return 0
    return next(iter(_OWN_TO_SETTLE.rows(member_id=viewer.pk)), 0)


_OWN_TO_SETTLE: ComposedQuery[int] = ComposedQuery(
    lambda member_id: (
        Call.objects.filter(member=member_id, state=CallState.UNMATCHED)
        .order_by()
        .values("member")
        .annotate(number=Count("pk"))
        .values_list("number", flat=True)
    ),
    is_planned=True,
)


def get_call_for(viewer: Member, call_id: int) -> Call:
    """The call, when the viewer may see it. Raises `Call.DoesNotExist` also where it may not be seen."""
    return calls_seen_by(viewer).get(pk=call_id)
