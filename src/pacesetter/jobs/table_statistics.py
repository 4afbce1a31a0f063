"""What SQLite knows of its tables, kept up to date: PostgreSQL sees to that by itself."""

from django.db import connection, transaction

from pacesetter.jobs.registry import handler
from pacesetter.jobs.running import RunningJob

# Rows of each index that are looked at: some hundredths of a second beside a million, and nobody can write meanwhile.
_LOOKED_AT = 1000


@handler("jobs.statistics", serves="installation", atomic=False)
def statistics(job: RunningJob) -> None:
    """Look at the tables once more."""
    look_at_tables()


def look_at_tables() -> None:
    """Let SQLite find out how many rows belong to one value of an index. Without that it takes an organisation for one
    of ten rows, and reads a million activities where it is asked for twenty by their ids."""
    if connection.vendor != "sqlite":
        return
    # Begun as one that writes: SQLite refuses at once to make one of a transaction that has only read.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {_LOOKED_AT}")
        cursor.execute("ANALYZE")
