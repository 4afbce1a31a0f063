"""Rows of team membership that belong together."""

from typing import Any

from pacesetter.people.models import TeamMembership


def with_neighbours(membership: TeamMembership) -> TeamMembership:
    """The membership, made one with those of the same team that adjoin it and lead it as well (or don't as well)."""
    rows = TeamMembership.objects.filter(
        member_id=membership.member_id, team_id=membership.team_id, is_lead=membership.is_lead
    ).exclude(pk=membership.pk)
    before = rows.filter(ends_on=membership.starts_on).first()
    after = rows.filter(starts_on=membership.ends_on).first() if membership.ends_on else None
    for row in (before, after):
        if row is not None:
            row.delete()
    membership.starts_on = before.starts_on if before else membership.starts_on
    membership.ends_on = after.ends_on if after else membership.ends_on
    membership.save(update_fields=["starts_on", "ends_on"])
    return membership


def told(membership: TeamMembership) -> dict[str, Any]:
    """The membership as an event keeps it."""
    return {
        "team_id": membership.team_id,
        "team": membership.team.name,
        "is_lead": membership.is_lead,
        "starts_on": membership.starts_on,
        "ends_on": membership.ends_on,
    }
