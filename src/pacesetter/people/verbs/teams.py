"""Set up which teams there are."""

from pacesetter.people.models import Team, TeamMembership
from pacesetter.people.verbs.named import NamedList

_teams = NamedList(Team, "team", TeamMembership, "team")

add_team = _teams.add
edit_team = _teams.edit
archive_team = _teams.archive
restore_team = _teams.restore
order_teams = _teams.order
