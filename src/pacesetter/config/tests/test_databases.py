from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.utils import ConnectionHandler

from pacesetter.config.databases import database, sqlite, with_pool
from pacesetter.config.parsers import Unreadable


def pragma(connection: DatabaseWrapper, name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_sqlite_connection_is_opened_for_many_processes(tmp_path: Path) -> None:
    handler = ConnectionHandler({"default": sqlite(tmp_path / "db.sqlite3")})
    connection = handler["default"]
    assert isinstance(connection, DatabaseWrapper)
    try:
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "synchronous") == 1  # NORMAL
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "busy_timeout") == 20_000
    finally:
        connection.close()


@pytest.mark.django_db
def test_a_transaction_on_sqlite_takes_its_turn_from_its_first_moment(tmp_path: Path) -> None:
    settings = sqlite(tmp_path / "db.sqlite3")
    settings["OPTIONS"] = {**settings["OPTIONS"], "timeout": 0}
    handler = ConnectionHandler({"default": settings, "other": settings})
    try:
        handler["default"].set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with pytest.raises(OperationalError, match="locked"):
            handler["other"].set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    finally:
        handler.close_all()


def test_a_postgresql_address_is_taken_apart() -> None:
    settings = database("postgresql://me:p%40ss@db.example.org:6432/kpi?sslmode=require")
    assert settings["ENGINE"] == "django.db.backends.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("me", "p@ss")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example.org", "6432", "kpi")
    assert settings["OPTIONS"] == {"sslmode": "require", "prepare_threshold": 2}


def test_statements_need_not_be_remembered_by_the_server() -> None:
    assert database("postgresql://h/kpi?prepare_threshold=0")["OPTIONS"] == {"prepare_threshold": None}
    with pytest.raises(Unreadable):
        database("postgresql://h/kpi?prepare_threshold=often")
    for no_number in ("%C2%B2", "9" * 5_000):
        with pytest.raises(Unreadable, match="prepare_threshold"):
            database(f"postgresql://h/kpi?prepare_threshold={no_number}")


@pytest.mark.parametrize("raw", ["sqlite:////var/lib/p/db.sqlite3", "sqlite:///var/lib/p/db.sqlite3"])
def test_a_sqlite_address_names_an_absolute_file(raw: str) -> None:
    assert database(raw)["NAME"] == "/var/lib/p/db.sqlite3"


@pytest.mark.parametrize("raw", ["sqlite://here/db", "sqlite:///", "redis://localhost/0", "postgresql://h/a/b"])
def test_an_address_of_something_else_is_refused(raw: str) -> None:
    with pytest.raises(Unreadable):
        database(raw)


def test_a_pool_replaces_the_connection_of_each_thread() -> None:
    settings = with_pool(database("postgresql://localhost/kpi"), 7)
    assert settings["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 7}
    assert settings["CONN_MAX_AGE"] == 0


def test_sqlite_never_gets_a_pool(tmp_path: Path) -> None:
    assert "pool" not in with_pool(sqlite(tmp_path / "db.sqlite3"), 7)["OPTIONS"]
