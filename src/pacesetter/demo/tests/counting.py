"""How many rows there are, in every table of the database."""

from django.db import connection


def row_counts() -> dict[str, int]:
    """Table to number of rows, whatever made the table. Not counted are temporary ones, which end with the connection,
    and the segments of SQLite's word lists, which it merges when it likes."""
    counts = {}
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if connection.vendor == "postgresql":
            cursor.execute("SELECT relname FROM pg_class WHERE relpersistence = 't'")
            tables -= {name for (name,) in cursor.fetchall()}
        for table in sorted(table for table in tables if not table.endswith(("_words_data", "_words_idx"))):
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts
