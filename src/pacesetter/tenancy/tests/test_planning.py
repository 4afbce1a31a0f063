import pytest
from django.db import connection

from pacesetter.tenancy.planning import without_helpers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is no server"),
]


def helpers() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_parallel_workers_per_gather")
        return str(cursor.fetchone()[0])


def test_a_new_connection_asks_the_server_for_no_helpers() -> None:
    connection.close()
    assert helpers() == "0"


def test_it_is_told_once() -> None:
    connection.close()
    assert helpers() == "0"
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 3")
    # As a pool hands the same connection out again.
    without_helpers(connection)
    assert helpers() == "3"
    connection.close()
