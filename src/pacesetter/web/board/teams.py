"""The team filter of the board."""

from collections.abc import Sequence

from pacesetter.people.access import teams_led_by
from pacesetter.people.models import Member, Team


def teams_shown_to(viewer: Member) -> list[Team]:
    """The teams to choose from: all of them, or those that the viewer leads. One query."""
    teams = Team.objects.filter(archived_at__isnull=True)
    if not viewer.sees_everyone:
        teams = teams.filter(pk__in=teams_led_by(viewer).values("team_id"))
    return list(teams)


def chosen_team(teams: Sequence[Team], asked: str) -> Team | None:
    """The team asked for, None for everybody. One that may not be seen counts as not asked for."""
    return next((team for team in teams if str(team.pk) == asked), None)
