"""Pages of members, teams, working time, invitations."""
