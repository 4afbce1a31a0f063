"""The clock that leases are measured with."""

from datetime import datetime

from django.db import connection
from django.utils import timezone


def now() -> datetime:
    """The database server's time on PostgreSQL, this machine's on SQLite (where there is only one machine).

    Workers on several machines share the database's clock, so that a machine whose own clock is ahead doesn't take
    jobs away from the others.
    """
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
