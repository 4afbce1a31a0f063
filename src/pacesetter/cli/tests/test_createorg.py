import io

import pytest
from django.test import override_settings

from pacesetter.cli.main import main
from pacesetter.people.models import Member, User
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = pytest.mark.django_db

ACME = ["createorg", "--name", "Acme", "--admin-name", "Ada", "--admin-email", "ada@acme.example"]


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


@override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend")
def test_without_a_mail_server_the_operator_is_given_the_invitation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ACME, "--time-zone", "Pacific/Auckland", "--country", "NZ", "--fiscal-month", "4"]) == 0
    acme = Organisation.objects.get(slug="acme")
    assert (acme.time_zone, acme.country, acme.fiscal_month) == ("Pacific/Auckland", "NZ", 4)
    with scope(acme):
        ada = Member.objects.get()
    assert (ada.name, ada.email, ada.is_administrator, ada.user) == ("Ada", "ada@acme.example", True, None)
    assert "/invitations/" in capsys.readouterr().out


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend")
def test_with_a_mail_server_the_link_is_shown_to_nobody_but_its_reader(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ACME) == 0
    shown = capsys.readouterr().out
    assert "ada@acme.example gets an invitation" in shown
    assert "/invitations/" not in shown


def test_a_password_from_standard_input_lets_the_administrator_in(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "correct horse battery staple\n")
    assert main([*ACME, "--set-password"]) == 0
    assert User.objects.get(email="ada@acme.example").check_password("correct horse battery staple")


def test_a_weak_password_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "12345\n")
    assert main([*ACME, "--set-password"]) == 1
    assert "correct the password" in capsys.readouterr().err
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "option"),
    [
        (["--slug", "Not A Slug"], "--slug"),
        (["--time-zone", "Mars/Base"], "--time-zone"),
        (["--country", "XX"], "--country"),
        (["--currency", "XYZ1"], "--currency"),
        (["--fiscal-month", "13"], "--fiscal-month"),
        (["--admin-email", "nobody"], "--admin-email"),
    ],
)
def test_what_cannot_be_is_refused_with_the_option_to_correct(
    wrong: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ACME, *wrong]) == 1
    assert f"correct {option}\n" in capsys.readouterr().err
    assert not Organisation.objects.exists()


def test_what_is_missing_is_asked_for_only_at_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "")
    assert main(["createorg", "--name", "Acme"]) == 1
    assert "--admin-name" in capsys.readouterr().err
