"""A way in for somebody who has none any more."""

from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from pacesetter.cli.main import main
from pacesetter.conftest import make_member
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.people.verbs import archive, invite
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

NEW = "a long new password"


def choose_password(link: str) -> None:
    """Open the link and fill in what it asks for."""
    client = Client()
    form = client.get(urlsplit(link).path)
    assert form.status_code == 302
    assert client.post(form.headers["Location"], {"password1": NEW, "password2": NEW}).status_code == 302


def test_the_link_sets_a_password_once(rita: Member, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["let-in", "Rita@acme.example"]) == 0
    link = capsys.readouterr().out.strip()
    choose_password(link)
    rita.refresh_from_db()
    assert rita.user is not None and rita.user.check_password(NEW)
    assert "Save the password" not in Client().get(urlsplit(link).path, follow=True).content.decode()


def test_the_second_factor_stays_unless_it_is_named(rita: Member, capsys: pytest.CaptureFixture[str]) -> None:
    TOTP.activate(rita.user, generate_totp_secret())
    assert main(["let-in", rita.email]) == 0
    assert Authenticator.objects.filter(user=rita.user).exists()
    assert main(["let-in", rita.email, "--without-second-factor"]) == 0
    assert not Authenticator.objects.filter(user=rita.user).exists()
    assert Event.objects.get(verb="member.second_factors_removed").actor_id is None
    capsys.readouterr()
    assert main(["let-in", rita.email, "--without-second-factor"]) == 1
    assert "has no second factor" in capsys.readouterr().err


def test_it_works_for_a_log_in_of_several_organisations(
    rita: Member, other_organisation: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    with scope(other_organisation):
        Member.objects.filter(pk=make_member(other_organisation, "Rita").pk).update(user=rita.user)
    TOTP.activate(rita.user, generate_totp_secret())
    assert main(["let-in", rita.email, "--without-second-factor"]) == 0


def test_it_says_what_to_do_about_somebody_unknown_or_archived(
    rita: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["let-in", "nobody@acme.example"]) == 1
    assert "brought back" in capsys.readouterr().err
    Member.objects.filter(pk=rita.pk).update(archived_at="2026-01-01T00:00:00Z")
    assert main(["let-in", rita.email]) == 1
    assert capsys.readouterr().out == ""


def test_whoever_never_accepted_the_invitation_gets_a_new_link_of_it(
    ada: Member, organisation: Organisation, capsys: pytest.CaptureFixture[str]
) -> None:
    with scope(organisation):
        invited = invite(by=ada, email="new@acme.example", name="Nina")
    assert main(["let-in", "New@acme.example"]) == 0
    link = capsys.readouterr().out.strip()
    assert link != invited.link
    assert Client().get(urlsplit(invited.link).path).status_code == 410
    assert "Accept the invitation" in Client().get(urlsplit(link).path).content.decode()
    with scope(organisation):
        archive(invited.member, by=ada)
    assert main(["let-in", "new@acme.example"]) == 1
    assert "brought back" in capsys.readouterr().err
