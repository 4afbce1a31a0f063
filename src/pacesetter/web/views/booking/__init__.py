"""The pages of visitors who book a meeting."""
