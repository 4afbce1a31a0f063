import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from pacesetter.cli.database_version import refuse_newer_version, refuse_other_version, tables_are_there
from pacesetter.cli.diagnosis import jobs, migrations
from pacesetter.cli.main import main

pytestmark = pytest.mark.django_db

COMMANDS = (["serve"], ["worker"], ["secrets", "rotate"])


def applied(app: str, name: str) -> None:
    MigrationRecorder.Migration.objects.create(app=app, name=name)


def lack_the_newest() -> None:
    MigrationRecorder.Migration.objects.filter(app="kpis").latest("id").delete()


def test_a_database_of_this_version_is_taken() -> None:
    refuse_other_version()
    refuse_newer_version()
    assert tables_are_there()


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_starts_on_a_database_that_lacks_a_migration(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    lack_the_newest()
    assert main(arguments) == 1
    told = capsys.readouterr()
    assert "has not been brought up to this version" in told.err
    assert "`pacesetter migrate`" in told.err
    assert told.out == ""


@pytest.mark.parametrize("arguments", [*COMMANDS, ["migrate"]], ids=" ".join)
def test_nothing_starts_on_a_database_of_a_newer_version(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    applied("kpis", "0999_figures_of_tomorrow")
    assert main(arguments) == 1
    told = capsys.readouterr().err
    assert "newer version of Pacesetter" in told
    assert "kpis: 0999_figures_of_tomorrow" in told
    assert "restore the backup" in told


def test_migrations_of_old_versions_and_of_other_packages_are_no_sign_of_a_newer_one() -> None:
    applied("kpis", "0001_long_gone")
    applied("site_visit", "0999_theirs")
    refuse_other_version()


def test_the_doctor_tells_of_a_newer_version() -> None:
    assert not migrations().remedy
    applied("crm", "0999_figures_of_tomorrow")
    assert "newer version" in migrations().seen


def test_the_doctor_sends_nobody_to_mend_a_database_that_is_only_empty() -> None:
    assert not jobs().remedy
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_job RENAME TO gone")
    assert jobs().remedy == "run `pacesetter migrate`"


def test_a_database_that_does_not_answer_is_left_to_whoever_asks_next(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError

    def fail() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", fail)
    refuse_other_version()
    with pytest.raises(OperationalError):
        refuse_newer_version()


def test_an_older_database_that_lacks_a_column_is_told_from_a_fault_of_ours(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.db import ProgrammingError

    error = ProgrammingError("column kpis_kpi.tomorrow does not exist\nLINE 1: …")

    def fail(options: object) -> int:
        raise error

    from pacesetter.cli import main as entry
    from pacesetter.cli.command import Command

    monkeypatch.setattr(entry, "COMMANDS", (Command("fail", "Fails.", fail, needs_django=False),))
    with pytest.raises(ProgrammingError):
        main(["fail"])
    lack_the_newest()
    assert main(["fail"]) == 1
    assert "`pacesetter migrate`" in capsys.readouterr().err
