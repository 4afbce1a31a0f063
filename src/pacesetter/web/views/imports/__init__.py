"""Pages on which files are brought in."""
