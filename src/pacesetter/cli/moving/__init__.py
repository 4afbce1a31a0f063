"""Everything of an installation from its SQLite file into a PostgreSQL server, row by row as it stands."""
