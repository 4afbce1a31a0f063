import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.test import RequestFactory

from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.invitations import invitation_of, needs_password
from pacesetter.people.models import Invitation, Member, User
from pacesetter.people.tests.test_invite import secret_in
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

GOOD = "lorry-glacier-tulip"


@pytest.fixture
def ivy(ada: Member) -> verbs.Invited:
    return verbs.invite(by=ada, email="ivy@acme.example", name="Ivy")


def test_who_accepts_logs_in_with_the_password_they_chose(rf: RequestFactory, ivy: verbs.Invited) -> None:
    member = verbs.accept_invitation(secret_in(ivy.link), password=GOOD)
    assert member == ivy.member
    user = authenticate(rf.post("/accounts/login/"), username="ivy@acme.example", password=GOOD)
    assert user == member.user
    assert EmailAddress.objects.get(user=user).verified
    event = Event.objects.latest("id")
    assert (event.verb, event.actor_id) == ("member.accepted", member.pk)


def test_a_link_works_once(ivy: verbs.Invited) -> None:
    verbs.accept_invitation(secret_in(ivy.link), password=GOOD)
    with pytest.raises(Refusal, match="no longer"):
        verbs.accept_invitation(secret_in(ivy.link), password="another-good-one-please")
    assert User.objects.get(email="ivy@acme.example").check_password(GOOD)


@pytest.mark.parametrize("weak", ["", "short", "passwordpassword1"[:8], "ivy@acme.example"])
def test_a_weak_password_is_refused_and_the_link_stays(ivy: verbs.Invited, weak: str) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.accept_invitation(secret_in(ivy.link), password=weak)
    assert refusal.value.field == "password"
    assert not User.objects.filter(email="ivy@acme.example").exists()
    assert invitation_of(secret_in(ivy.link)) is not None


def test_no_organisation_needs_to_be_in_scope(organisation: Organisation, ivy: verbs.Invited, otto: Member) -> None:
    with scope(otto.organisation_id):
        member = verbs.accept_invitation(secret_in(ivy.link), password=GOOD)
    assert member.organisation_id == organisation.pk


def test_somebody_of_another_organisation_keeps_log_in_and_password(ada: Member, otto: Member) -> None:
    invited = verbs.invite(by=ada, email=otto.email, name="Otto")
    invitation = Invitation.objects.get()
    assert not needs_password(invitation)
    member = verbs.accept_invitation(secret_in(invited.link), password=GOOD)
    assert member.user == otto.user
    assert not User.objects.get(email=otto.email).check_password(GOOD)
    assert User.objects.count() == 2


def test_somebody_new_needs_a_password(ivy: verbs.Invited) -> None:
    assert needs_password(Invitation.objects.get())


def test_one_log_in_is_no_two_members_of_one_organisation(ada: Member, rita: Member) -> None:
    invited = verbs.invite(by=ada, email="rita.two@acme.example", name="Rita")
    User.objects.filter(email=rita.email).update(email="rita.two@acme.example")
    with pytest.raises(Refusal, match="under another address"):
        verbs.accept_invitation(secret_in(invited.link))
    assert Member.objects.get(pk=invited.member.pk).user is None


def test_a_closed_log_in_is_refused(ada: Member, otto: Member) -> None:
    invited = verbs.invite(by=ada, email=otto.email, name="Otto")
    User.objects.filter(email=otto.email).update(is_active=False)
    with pytest.raises(Refusal) as refusal:
        verbs.accept_invitation(secret_in(invited.link))
    assert refusal.value.code == "inactive"


def test_a_made_up_link_is_refused(ivy: verbs.Invited) -> None:
    with pytest.raises(Refusal, match="no longer"):
        verbs.accept_invitation("made-up", password=GOOD)
