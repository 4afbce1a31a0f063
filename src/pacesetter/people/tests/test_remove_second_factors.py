"""Letting somebody in again who has lost phone and recovery codes."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from pacesetter import jobs
from pacesetter.conftest import make_member
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.people.verbs import remove_second_factors
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope


@pytest.fixture
def guarded(rita: Member) -> Member:
    """Rita, with an app, recovery codes and a session on the phone that is lost."""
    TOTP.activate(rita.user, generate_totp_secret())
    RecoveryCodes.activate(rita.user)
    on_the_phone = SessionStore()
    on_the_phone.create()
    UserSession.objects.create(user=rita.user, session_key=on_the_phone.session_key, ip="192.0.2.1", user_agent="x")
    return rita


def test_all_of_them_go_with_every_session_and_the_member_is_told(
    ada: Member, raj: Member, guarded: Member, mailoutbox: list[object]
) -> None:
    TOTP.activate(raj.user, generate_totp_secret())
    assert remove_second_factors(guarded, by=ada, reason="lost phone") == ["recovery_codes", "totp"]
    assert list(Authenticator.objects.values_list("user", flat=True)) == [raj.user_id]
    assert not UserSession.objects.filter(user=guarded.user).exists()
    assert not Session.objects.exists()
    event = Event.objects.get(verb="member.second_factors_removed")
    assert (event.actor_id, event.subject_id, event.data["reason"]) == (ada.pk, guarded.pk, "lost phone")
    jobs.run_due()
    [message] = mailoutbox
    assert "Ada has taken away your passkeys" in str(message.body)  # type: ignore[attr-defined]


def test_there_must_be_something_to_take_away(ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal, match="no second factor"):
        remove_second_factors(rita, by=ada)


def test_nobody_takes_away_their_own_without_showing_that_it_is_them(ada: Member) -> None:
    TOTP.activate(ada.user, generate_totp_secret())
    with pytest.raises(NotAllowed):
        remove_second_factors(ada, by=ada)
    assert Authenticator.objects.count() == 1


def test_an_administrator_has_no_say_in_another_organisation(
    ada: Member, guarded: Member, other_organisation: Organisation
) -> None:
    with scope(other_organisation):
        there = make_member(other_organisation, "Rita")
        Member.objects.filter(pk=there.pk).update(user=guarded.user)
    with pytest.raises(Refusal, match="another organisation"):
        remove_second_factors(guarded, by=ada)
    with scope(other_organisation):
        Member.objects.filter(pk=there.pk).update(archived_at="2026-01-01T00:00:00Z")
    assert remove_second_factors(guarded, by=ada)


@pytest.mark.parametrize("who", ["raj", "mona", "otto"])
def test_others_are_refused(who: str, guarded: Member, request: pytest.FixtureRequest) -> None:
    by: Member = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        remove_second_factors(guarded, by=by)
    assert Authenticator.objects.count() == 2


def test_whoever_is_archived_is_restored_first(ada: Member, guarded: Member) -> None:
    Member.objects.filter(pk=guarded.pk).update(archived_at="2026-01-01T00:00:00Z")
    with pytest.raises(Refusal, match="archived"):
        remove_second_factors(guarded, by=ada)
