"""Statements past Django's own cursor, when the server has gone away."""

import psycopg
import pytest
from django.db import OperationalError, connection, transaction

from pacesetter.tenancy.prepared import fetch_row

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is no server"),
]
_ASK = "SELECT $1::int + 1"


def end_our_session() -> None:
    """As an administrator, or the server's end, would do it."""
    settings = connection.get_connection_params()
    known = {name: settings[name] for name in ("host", "port", "user", "password", "dbname") if settings.get(name)}
    with psycopg.connect(**known, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])


def test_a_session_that_has_ended_meanwhile_is_begun_anew() -> None:
    assert fetch_row(_ASK, [1]) == (2,)
    before = connection.connection.info.backend_pid
    end_our_session()
    assert fetch_row(_ASK, [2]) == (3,)
    assert connection.connection.info.backend_pid != before


def test_within_a_transaction_nothing_is_begun_anew() -> None:
    """What was done in it before is gone, and the rest alone would be half."""
    with pytest.raises(OperationalError), transaction.atomic():
        assert fetch_row(_ASK, [1]) == (2,)
        end_our_session()
        fetch_row(_ASK, [2])
    connection.close()


def test_a_session_that_goes_on_is_kept() -> None:
    fetch_row(_ASK, [1])
    before = connection.connection.info.backend_pid
    fetch_row(_ASK, [1])
    assert connection.connection.info.backend_pid == before
