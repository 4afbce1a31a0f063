"""Calls that a phone system reports by itself: each counted once, with whom it was, or asked about."""
