import errno
import os
import socket
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import timezone
from pytest_django import Settings

from pacesetter.cli import diagnosis
from pacesetter.cli.main import main
from pacesetter.jobs.models import Job


def test_the_data_folder_is_made_where_it_is_missing(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "new"
    assert not diagnosis.data_folder().remedy
    assert list((tmp_path / "new").iterdir()) == []


def test_a_data_folder_that_cannot_be_written_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.DATA = tmp_path / "file" / "data"
    assert "PACESETTER_DATA" in diagnosis.data_folder().remedy


def test_a_full_disk_is_told_from_a_folder_of_others(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(**options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tempfile.TemporaryFile", fill)
    assert diagnosis.data_folder().remedy == "make room on that disk"


@pytest.mark.django_db
def test_a_database_that_answers_and_is_up_to_date_is_fine() -> None:
    assert not diagnosis.database().remedy
    assert not diagnosis.migrations().remedy


@pytest.mark.django_db
def test_a_missing_migration_is_noticed() -> None:
    from django.db.migrations.recorder import MigrationRecorder

    newest = MigrationRecorder.Migration.objects.filter(app="axes").latest("name")
    newest.delete()
    assert "pacesetter migrate" in diagnosis.migrations().remedy


def test_time_zone_data_is_there() -> None:
    assert not diagnosis.time_zones().remedy


def test_no_mail_server_is_a_note_and_not_a_fault() -> None:
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend", EMAIL_FILE_PATH="/x"):
        finding = diagnosis.mail()
    assert finding.remedy
    assert not finding.serious


def test_a_mail_server_that_does_not_answer_is_a_fault() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound but not listening, so that nobody else answers there
        port = closed.getsockname()[1]
        with override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=port
        ):
            finding = diagnosis.mail()
    assert finding.serious
    assert "PACESETTER_MAIL_URL" in finding.remedy


@pytest.mark.django_db
def test_the_exit_code_says_whether_something_is_wrong(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fine = diagnosis.Finding("all is well")
    monkeypatch.setattr("pacesetter.cli.doctor.CHECKS", (("cup", lambda: fine),))
    assert main(["doctor"]) == 0
    wrong = diagnosis.Finding("it is empty", "fill it")
    monkeypatch.setattr("pacesetter.cli.doctor.CHECKS", (("cup", lambda: fine), ("jug", lambda: wrong)))
    assert main(["doctor"]) == 1
    assert "WRONG  jug           it is empty\n" in capsys.readouterr().out


def queue(kind: str = "jobs.prune", minutes_ago: int = 0, state: str = Job.State.QUEUED) -> None:
    then = timezone.now() - timedelta(minutes=minutes_ago)
    Job.objects.create(kind=kind, max_attempts=1, run_at=then, created_at=then, state=state)


@pytest.mark.django_db
def test_a_queue_that_moves_is_fine() -> None:
    queue(minutes_ago=1)
    assert not diagnosis.jobs().remedy


@pytest.mark.django_db
def test_a_job_that_nobody_takes_is_a_fault() -> None:
    queue(minutes_ago=20)
    finding = diagnosis.jobs()
    assert "20 minutes" in finding.seen
    assert finding.serious


@pytest.mark.django_db
def test_a_job_that_nobody_can_do_is_named() -> None:
    queue(kind="moon.fly")
    assert "moon.fly" in diagnosis.jobs().seen


@pytest.mark.django_db
def test_a_job_that_was_given_up_is_a_note() -> None:
    queue(state=Job.State.DEAD)
    finding = diagnosis.jobs()
    assert finding.remedy
    assert not finding.serious
