import psycopg
import pytest

from tools.boot.postgresql import find_server_programs, running_server
from tools.missing import missing


def test_a_cluster_serves_an_ordinary_user_and_is_gone_afterwards() -> None:
    programs = find_server_programs()
    if programs is None:
        missing("this machine has no PostgreSQL server")
    with running_server(programs) as address:
        with psycopg.connect(address) as connection:
            rows = connection.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")
            assert rows.fetchall() == [(False, True)]
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(address.replace("pacesetter:", "pacesetter:not"), connect_timeout=10)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, connect_timeout=10)
