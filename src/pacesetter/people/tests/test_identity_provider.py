"""Setting up the identity provider of an organisation."""

from collections.abc import Callable

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people.models import IdentityProvider, Member
from pacesetter.people.verbs import remove_identity_provider, set_identity_provider
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.sealed import opened

ISSUER = "https://login.acme.example"


def given(by: Member | None, **others: object) -> IdentityProvider:
    asked: dict[str, object] = {"issuer": ISSUER, "client_id": "kpi", "client_secret": "s3cret"}
    return set_identity_provider(by=by, **{**asked, **others})  # type: ignore[arg-type]


def test_the_secret_is_kept_sealed_and_told_to_no_event(ada: Member, last_event: Callable[[], Event]) -> None:
    row = given(ada)
    assert "s3cret" not in row.client_secret
    assert opened(row, "client_secret") == "s3cret"
    assert "s3cret" not in str(last_event().data)


def test_an_empty_secret_keeps_the_old_one_for_the_same_issuer_alone(ada: Member) -> None:
    given(ada)
    assert opened(given(ada, client_secret=""), "client_secret") == "s3cret"
    for other in ({"issuer": "https://evil.example"}, {"client_id": "other"}):
        with pytest.raises(Refusal) as refused:
            given(ada, client_secret="", **other)
        assert refused.value.field == "client_secret"


def test_as_the_only_way_it_needs_an_administrator_with_a_password(ada: Member, rita: Member) -> None:
    for nobody in (None, rita):
        with pytest.raises(Refusal) as refused:
            given(ada, is_only_way=True, break_glass=nobody)
        assert refused.value.field == "break_glass"
    assert given(ada, is_only_way=True, break_glass=ada).break_glass == ada
    assert given(ada, break_glass=ada).break_glass is None


def test_there_is_one_for_each_organisation(ada: Member, otto: Member) -> None:
    given(ada)
    given(ada, client_secret="another")
    with scope(otto.organisation_id):
        given(otto)
    assert IdentityProvider.across_organisations.count() == 2


def test_it_can_be_done_without(ada: Member) -> None:
    given(ada)
    remove_identity_provider(by=ada)
    assert not IdentityProvider.objects.exists()
    with pytest.raises(Refusal, match="no identity provider"):
        remove_identity_provider(by=ada)


@pytest.mark.parametrize("issuer", ["", "login.acme.example", "javascript:alert(1)"])
def test_an_issuer_is_an_address(issuer: str, ada: Member) -> None:
    with pytest.raises(Refusal) as refused:
        given(ada, issuer=issuer)
    assert refused.value.field == "issuer"


def test_nobody_else_sets_it(rita: Member, otto: Member) -> None:
    for who in (rita, otto):
        with pytest.raises(NotAllowed):
            given(who)
        with pytest.raises(NotAllowed):
            remove_identity_provider(by=who)
