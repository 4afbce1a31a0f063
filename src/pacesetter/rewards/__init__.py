"""Comparing people and teams: leaderboards, and the screens on the wall that show them."""
