"""The list of members for those who look after them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pacesetter.core import clock
from pacesetter.people.access import on_day
from pacesetter.people.models import Invitation, Member, RoleAssignment, TeamMembership

STATES = (
    ("", _("Here")),
    ("invited", _("Invited")),
    ("archived", _("Archived")),
    ("all", _("All")),
)


@dataclass(frozen=True)
class ListedMember:
    """A member as a line of the list."""

    member: Member
    roles: str
    teams: str
    state: str


def state_of(member: Member) -> str:
    """Archived, in, invited (a link is open), or expired (none is, and they were never in)."""
    if member.is_archived:
        return "archived"
    if member.user_id is not None:
        return "in"
    return "invited" if member.has_open_invitation else "expired"  # type: ignore[attr-defined]


def members_with(state: str, search: str) -> QuerySet[Member]:
    """The members in that state whose name or address holds the text."""
    open_link = Invitation.objects.filter(
        member=OuterRef("pk"), accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=clock.now()
    )
    rows: QuerySet[Member] = Member.objects.annotate(has_open_invitation=Exists(open_link))
    if state == "archived":
        rows = rows.filter(archived_at__isnull=False)
    elif state != "all":
        rows = rows.filter(archived_at__isnull=True)
    if state == "invited":
        rows = rows.filter(user__isnull=True)
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(email__icontains=search))
    return rows


def with_places(rows: QuerySet[Member], day: date) -> QuerySet[Member]:
    """The rows, with roles and teams of the day read along."""
    roles = RoleAssignment.objects.filter(on_day(day)).select_related("role").order_by("role__position", "role__name")
    teams = TeamMembership.objects.filter(on_day(day)).select_related("team").order_by("team__position", "team__name")
    return rows.prefetch_related(
        Prefetch("role_assignments", roles, to_attr="roles_now"),
        Prefetch("team_memberships", teams, to_attr="teams_now"),
    )


def listed(member: Member) -> ListedMember:
    """One of `with_places`, in words."""
    roles = ", ".join(one.role.name for one in member.roles_now)  # type: ignore[attr-defined]
    teams = ", ".join(
        f"{one.team.name} ({_('lead')})" if one.is_lead else one.team.name
        for one in member.teams_now  # type: ignore[attr-defined]
    )
    return ListedMember(member, roles, teams, state_of(member))
