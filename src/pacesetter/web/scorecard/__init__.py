"""A member's scorecard as a page."""
