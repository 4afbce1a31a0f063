"""Records into the database, thousands at a time, each database in the way it is fastest."""
