"""The list of members for those who look after them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pacesetter.core import clock
from pacesetter.people.access import on_day
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import AccessLevel, Invitation, Member, RoleAssignment, TeamMembership
from pacesetter.tenancy.sent_ids import sent_ids

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
    access: str
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
    roles = [one.role.name for one in member.roles_now]  # type: ignore[attr-defined]
    teams = [_team(one.team.name, is_lead=one.is_lead) for one in member.teams_now]  # type: ignore[attr-defined]
    return _line(member, str(member.get_access_level_display()), roles, teams)


def lines_of(members: Iterable[Member], day: date) -> list[ListedMember]:
    """The same for some of `members_with`, with two questions that are composed once."""
    rows = list(members)
    ids = [member.pk for member in rows]
    levels = {key: str(label) for key, label in AccessLevel.choices}
    roles, teams = defaultdict(list), defaultdict(list)
    for member_id, name in _ROLES.rows(ids=ids, day=day):
        roles[member_id].append(name)
    for member_id, name, is_lead in _TEAMS.rows(ids=ids, day=day):
        teams[member_id].append(_team(name, is_lead=is_lead))
    return [_line(member, levels[member.access_level], roles[member.pk], teams[member.pk]) for member in rows]


def _line(member: Member, access: str, roles: list[str], teams: list[str]) -> ListedMember:
    return ListedMember(member, access, ", ".join(roles), ", ".join(teams), state_of(member))


def _team(name: str, *, is_lead: bool) -> str:
    return f"{name} ({_('lead')})" if is_lead else name


_ROLES: ComposedQuery[tuple[int, str]] = ComposedQuery(
    lambda ids, day: (
        RoleAssignment.objects.filter(on_day(day), member__in=sent_ids(ids))
        .order_by("role__position", "role__name")
        .values_list("member_id", "role__name")
    ),
    is_planned=True,
)
_TEAMS: ComposedQuery[tuple[int, str, bool]] = ComposedQuery(
    lambda ids, day: (
        TeamMembership.objects.filter(on_day(day), member__in=sent_ids(ids))
        .order_by("team__position", "team__name")
        .values_list("member_id", "team__name", "is_lead")
    ),
    is_planned=True,
)
