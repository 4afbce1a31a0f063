"""From columns of converted values to records: the rules of each kind, row by row, without the database."""
