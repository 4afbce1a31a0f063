"""How many rows there are, in every table of the database."""

from django.db import connection


def row_counts() -> dict[str, int]:
    """Table to number of rows, whatever made the table."""
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts
