"""Logging in by an identity provider: a real one, in a thread of this process."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from oidc_provider_mock import User as ProviderUser  # type: ignore[import-untyped]
from oidc_provider_mock import run_server_in_thread

from pacesetter.core.http import Rules, networks
from pacesetter.people.models import IdentityProvider, Member, User
from pacesetter.people.verbs import edit_organisation, remove_identity_provider, set_identity_provider
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor

# Its library uses what its own next version calls something else.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

PEOPLE = [
    ProviderUser(sub="42", claims={"email": "rita@acme.example", "email_verified": True}),
    ProviderUser(sub="43", claims={"email": "ada@acme.example", "email_verified": True}),
    ProviderUser(sub="44", claims={"email": "raj@acme.example", "email_verified": False}),
]


@pytest.fixture
def issuer(settings: Any) -> Iterator[str]:
    with run_server_in_thread(user_claims=PEOPLE, require_nonce=True) as server:
        ports = frozenset({server.server_port})
        settings.PROVIDER_RULES = Rules(allowed_networks=networks(["127.0.0.0/8", "::1/128"]), ports=ports)
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(issuer: str, ada: Member, organisation: Organisation) -> IdentityProvider:
    edit_organisation(by=ada, email_domains=["acme.example"])
    return set_identity_provider(by=ada, issuer=issuer, client_id="kpi", client_secret="s3cret")


def way_back(visitor: Visitor, subject: str, path: str = "/log-in/by/acme/") -> str:
    """Go to the provider, be this person there, and answer with where it sends the browser."""
    there = visitor.get(path).headers["Location"]
    answer = httpx.post(there, data={"sub": subject})
    return "/" + answer.headers["Location"].split("/", 3)[3]


def log_in(visitor: Visitor, subject: str, path: str = "/log-in/by/acme/") -> Any:
    return visitor.get(way_back(visitor, subject, path))


def test_a_member_comes_in_and_works_in_this_organisation_alone(
    visitor: Visitor, provider: IdentityProvider, rita: Member, other_organisation: Organisation
) -> None:
    with scope(other_organisation):
        Member.objects.create(user=rita.user, name="Rita at Globex", email="rita@globex.example")
    assert log_in(visitor, "42", "/log-in/by/acme/?next=/profile/").headers["Location"] == "/profile/"
    assert "Rita" in visitor.read("/scorecard/")
    assert "Globex" not in visitor.read("/organisation/")
    # With the password the log-in opens both.
    other = Visitor()
    other.post("/accounts/login/", {"login": rita.email, "password": "correct horse battery"})
    assert "Globex" in other.read("/organisation/")


@pytest.mark.parametrize(
    "path", ["/accounts/2fa/", "/accounts/2fa/webauthn/add/", "/accounts/password/change/", "/profile/email/"]
)
def test_the_provider_cannot_change_the_log_in_itself(
    path: str, visitor: Visitor, provider: IdentityProvider, rita: Member
) -> None:
    log_in(visitor, "42")
    assert visitor.get(path).status_code == 403
    assert visitor.post(path, {"email": "evil@acme.example"}).status_code == 403
    # Logging in by password afterwards, in the same browser, ends that.
    visitor.post("/accounts/logout/")
    visitor.post("/accounts/login/", {"login": rita.email, "password": "correct horse battery"})
    assert visitor.get(path).status_code in (200, 302)


@pytest.mark.parametrize("subject", ["44", "stranger@acme.example"])
def test_an_unverified_address_and_a_stranger_stay_out(
    subject: str, visitor: Visitor, provider: IdentityProvider, raj: Member
) -> None:
    answer = log_in(visitor, subject)
    assert answer.status_code == 403
    assert "not known here" in answer.content.decode()
    assert visitor.get("/scorecard/").status_code == 302


def test_the_way_back_is_of_use_once_and_in_its_own_session(
    visitor: Visitor, provider: IdentityProvider, rita: Member
) -> None:
    back = way_back(visitor, "42")
    assert Visitor().get(back).status_code == 403
    assert visitor.get(back.replace("state=", "state=x")).status_code == 403
    assert visitor.get(back).status_code == 403
    back = way_back(visitor, "42")
    assert visitor.get(back).status_code == 302
    assert visitor.get(back).status_code == 403


def test_who_says_no_there_is_told(visitor: Visitor, provider: IdentityProvider, rita: Member) -> None:
    there = httpx.URL(visitor.get("/log-in/by/acme/").headers["Location"])
    # As RFC 6749 says; the provider of this test forgets the state.
    answer = visitor.get(f"/log-in/back/?error=access_denied&state={there.params['state']}")
    assert "did not let you in" in answer.content.decode()


def test_a_way_out_of_the_product_is_not_followed(visitor: Visitor, provider: IdentityProvider, rita: Member) -> None:
    assert log_in(visitor, "42", "/log-in/by/acme/?next=https://evil.example/").headers["Location"] == "/"


def test_as_the_only_way_in_passwords_are_not_taken_but_the_break_glass(
    visitor: Visitor, provider: IdentityProvider, issuer: str, ada: Member, rita: Member
) -> None:
    theirs = Visitor().log_in(rita)
    assert theirs.get("/scorecard/").status_code == 200
    set_identity_provider(by=ada, issuer=issuer, client_id="kpi", is_only_way=True, break_glass=ada)
    assert theirs.get("/scorecard/").headers["Location"] == "/organisation/?next=/scorecard/"
    assert "Log in with Acme" in theirs.read("/organisation/")
    visitor.post("/accounts/login/", {"login": rita.email, "password": "correct horse battery"})
    assert visitor.get("/scorecard/").status_code == 302
    assert log_in(visitor, "42").status_code == 302
    assert visitor.get("/scorecard/").status_code == 200
    assert Visitor().log_in(ada).get("/scorecard/").status_code == 200


def test_a_provider_that_is_down_is_told(visitor: Visitor, provider: IdentityProvider) -> None:
    IdentityProvider.objects.update(issuer="http://localhost:1")
    answer = visitor.get("/log-in/by/acme/")
    assert answer.status_code == 502
    assert "can&#x27;t be reached" in answer.content.decode()


def test_the_page_of_log_in_offers_it(visitor: Visitor, provider: IdentityProvider, otto: Member) -> None:
    assert "Log in with Acme" in visitor.read("/accounts/login/")
    with scope(otto.organisation_id):
        set_identity_provider(by=otto, issuer="https://a.example", client_id="x", client_secret="y")
    page = visitor.read("/accounts/login/")
    assert "Acme" not in page
    assert "/log-in/" in page
    assert visitor.get("/log-in/?organisation=Acme").headers["Location"] == "/log-in/by/acme/"
    assert "No organisation of this name" in visitor.read("/log-in/?organisation=nobody")


def test_an_organisation_without_one_has_no_such_way(visitor: Visitor, organisation: Organisation) -> None:
    assert visitor.get("/log-in/by/acme/").status_code == 404
    assert "Log in with" not in visitor.read("/accounts/login/").replace("Log in with a passkey", "")


def test_the_second_factor_of_the_log_in_is_asked_for_all_the_same(
    visitor: Visitor, provider: IdentityProvider, rita: Member
) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    assert rita.user is not None
    TOTP.activate(User.objects.get(pk=rita.user.pk), generate_totp_secret())
    assert log_in(visitor, "42").headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert visitor.get("/scorecard/").status_code == 302


def test_without_the_provider_those_whom_it_let_in_are_out(
    visitor: Visitor, provider: IdentityProvider, ada: Member, rita: Member
) -> None:
    log_in(visitor, "42")
    assert "Rita" in visitor.read("/scorecard/")
    other = Visitor().log_in(rita)
    remove_identity_provider(by=ada)
    assert visitor.get("/scorecard/").headers["Location"] == "/organisation/?next=/scorecard/"
    assert "Rita" in other.read("/scorecard/")
