from datetime import timedelta

import pytest

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.mail.models import OutgoingMessage
from pacesetter.people import verbs
from pacesetter.people.invitations import LIFETIME, invitation_of
from pacesetter.people.models import Member
from pacesetter.people.tests.test_invite import secret_in


@pytest.fixture
def ivy(ada: Member) -> verbs.Invited:
    return verbs.invite(by=ada, email="ivy@acme.example", name="Ivy")


def works(link: str) -> bool:
    return invitation_of(secret_in(link)) is not None


def test_a_link_works_for_a_week(ivy: verbs.Invited) -> None:
    assert works(ivy.link)
    with clock.standing_at(clock.now() + LIFETIME + timedelta(minutes=1)):
        assert not works(ivy.link)


def test_a_new_link_ends_the_old_one(ada: Member, ivy: verbs.Invited) -> None:
    link = verbs.resend_invitation(ivy.member, by=ada)
    assert works(link)
    assert not works(ivy.link)
    assert OutgoingMessage.objects.count() == 2


def test_a_revoked_link_works_no_longer(ada: Member, ivy: verbs.Invited) -> None:
    verbs.revoke_invitation(ivy.member, by=ada)
    assert not works(ivy.link)
    with pytest.raises(Refusal, match="no open invitation"):
        verbs.revoke_invitation(ivy.member, by=ada)


def test_another_address_ends_the_link_to_the_old_one(ada: Member, ivy: verbs.Invited) -> None:
    """Or whoever reads the old mailbox could make a log-in for the new address."""
    verbs.edit_member(ivy.member, by=ada, email="ivy.wu@acme.example")
    assert not works(ivy.link)


def test_archiving_ends_the_link(ada: Member, ivy: verbs.Invited) -> None:
    verbs.archive(ivy.member, by=ada)
    assert not works(ivy.link)
    with pytest.raises(Refusal, match="archived"):
        verbs.resend_invitation(ivy.member, by=ada)


def test_who_has_accepted_gets_no_new_link(ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal, match="accepted already"):
        verbs.resend_invitation(rita, by=ada)


def test_only_administrators_send_and_revoke_links(rita: Member, otto: Member, ivy: verbs.Invited) -> None:
    for by in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.resend_invitation(ivy.member, by=by)
        with pytest.raises(NotAllowed):
            verbs.revoke_invitation(ivy.member, by=by)
    assert works(ivy.link)


@pytest.mark.parametrize("secret", ["", "x", "ü" * 40])
def test_a_made_up_secret_opens_nothing(ivy: verbs.Invited, secret: str) -> None:
    assert invitation_of(secret) is None
