import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection
from tools import migrated
from tools.boot.places import ROOT

from pacesetter.cli.main import main

Told = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="there is no PostgreSQL to move to")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The data folder of an installation on SQLite, with an import done."""
    folder = tmp_path / "data"
    folder.mkdir()
    migrated.copied_on_sqlite(folder / "pacesetter.sqlite3")
    run(folder, "createorg", "--name=Larkfield", "--admin-name=Ada", "--admin-email=ada@larkfield.example")
    export = tmp_path / "calls.csv"
    lines = [f"Call,ada@larkfield.example,2026-03-{day:02},12,Initech {day},Søren “Ø” {day}" for day in range(1, 29)]
    export.write_text("\n".join(["Type,Owner,Done on,Minutes,Company,Notes", *lines]), "utf-8")
    run(folder, "import", "--by=ada@larkfield.example", "--yes", "--create-types", "--kind=activities", str(export))
    return folder


@pytest.fixture
def address() -> Iterator[str]:
    """Of an empty database on the server of the tests."""
    settings, name = connection.settings_dict, f"moved_{uuid4().hex}"
    server = f"postgresql://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}"
    template = migrated.template_on_postgresql(settings)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        # Migrated already, as after a try that failed; empty all the same.
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        yield f"{server}/{name}"
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(folder: Path, *arguments: str, of: str = "pacesetter", database: str = "", fine: bool = True) -> Any:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")},
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "DJANGO_SETTINGS_MODULE": "pacesetter.config.settings",
        "PACESETTER_DATA": str(folder),
        **({"PACESETTER_DATABASE_URL": database} if database else {}),
    }
    command = [sys.executable, "-m", of, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or not fine, done.stdout + done.stderr
    return done


def everything(folder: Path, database: str = "") -> dict[str, list[str]]:
    told: dict[str, list[str]] = json.loads(
        run(folder, of="pacesetter.cli.moving.tests.everything_told", database=database).stdout
    )
    return told


def changed(folder: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / "pacesetter.sqlite3")) as file, file:
        assert file.execute(statement, values).rowcount == 1


@on_postgresql
def test_nothing_is_there_after_a_row_that_is_refused_and_everything_once_it_is_mended(old: Path, address: str) -> None:
    changed(old, "UPDATE crm_company SET name = ? WHERE name = 'Initech 7'", "long" * 500)
    refused = run(old, "move-to-postgresql", address, fine=False)
    assert refused.returncode == 1
    assert "refuses a row of crm_company: value too long" in refused.stderr
    assert "column name" in refused.stderr
    with psycopg.connect(address) as new:
        assert new.execute("SELECT count(*) FROM tenancy_organisation").fetchone() == (0,)

    changed(old, "UPDATE crm_company SET name = 'Initech 7' WHERE name LIKE 'longlong%'")
    # Ids that were given once are not given again.
    changed(old, "UPDATE sqlite_sequence SET seq = 5000 WHERE name = 'crm_company'")
    before = everything(old)
    told = run(old, "move-to-postgresql", address).stdout
    assert "  activities_activity: 28\n" in told
    assert "larkfield: all totals agree with the activities." in told
    # Nothing that follows a new row has happened twice.
    assert everything(old, address) == before
    assert len(before["activities_activity"]) == len(before["crm_company"]) == 28
    assert before["kpis_tallyday"]
    with psycopg.connect(address) as new:
        assert new.execute("SELECT nextval(pg_get_serial_sequence('crm_company', 'id'))").fetchone() == (5001,)
        with pytest.raises(psycopg.Error, match=r"Events are append-only"):
            new.execute("UPDATE events_event SET verb = 'x'")

    refused = run(old, "move-to-postgresql", address, fine=False)
    assert refused.returncode == 1
    assert "in use: it holds the organisation “Larkfield”" in refused.stderr


@on_postgresql
def test_who_is_on_postgresql_already_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["move-to-postgresql", "postgresql://localhost/other"]) == 1
    assert "on PostgreSQL already" in capsys.readouterr().err


@pytest.mark.skipif(connection.vendor != "sqlite", reason="who is on PostgreSQL is told that first")
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://db.example.org/pacesetter", "no address of PostgreSQL"),
        ("postgresql://nobody@127.0.0.1:1/pacesetter", "doesn't let us in"),
        ("postgresql://[half", "doesn't let us in"),
    ],
)
def test_a_server_that_is_not_there_is_refused_with_a_word(
    address: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["move-to-postgresql", address]) == 1
    assert words in capsys.readouterr().err
