"""As which member the one who is logged in works, where a log-in may belong to several organisations."""

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from pacesetter.people.access import on_day
from pacesetter.people.models import Member, TeamMembership

_CHOSEN = "organisation_id"


def memberships_of(user_id: int) -> QuerySet[Member]:
    """The memberships with which this log-in may work now, by name of the organisation.

    `leads_a_team` is read along, for the navigation; whose figures may be seen is decided by `people.access`.
    """
    # Today in UTC will do for a link that appears: the figures behind it are guarded by the member's own day.
    led = TeamMembership.across_organisations.filter(
        on_day(timezone.now().date()), member=OuterRef("pk"), organisation=OuterRef("organisation"), is_lead=True
    )
    memberships: QuerySet[Member] = (
        Member.across_organisations.filter(user=user_id, archived_at__isnull=True)
        .select_related("organisation")
        .annotate(leads_a_team=Exists(led))
        .order_by("organisation__name", "pk")
    )
    return memberships


def chosen_member(user_id: int, session: SessionBase) -> Member | None:
    """The member as whom this session works: the one chosen, or the only one there is. None where there are several
    to choose from, and where the membership has ended since (it is looked up anew with every request)."""
    memberships = memberships_of(user_id)
    if _CHOSEN in session:
        return memberships.filter(organisation=session[_CHOSEN]).first()
    two = list(memberships[:2])
    if len(two) != 1:
        return None
    choose(two[0], session)
    return two[0]


def choose(member: Member, session: SessionBase) -> None:
    """Let this session work for the member's organisation from now on."""
    session[_CHOSEN] = member.organisation_id
