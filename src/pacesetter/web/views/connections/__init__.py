"""Pages of connections to other systems."""
