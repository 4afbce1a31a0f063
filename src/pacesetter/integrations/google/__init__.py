"""Google: the calendar of a member, by Calendar API v3."""
