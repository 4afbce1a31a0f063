"""Logging an add-in in by a code, and out: what is refused along the way."""

import base64
import hashlib
from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.api.authentication import MemberToken
from pacesetter.capture.add_in_tokens import LAPSES_AFTER, live_add_ins, token_with
from pacesetter.capture.models import AddInCode, AddInToken
from pacesetter.capture.tests.conftest import NOW
from pacesetter.capture.verbs import allow_add_in, log_in_add_in, revoke_add_in
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people.models import Member, User
from pacesetter.people.tokens import hash_of
from pacesetter.people.verbs import create_token
from pacesetter.tenancy.scope import no_scope, scope

VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def code_of(member: Member) -> str:
    return allow_add_in(member, by=member, program="outlook", challenge=CHALLENGE, mailbox="Rita@Acme.example")


def logged_in(member: Member) -> tuple[AddInToken, str]:
    return log_in_add_in(code_of(member), verifier=VERIFIER)


def test_a_code_is_changed_for_a_token_whose_secret_is_kept_nowhere(rita: Member) -> None:
    code = code_of(rita)
    with no_scope():
        token, secret = log_in_add_in(code.lower().replace("-", " "), verifier=VERIFIER)
        found = token_with(secret)
    assert found == token
    assert (token.member, token.program, token.mailbox) == (rita, "outlook", "rita@acme.example")
    assert token.secret_hash == hash_of(secret)
    assert live_add_ins(rita) == [token]
    assert Event.objects.filter(verb="member.add_in_logged_in").count() == 1


def test_a_code_works_once(rita: Member) -> None:
    code = code_of(rita)
    log_in_add_in(code, verifier=VERIFIER)
    with pytest.raises(Refusal):
        log_in_add_in(code, verifier=VERIFIER)
    assert AddInToken.objects.count() == 1


def test_another_pane_can_not_use_it_and_uses_it_up(rita: Member) -> None:
    code = code_of(rita)
    with pytest.raises(Refusal):
        log_in_add_in(code, verifier="w" * 43)
    with pytest.raises(Refusal):
        log_in_add_in(code, verifier=VERIFIER)
    assert AddInToken.objects.count() == 0


def test_a_code_lasts_ten_minutes_and_is_then_tidied_away(rita: Member) -> None:
    code = code_of(rita)
    with clock.standing_at(NOW + timedelta(minutes=11)):
        jobs.enqueue("capture.tidy", {})
        jobs.run_due()
        assert AddInCode.objects.count() == 0
        with pytest.raises(Refusal):
            log_in_add_in(code, verifier=VERIFIER)


@pytest.mark.parametrize("code", ["", "AAAA-AAAA-AAAA-AAAA", "\0", "x" * 5000])
def test_what_is_no_code_is_refused(code: str, rita: Member) -> None:
    with pytest.raises(Refusal):
        log_in_add_in(code, verifier=VERIFIER)


def test_nobody_allows_one_for_somebody_else(rita: Member, ada: Member) -> None:
    with pytest.raises(NotAllowed):
        allow_add_in(rita, by=ada, program="outlook", challenge=CHALLENGE)


@pytest.mark.parametrize("challenge", ["", "short", "!" * 43])
def test_what_is_no_challenge_is_refused(challenge: str, rita: Member) -> None:
    with pytest.raises(Refusal):
        allow_add_in(rita, by=rita, program="outlook", challenge=challenge)


def test_a_revoked_token_works_no_more(rita: Member, raj: Member, ada: Member, otto: Member) -> None:
    token, secret = logged_in(rita)
    for stranger in (raj, otto):
        with pytest.raises(NotAllowed):
            revoke_add_in(token, by=stranger)
    revoke_add_in(token, by=ada)
    revoke_add_in(token, by=rita)
    assert token_with(secret) is None
    assert live_add_ins(rita) == []
    assert Event.objects.filter(verb="member.add_in_revoked").count() == 1


def test_a_token_that_nobody_uses_lapses(rita: Member) -> None:
    _token, secret = logged_in(rita)
    with clock.standing_at(NOW + LAPSES_AFTER - timedelta(days=1)):
        assert token_with(secret) is not None
    with clock.standing_at(NOW + LAPSES_AFTER + timedelta(days=50)):
        assert token_with(secret) is not None
    with clock.standing_at(NOW + 3 * LAPSES_AFTER):
        assert token_with(secret) is None


def test_nobody_who_left_or_may_not_log_in_has_one_that_works(rita: Member) -> None:
    code, (_token, secret) = code_of(rita), logged_in(rita)
    User.objects.filter(email=rita.email).update(is_active=False)
    assert token_with(secret) is None
    with pytest.raises(Refusal):
        log_in_add_in(code, verifier=VERIFIER)
    User.objects.filter(email=rita.email).update(is_active=True)
    Member.objects.filter(pk=rita.pk).update(archived_at=NOW)
    assert token_with(secret) is None


def test_it_is_none_for_the_api_and_one_of_the_api_is_none_for_add_ins(rita: Member) -> None:
    _token, secret = logged_in(rita)
    assert MemberToken().authenticate(None, secret) is None  # type: ignore[arg-type]
    assert token_with(create_token(rita, by=rita, name="x").secret) is None


def test_each_organisation_has_its_own(rita: Member, otto: Member) -> None:
    token, _secret = logged_in(rita)
    with scope(otto.organisation):
        other, secret = logged_in(otto)
        assert AddInToken.objects.get() == other
    found = token_with(secret)
    assert found is not None
    assert (found.member, found.organisation_id) == (otto, otto.organisation_id)
    assert found != token
