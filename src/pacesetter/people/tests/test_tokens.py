from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import ApiToken, Member, User
from pacesetter.people.tokens import authenticate, live_tokens
from pacesetter.tenancy.scope import scope


@pytest.fixture
def created(rita: Member) -> verbs.CreatedToken:
    return verbs.create_token(rita, by=rita, name=" Dialler ")


def test_the_secret_stands_for_the_member_and_is_kept_nowhere(
    rita: Member, created: verbs.CreatedToken, last_event: Callable[[], Event]
) -> None:
    assert created.secret.startswith("pst_")
    assert authenticate(created.secret) == rita
    assert created.token.name == "Dialler"
    assert created.secret not in str(ApiToken.objects.values())
    assert created.secret not in str(last_event().data)


def test_one_query_answers_who_calls_and_for_which_organisation(
    created: verbs.CreatedToken, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    # On PostgreSQL that one is a prepared statement, which is not counted.
    with django_assert_max_num_queries(1):
        member = authenticate(created.secret)
        assert member is not None
        assert member.organisation.name == "Acme"
        assert member.user is not None
        assert member.user.is_active


def test_no_organisation_needs_to_be_in_scope(rita: Member, otto: Member, created: verbs.CreatedToken) -> None:
    with scope(otto.organisation_id):
        assert authenticate(created.secret) == rita


@pytest.mark.parametrize("secret", ["", "pst_", "pst_made-up", "Bearer x", "pst_ü"])
def test_a_made_up_secret_stands_for_nobody(created: verbs.CreatedToken, secret: str) -> None:
    assert authenticate(secret) is None


def test_a_revoked_token_stops_at_once(
    rita: Member, created: verbs.CreatedToken, last_event: Callable[[], Event]
) -> None:
    assert live_tokens(rita) == [created.token]
    verbs.revoke_token(created.token, by=rita)
    assert authenticate(created.secret) is None
    assert live_tokens(rita) == []
    assert last_event().verb == "api_token.revoked"
    with pytest.raises(Refusal, match="revoked already"):
        verbs.revoke_token(created.token, by=rita)


def test_a_token_ends_with_its_time(rita: Member) -> None:
    soon = clock.now() + timedelta(hours=1)
    secret = verbs.create_token(rita, by=rita, name="Dialler", expires_at=soon).secret
    assert authenticate(secret) == rita
    with clock.standing_at(soon):
        assert authenticate(secret) is None
        assert live_tokens(rita) == []
    with pytest.raises(Refusal) as refusal:
        verbs.create_token(rita, by=rita, name="Dialler", expires_at=clock.now())
    assert refusal.value.field == "expires_at"


def test_a_token_of_somebody_who_may_not_log_in_stands_for_nobody(rita: Member, created: verbs.CreatedToken) -> None:
    User.objects.filter(email=rita.email).update(is_active=False)
    assert authenticate(created.secret) is None


def test_nobody_makes_a_token_for_somebody_else(ada: Member, rita: Member, otto: Member) -> None:
    for by in (ada, otto):
        with pytest.raises(NotAllowed):
            verbs.create_token(rita, by=by, name="Dialler")
    with pytest.raises(Refusal, match="not known here"):
        verbs.create_token(otto, by=otto, name="Dialler")
    assert not ApiToken.across_organisations.exists()


def test_a_token_needs_a_name_and_somebody_who_is_here(ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.create_token(rita, by=rita, name=" ")
    assert refusal.value.field == "name"
    verbs.archive(rita, by=ada)
    with pytest.raises(Refusal, match="archived"):
        verbs.create_token(rita, by=rita, name="Dialler")


def test_an_administrator_revokes_a_colleagues_token_and_nobody_else_does(
    ada: Member, raj: Member, otto: Member, created: verbs.CreatedToken
) -> None:
    for by in (raj, otto):
        with pytest.raises(NotAllowed):
            verbs.revoke_token(created.token, by=by)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known here"):
        verbs.revoke_token(created.token, by=otto)
    assert authenticate(created.secret) is not None
    verbs.revoke_token(created.token, by=ada)
    assert authenticate(created.secret) is None
