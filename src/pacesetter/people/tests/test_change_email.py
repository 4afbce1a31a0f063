"""Changing the address with which somebody logs in."""

import pytest
from allauth.account.models import EmailAddress
from django.core import signing

from pacesetter.conftest import make_member
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.mail.models import OutgoingMessage
from pacesetter.people.models import Member, User
from pacesetter.people.verbs import ask_for_email, change_email
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

NEW = "rita@new.example"


@pytest.fixture
def user(rita: Member) -> User:
    assert rita.user is not None
    return rita.user


def asked(rita: Member) -> str:
    return ask_for_email(rita, NEW, by=rita).rstrip("/").rpartition("/")[2]


def test_nothing_changes_before_the_link_is_used(rita: Member, user: User) -> None:
    secret = asked(rita)
    assert OutgoingMessage.objects.get().to == NEW
    user.refresh_from_db()
    assert user.email == "rita@acme.example"
    change_email(secret, user)
    assert EmailAddress.objects.get(user=user).email == NEW
    assert Event.objects.get(verb="member.email_changed").data["after"] == {"email": NEW}


def test_every_organisation_that_had_the_old_address_follows(
    rita: Member, user: User, other_organisation: Organisation
) -> None:
    with scope(other_organisation):
        same = Member.objects.create(user=user, name="Rita", email=user.email)
    with scope(other_organisation):
        own = make_member(other_organisation, "Own")
    change_email(asked(rita), user)
    assert Member.across_organisations.get(pk=same.pk).email == NEW
    assert Member.across_organisations.get(pk=own.pk).email == "own@globex.example"


def test_the_old_mailbox_is_told(rita: Member, user: User) -> None:
    change_email(asked(rita), user)
    assert NEW in OutgoingMessage.objects.get(to="rita@acme.example").text


def test_a_link_works_once_and_for_its_own_user(rita: Member, raj: Member, user: User) -> None:
    secret = asked(rita)
    assert raj.user is not None
    with pytest.raises(Refusal, match="works no longer"):
        change_email(secret, raj.user)
    change_email(secret, user)
    with pytest.raises(Refusal, match="works no longer"):
        change_email(secret, user)


def test_a_link_of_another_sort_is_refused(user: User) -> None:
    made = signing.dumps({"user": user.pk, "old": user.email, "new": NEW}, salt="another")
    with pytest.raises(Refusal, match="works no longer"):
        change_email(made, user)


def test_nobody_asks_for_another(rita: Member, ada: Member) -> None:
    with pytest.raises(NotAllowed):
        ask_for_email(rita, NEW, by=ada)


@pytest.mark.parametrize("address", ["raj@acme.example", "rita@acme.example", "nobody"])
def test_what_cannot_be_is_refused(address: str, rita: Member, raj: Member) -> None:
    with pytest.raises(Refusal) as refused:
        ask_for_email(rita, address, by=rita)
    assert refused.value.field == "email"
    assert not OutgoingMessage.objects.exists()
