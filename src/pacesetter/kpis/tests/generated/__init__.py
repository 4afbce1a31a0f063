"""Generated organisations and histories, and how they get into the database."""
