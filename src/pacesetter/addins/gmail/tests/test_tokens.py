"""Calls that are not Google's, or not for whom they claim to be: all refused, and nothing is read of them."""

import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.addins.gmail.tests.conftest import RITA, TRIGGERS, VIEWS, Call, headers_of
from pacesetter.addins.gmail.tests.google import HOST, Google, buttons_of, judged, words_of
from pacesetter.capture.gmail import keys
from pacesetter.capture.models import CapturedMail, GoogleAccount
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope

HOME = "/addins/gmail/home/"
LONG_AGO = int(time.time()) - 7200

ATTACKS: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://accounts.evil.example"},
    "no issuer": {"iss": None},
    "another endpoint's audience": {"aud": f"{HOST}/addins/gmail/mail/"},
    "the audience of another server": {"aud": f"https://evil.example{HOME}"},
    "several audiences": {"aud": [f"{HOST}{HOME}", "https://evil.example/"]},
    "expired": {"exp": LONG_AGO, "iat": LONG_AGO - 3600},
    "without end": {"exp": None},
    "not made yet": {"iat": int(time.time()) + 3600},
    "another service account": {"email": "service-13@gcp-sa-gsuiteaddons.iam.gserviceaccount.com"},
    "an address that is not verified": {"email_verified": False},
    "no address": {"email": None},
}


@pytest.mark.parametrize("body", [b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_event_at_all_is_refused_before_anything_is_verified(
    body: bytes, google: Google, client: Client
) -> None:
    answer = client.post(HOME, body, content_type="application/json")
    assert (answer.status_code, answer.json()) == (400, {"error": "refused"})


@pytest.mark.parametrize("attack", list(ATTACKS))
def test_a_call_that_is_not_google_s_is_refused(
    attack: str, google: Google, call_add_on: Call, account: GoogleAccount
) -> None:
    answer = call_add_on("gmail_home", system=google.system_token(HOME, **ATTACKS[attack]))
    assert (answer.status_code, answer.json()) == (401, {"error": "refused"})


@pytest.mark.parametrize(
    "attack",
    [
        {"iss": "https://accounts.evil.example"},
        {"aud": "13-cd.apps.googleusercontent.com"},
        {"azp": "13-cd.apps.googleusercontent.com"},
        {"exp": LONG_AGO, "iat": LONG_AGO - 3600},
        {"sub": None},
        {"sub": ""},
    ],
    ids=["issuer", "audience", "given to another client", "expired", "nobody", "empty"],
)
def test_a_user_whom_google_does_not_name_to_this_add_on_is_refused(
    attack: dict[str, Any], google: Google, call_add_on: Call, account: GoogleAccount
) -> None:
    answer = call_add_on("gmail_home", user=google.user_token(RITA, "rita@acme.example", **attack))
    assert answer.status_code == 401


def test_other_keys_and_algorithms_are_refused(
    google: Google, call_add_on: Call, account: GoogleAccount, key_pairs: list[rsa.RSAPrivateKey]
) -> None:
    public = google.keys["one"].public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    claims = jwt.decode(google.system_token(HOME), options={"verify_signature": False})
    forged = {
        "another key": google.system_token(HOME, key=key_pairs[1]),
        "a key that nobody has": google.system_token(HOME, key=key_pairs[1], key_id="two"),
        "none": jwt.encode(claims, "", algorithm="none", headers={"kid": "one"}),
        "no key's name": jwt.encode(claims, google.keys["one"], algorithm="RS256"),
        # The public key taken for a shared secret. PyJWT does not sign like this, so it is done by hand.
        "the public key as a secret": _hmac_with(pem, claims),
        "another algorithm": google.system_token(HOME, algorithm="RS512"),
        "no token": "not.a.token",
        "nothing": "",
    }
    for what, token in forged.items():
        assert call_add_on("gmail_home", system=token).status_code == 401, what
        assert what == "nothing" or call_add_on("gmail_home", user=token).status_code == 401, what
    assert call_add_on("gmail_home").status_code == 200


def test_a_token_is_good_at_its_own_address_alone(google: Google, call_add_on: Call, account: GoogleAccount) -> None:
    for view in VIEWS:
        others = [other for other in VIEWS if other != view]
        assert call_add_on(view, system=google.system_token(reverse(others[0]))).status_code == 401, view
        # What the caller says of our name is not believed.
        assert call_add_on(view, system=google.system_token(f"{reverse(view)}?")).status_code == 401, view


def test_a_press_that_is_sent_again_does_nothing_again(
    google: Google, card_of: Call, press: Call, account: GoogleAccount, jane: Contact, follow_up: ActivityType
) -> None:
    google.holds("msg-f:1", headers_of(), "SENT")
    click = buttons_of(card_of("gmail_mail", message="msg-f:1"))["Log as Follow-up e-mail"]
    _answer, card = press(click, message="msg-f:1")
    press(buttons_of(card)["Undo"], message="msg-f:1")
    again, card = press(click, message="msg-f:1")
    assert card == {}
    assert again["renderActions"]["action"]["notification"]["text"] == "This was done already."
    assert CapturedMail.objects.get().state == "waiting"
    assert Activity.objects.filter(deleted_at__isnull=True).count() == 0


def test_a_card_works_for_nobody_but_whom_it_was_made_for(
    google: Google,
    card_of: Call,
    press: Call,
    account: GoogleAccount,
    jane: Contact,
    raj: Member,
    otto: Member,
    follow_up: ActivityType,
) -> None:
    google.holds("msg-f:1", headers_of(), "SENT")
    click = buttons_of(card_of("gmail_mail", message="msg-f:1"))["Log as Follow-up e-mail"]
    for number, member in enumerate((raj, otto)):
        with scope(member.organisation):
            GoogleAccount.objects.create(
                member=member, subject=f"200{number}", email=member.email, connected_at=account.connected_at
            )
        answer, _card = press(click, message="msg-f:1", user=google.user_token(f"200{number}", member.email))
        assert "works no more" in answer["renderActions"]["action"]["notification"]["text"]
    assert CapturedMail.across_organisations.count() == 0


@pytest.mark.parametrize("view", TRIGGERS)
def test_an_account_that_is_not_connected_gets_nothing_but_the_way_to_connect_it(
    view: str, google: Google, call_add_on: Call, account: GoogleAccount, jane: Contact
) -> None:
    google.holds("msg-f:1", headers_of(), "SENT")
    answer = call_add_on(view, message="msg-f:1", user=google.user_token("9", "otto@globex.example"))
    card = judged(answer.json(), "triggerResponse")
    assert "Connect" in buttons_of(card)
    assert not any(word in words_of(card) for word in ("Rita", "Jane", "Initech"))
    assert not [path for path, _headers, _query in google.requests if path.startswith("/gmail")]


def test_whoever_has_left_is_answered_no_more(
    google: Google, card_of: Call, account: GoogleAccount, rita: Member
) -> None:
    assert "Connect" not in buttons_of(card_of("gmail_home"))
    Member.objects.filter(pk=rita.pk).update(archived_at=account.connected_at)
    assert "Connect" in buttons_of(card_of("gmail_home"))


def test_without_consent_google_is_asked_to_ask_for_it(
    google: Google, call_add_on: Call, account: GoogleAccount
) -> None:
    said = call_add_on("gmail_home", user=None).json()
    assert said == {"requesting_google_scopes": {"scopes": ["https://www.googleapis.com/auth/userinfo.email"]}}


def test_an_add_on_that_is_not_set_up_is_not_there(call_add_on: Call, settings: Any) -> None:
    settings.GMAIL_CLIENT_ID = ""
    assert call_add_on("gmail_home").status_code == 404


def test_the_token_may_stand_in_the_event(call_add_on: Call, account: GoogleAccount) -> None:
    assert call_add_on("gmail_home", in_header=False).status_code == 200


def test_keys_are_kept_changed_and_dropped_as_google_says(
    google: Google,
    call_add_on: Call,
    account: GoogleAccount,
    key_pairs: list[rsa.RSAPrivateKey],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [1000.0]
    monkeypatch.setattr(keys, "_seconds", lambda: now[0])

    def fetched() -> int:
        return len([path for path, _headers, _query in google.requests if path == "/certs"])

    for _number in range(3):
        assert call_add_on("gmail_home").status_code == 200
    assert fetched() == 1
    google.keys["two"] = key_pairs[1]
    turned = google.system_token(HOME, key_id="two")
    # Anybody can name a key that is not there: it is not asked for all the time.
    assert (call_add_on("gmail_home", system=turned).status_code, fetched()) == (401, 1)
    now[0] += 61
    assert (call_add_on("gmail_home", system=turned).status_code, fetched()) == (200, 2)
    google.is_down = True
    now[0] += 600
    assert call_add_on("gmail_home").status_code == 200
    now[0] += 3600
    assert call_add_on("gmail_home").status_code == 503
    google.is_down = False
    del google.keys["one"]
    user = google.user_token(RITA, "rita@acme.example", key_id="two")
    assert call_add_on("gmail_home", system=turned, user=user).status_code == 200
    google.keys["one"] = key_pairs[0]
    old = google.system_token(HOME)
    del google.keys["one"]
    assert call_add_on("gmail_home", system=old, user=user).status_code == 401


def _hmac_with(secret: bytes, claims: dict[str, Any]) -> str:
    import base64
    import hashlib
    import hmac
    import json

    def part(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

    head = part(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "one"}).encode())
    signed = f"{head}.{part(json.dumps(claims).encode())}"
    return f"{signed}.{part(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"
