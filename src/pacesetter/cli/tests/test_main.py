import errno
import re
from argparse import Namespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from pacesetter import __version__
from pacesetter.cli import main as entry
from pacesetter.cli.command import Command
from pacesetter.cli.failure import Failure
from pacesetter.cli.table import COMMANDS
from pacesetter.core.refusal import Refusal


def outcome(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    def fail(options: Namespace) -> int:
        raise error

    monkeypatch.setattr(entry, "COMMANDS", (Command("fail", "Fails.", fail, needs_django=False),))
    return entry.main(["fail"])


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        entry.main(["--version"])
    assert left.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_the_help_names_every_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        entry.main(["--help"])
    shown = capsys.readouterr().out
    assert not [command.name for command in COMMANDS if not re.search(rf"^    {command.name}\s", shown, re.MULTILINE)]


def test_no_two_subcommands_share_a_name() -> None:
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_an_unknown_subcommand_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        entry.main(["fly"])
    assert left.value.code == 2
    assert "fly" in capsys.readouterr().err


def test_an_unknown_argument_is_refused_with_the_usage_of_its_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        entry.main(["createorg", "--email", "ada@acme.example"])
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert "--email ada@acme.example" in told
    assert "usage: pacesetter createorg" in told
    assert "--admin-email" in told


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (Failure("The cup is empty.", "fill it"), 1, "The cup is empty.\n  What to do: fill it"),
        (Refusal("Choose another name.", field="slug"), 1, "slug: Choose another name."),
        (ImproperlyConfigured("PACESETTER_X: no."), 2, "PACESETTER_X: no."),
        (OSError(errno.ENOSPC, "No space left on device", "/data/static/x.css"), 1, "make room on the disk"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/data/x"),
            1,
            "/data/x can't be written: Permission denied.",
        ),
        (OperationalError("connection refused"), 1, "connection refused"),
        (
            OperationalError("attempt to write a readonly database"),
            1,
            "make the data folder and the files in it writable",
        ),
        (OperationalError("database is locked"), 1, "try again when it has ended"),
        (OperationalError("database or disk is full"), 1, "make room on the disk"),
        (OperationalError('database "pacesetter" does not exist'), 1, "PACESETTER_DATABASE_URL"),
        (ProgrammingError('invalid connection option "sslmod"'), 1, "PACESETTER_DATABASE_URL"),
        (OperationalError("no such table: tenancy_organisation"), 1, "`pacesetter migrate`"),
        (ProgrammingError('relation "tenancy_organisation" does not exist'), 1, "`pacesetter migrate`"),
    ],
)
def test_a_known_failure_is_told_without_a_traceback(
    error: Exception, code: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome(monkeypatch, error) == code
    shown = capsys.readouterr().err
    assert told in shown
    assert "Traceback" not in shown


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        outcome(monkeypatch, ZeroDivisionError())
    with pytest.raises(ConnectionResetError):
        outcome(monkeypatch, ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"))
    with pytest.raises(ProgrammingError):
        outcome(monkeypatch, ProgrammingError('syntax error at or near "SELEKT"'))
