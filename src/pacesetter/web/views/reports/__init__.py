"""Pages of leaderboards, trends, exports of figures."""
