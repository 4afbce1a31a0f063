"""The team filter of the board, and of what lies behind its figures."""

from collections.abc import Sequence

from pacesetter.people.access import teams_led_by
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member, Team
from pacesetter.tenancy.models import LeaderboardAudience


def teams_shown_to(viewer: Member) -> list[Team]:
    """The teams to choose from: all of them, or those that the viewer leads. One query."""
    if viewer.sees_everyone:
        return _IN_USE.rows()
    led = teams_led_by(viewer).values("team_id")
    return list(Team.objects.filter(archived_at__isnull=True, pk__in=led))


_IN_USE: ComposedQuery[Team] = ComposedQuery(lambda: Team.objects.filter(archived_at__isnull=True), is_planned=True)


def teams_named_to(viewer: Member) -> list[Team]:
    """The teams whose figures the viewer may come across: those shown to them, and all where leaderboards, which name
    every team, are for everybody."""
    if viewer.organisation.leaderboards_for == LeaderboardAudience.EVERYBODY:
        return _IN_USE.rows()
    return teams_shown_to(viewer)


def team_behind(viewer: Member, member: Member, asked: str) -> Team | None:
    """The team on whose days alone a figure of the member's is to be explained, None where no team is asked for. Raises
    `Team.DoesNotExist` for one that the viewer does not come across: explaining another figure than the one that led
    here would be worse than none."""
    if not asked:
        return None
    teams = _IN_USE.rows() if member.pk == viewer.pk else teams_named_to(viewer)
    if (team := chosen_team(teams, asked)) is None:
        raise Team.DoesNotExist
    return team


def chosen_team(teams: Sequence[Team], asked: str) -> Team | None:
    """The team asked for, None for everybody. One that may not be seen counts as not asked for."""
    return next((team for team in teams if str(team.pk) == asked), None)
