"""Put a member into a team."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.people.memberships import told, with_neighbours
from pacesetter.people.models import Member, Team, TeamMembership
from pacesetter.people.spans import ends_after_it_starts, refuse_overlap
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def join_team(
    member: Member,
    team: Team,
    *,
    by: Member | None,
    is_lead: bool = False,
    starts_on: date | None = None,
    ends_on: date | None = None,
    reason: str = "",
) -> TeamMembership:
    """Let the member belong to the team from `starts_on` (today by default) until the day before `ends_on`.

    A time that adjoins one in the same team prolongs that one. Raises a `Refusal` where the two share a day, and for
    an archived team.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        member = guards.fresh(member)
        guards.known(team, "team")
        if team.archived_at is not None:
            raise Refusal(_("This team is archived. Choose another."), field="team", code="archived")
        starts_on = starts_on or guards.today(member)
        ends_after_it_starts(starts_on, ends_on)
        rows = list(TeamMembership.objects.filter(member=member, team=team))
        refuse_overlap(rows, starts_on, ends_on, _("%(name)s belongs to this team already") % {"name": member})
        membership = with_neighbours(
            TeamMembership.objects.create(
                member=member, team=team, is_lead=is_lead, starts_on=starts_on, ends_on=ends_on
            )
        )
        after = {**told(membership), "starts_on": starts_on, "ends_on": ends_on}
        settle("member.team_joined", ("member", member.pk), by=by, after=after, reason=reason, since=starts_on)
    return membership
