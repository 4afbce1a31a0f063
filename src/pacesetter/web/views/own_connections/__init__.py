"""Pages of a member's own connections."""
