"""How PostgreSQL goes about what it is asked: each question by the one process of its connection.

Starting helpers takes the server 5 ms, more than nearly all questions of a page take, and it begins to do so for sums
of a few thousand rows. Whoever has much to do, such as a rebuild, opens several connections.
"""

from typing import Any
from weakref import WeakSet

from django.db.backends.signals import connection_created

# Those of a pool come by again with each request.
_told: WeakSet[Any] = WeakSet()


def without_helpers(connection: Any, **_: Any) -> None:
    """Tell the server of a new connection, once."""
    if connection.vendor != "postgresql" or connection.connection in _told:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    _told.add(connection.connection)


def tell_new_connections() -> None:
    """To be called when Django starts."""
    connection_created.connect(without_helpers, dispatch_uid="pacesetter.tenancy.planning")
