"""Pages of the first run: organisation, playbook, invitations."""
