"""Pages of phone systems that report calls."""
