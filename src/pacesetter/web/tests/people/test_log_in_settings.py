"""How the members of an organisation log in: the page for administrators."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from oidc_provider_mock import run_server_in_thread  # type: ignore[import-untyped]

from pacesetter.core.http import Rules, networks
from pacesetter.people.models import IdentityProvider, Member
from pacesetter.people.verbs import edit_organisation
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.sealed import opened
from pacesetter.web.membership import came_by_provider
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def issuer(settings: Any) -> Iterator[str]:
    with run_server_in_thread() as server:
        ports = frozenset({server.server_port})
        settings.PROVIDER_RULES = Rules(allowed_networks=networks(["127.0.0.0/8", "::1/128"]), ports=ports)
        yield f"http://localhost:{server.server_port}"


def given(issuer: str, **others: str) -> dict[str, str]:
    return {"issuer": issuer, "client_id": "kpi", "client_secret": "s3cret", "email_domains": "acme.example", **others}


def test_a_provider_is_asked_and_kept(visitor: Visitor, ada: Member, issuer: str) -> None:
    visitor.log_in(ada).post("/settings/log-in/provider/", given(issuer + "/"))
    row = IdentityProvider.objects.get()
    assert (row.issuer, opened(row, "client_secret")) == (issuer, "s3cret")
    assert Organisation.objects.get(slug="acme").email_domains == ["acme.example"]
    page = visitor.read("/settings/log-in/")
    assert "http://localhost:8000/log-in/back/" in page
    assert "http://localhost:8000/log-in/by/acme/" in page
    assert "s3cret" not in page
    visitor.delete("/settings/log-in/provider/")
    assert not IdentityProvider.objects.exists()


def test_an_issuer_that_does_not_answer_is_told_beside_the_field(visitor: Visitor, ada: Member, issuer: str) -> None:
    page = visitor.log_in(ada).post("/settings/log-in/provider/", given(issuer + "/nowhere")).content.decode()
    assert "This issuer does not answer as it must" in page
    assert not IdentityProvider.objects.exists()


def test_addresses_inside_the_operators_network_are_not_asked(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).post("/settings/log-in/provider/", given("https://127.0.0.1")).content.decode()
    assert "This issuer does not answer as it must" in page


def test_the_only_way_in_needs_somebody_for_the_day_it_is_down(visitor: Visitor, ada: Member, issuer: str) -> None:
    wanted = given(issuer, is_only_way="on")
    page = visitor.log_in(ada).post("/settings/log-in/provider/", wanted).content.decode()
    assert "Name an administrator with a password" in page
    visitor.post("/settings/log-in/provider/", {**wanted, "break_glass": str(ada.pk)})
    assert IdentityProvider.objects.get().break_glass == ada


@pytest.mark.parametrize(
    ("wanted", "concerned"), [("administrators", ["ada"]), ("everybody", ["ada", "rita"]), ("", [])]
)
def test_whoever_lacks_a_wanted_second_factor_is_led_to_setting_one_up(
    wanted: str, concerned: list[str], visitor: Visitor, ada: Member, rita: Member
) -> None:
    visitor.log_in(ada).post("/settings/log-in/", {"second_factor": wanted})
    for name, member in (("ada", ada), ("rita", rita)):
        answer = visitor.log_in(member).get("/scorecard/")
        assert (answer.status_code == 302) == (name in concerned), name
        if name in concerned:
            assert answer.headers["Location"] == "/accounts/2fa/"
            assert "wants a second factor" in visitor.read("/accounts/2fa/")


def test_whoever_has_one_goes_on(visitor: Visitor, ada: Member) -> None:
    edit_organisation(by=ada, second_factor="everybody")
    TOTP.activate(ada.user, generate_totp_secret())
    assert visitor.log_in(ada).get("/scorecard/").status_code == 200


def test_nobody_else_sets_it(visitor: Visitor, mona: Member, organisation: Organisation) -> None:
    visitor.log_in(mona)
    for method, path in (("get", ""), ("post", ""), ("post", "provider/"), ("delete", "provider/")):
        assert getattr(visitor, method)(f"/settings/log-in/{path}").status_code == 403


def test_before_the_provider_goes_it_is_said_who_is_logged_out(
    visitor: Visitor, ada: Member, rita: Member, issuer: str
) -> None:
    path = "/settings/log-in/provider/ending/"
    assert visitor.log_in(ada).get(path).headers["Location"] == "/settings/log-in/"
    visitor.post("/settings/log-in/provider/", given(issuer))
    assert rita.user is not None
    rita.user.set_unusable_password()
    rita.user.save()
    assert path in visitor.read("/settings/log-in/")
    page = visitor.read(path)
    assert "Everybody whom it let in is logged out at once." in page
    assert "1 member has no password" in page
    assert "You came in by it yourself" not in page
    session = visitor.client.session
    came_by_provider(ada.organisation_id, session)
    session.save()
    assert "You came in by it yourself: you are logged out at once" in visitor.read(path)
    assert visitor.log_in(rita).get(path).status_code == 403
