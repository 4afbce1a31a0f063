"""Who is let in on the word of an identity provider."""

import pytest

from pacesetter.core.refusal import NotAllowed
from pacesetter.people.models import IdentityProvider, Invitation, Member, ProviderIdentity, User
from pacesetter.people.oidc import Identity
from pacesetter.people.verbs import archive, edit_organisation, enter_by_provider, invite, set_identity_provider
from pacesetter.tenancy.models import Organisation

ISSUER = "https://login.acme.example"


@pytest.fixture
def provider(ada: Member, organisation: Organisation) -> IdentityProvider:
    edit_organisation(by=ada, email_domains=["acme.example"])
    set_identity_provider(by=ada, issuer=ISSUER, client_id="kpi", client_secret="s3cret")
    made: IdentityProvider = IdentityProvider.objects.select_related("organisation").get()
    return made


def someone(email: str = "rita@acme.example", subject: str = "42", *, verified: bool = True) -> Identity:
    return Identity(ISSUER, subject, email, verified)


def refused(provider: IdentityProvider, who: Identity) -> None:
    with pytest.raises(NotAllowed, match="not known here"):
        enter_by_provider(provider, who)


def test_the_first_time_a_verified_address_decides_and_then_the_subject(
    provider: IdentityProvider, rita: Member, raj: Member
) -> None:
    assert enter_by_provider(provider, someone()) == rita
    assert ProviderIdentity.objects.get().subject == "42"
    # The address has become somebody else's meanwhile, or is not told at all: who it is stays.
    assert enter_by_provider(provider, someone(raj.email)) == rita
    assert enter_by_provider(provider, someone("", verified=False)) == rita


def test_an_address_that_moved_to_somebody_new_gives_them_nothing(provider: IdentityProvider, rita: Member) -> None:
    enter_by_provider(provider, someone())
    refused(provider, someone(subject="43"))
    assert ProviderIdentity.objects.count() == 1


def test_an_unverified_address_binds_nobody(provider: IdentityProvider, rita: Member) -> None:
    refused(provider, someone(verified=False))
    assert not ProviderIdentity.objects.exists()


def test_a_domain_that_is_not_the_organisations_binds_nobody(provider: IdentityProvider, ada: Member) -> None:
    invite(by=ada, email="guest@elsewhere.example", name="Guest")
    refused(provider, someone("guest@elsewhere.example"))
    refused(provider, someone("x@sub.acme.example"))


def test_nobody_becomes_a_member_by_it(provider: IdentityProvider) -> None:
    refused(provider, someone("stranger@acme.example"))
    assert not User.objects.filter(email="stranger@acme.example").exists()


def test_somebody_invited_comes_in_without_a_password(provider: IdentityProvider, ada: Member) -> None:
    nia = invite(by=ada, email="nia@acme.example", name="Nia").member
    member = enter_by_provider(provider, someone("nia@acme.example"))
    assert member == nia
    assert member.user is not None
    assert not member.user.has_usable_password()
    assert Invitation.objects.get(member=nia).revoked_at is not None


def test_a_log_in_that_is_there_keeps_its_password(provider: IdentityProvider, ada: Member) -> None:
    User.objects.create_user("nia@acme.example", "correct horse battery")
    invite(by=ada, email="nia@acme.example", name="Nia")
    member = enter_by_provider(provider, someone("nia@acme.example"))
    assert member.user is not None
    assert member.user.check_password("correct horse battery")


def test_who_has_left_or_is_closed_stays_out(
    provider: IdentityProvider, ada: Member, rita: Member, raj: Member
) -> None:
    enter_by_provider(provider, someone())
    archive(rita, by=ada)
    refused(provider, someone())
    User.objects.filter(pk=raj.user.pk).update(is_active=False)  # type: ignore[union-attr]
    refused(provider, someone(raj.email, subject="43"))


def test_another_issuer_is_not_believed(provider: IdentityProvider, rita: Member) -> None:
    refused(provider, Identity("https://evil.example", "42", "rita@acme.example", True))


def test_a_new_issuer_starts_with_nobody_known(provider: IdentityProvider, ada: Member, rita: Member) -> None:
    enter_by_provider(provider, someone())
    set_identity_provider(by=ada, issuer="https://new.acme.example", client_id="kpi", client_secret="s3cret")
    now = IdentityProvider.objects.select_related("organisation").get()
    # The same subject at the new issuer is another person.
    refused(now, Identity("https://new.acme.example", "42", "", False))


def test_a_member_of_another_organisation_is_not_found(provider: IdentityProvider, otto: Member) -> None:
    refused(provider, someone(otto.email))
