"""Pages of captured mail."""
