"""Logging in by the Microsoft account: what is believed, and every way to forge it. Against keys served on loopback."""

import json
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pacesetter.addins.outlook.tests.conftest import NOW, Pane, opened, pane_of
from pacesetter.capture.entra import keys as entra_keys
from pacesetter.capture.models import AddInToken, EntraIdentity, MailAlias
from pacesetter.capture.verbs import set_entra_app, unlink_entra_identity
from pacesetter.core import clock
from pacesetter.core.http import Rules, networks
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
TENANT, OTHER_TENANT = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
CLIENT, OTHER_CLIENT = "33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"
RITA, OTTO = "55555555-5555-4555-8555-555555555555", "66666666-6666-4666-8666-666666666666"


class Microsoft(ThreadingHTTPServer):
    """Serves the keys of tenants."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.keys = {"one": KEY}
        self.asked: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Microsoft

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        to_jwk = jwt.algorithms.RSAAlgorithm.to_jwk
        found = [json.loads(to_jwk(key.public_key())) | {"kid": kid} for kid, key in self.server.keys.items()]
        body = json.dumps({"keys": found}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def microsoft(settings: Any) -> Iterator[Microsoft]:
    server = Microsoft()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.ENTRA_URL = f"http://127.0.0.1:{server.server_port}"
    ports = frozenset({server.server_port})
    settings.PROVIDER_RULES = Rules(allowed_networks=networks(["127.0.0.0/8"]), ports=ports)
    entra_keys.forget()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def linked(microsoft: Microsoft, rita: Member, ada: Member, real_now: Any) -> Pane:
    """Acme has registered its application, and Rita has linked her account."""
    set_entra_app(by=ada, tenant_id=TENANT, client_id=CLIENT)
    assert pane_of(rita).ask("microsoft-account/", {"word": word()})[0] == 200
    return Pane()


@pytest.fixture
def real_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that reads tokens has a clock of its own, which must stand where ours stands."""
    import datetime as real

    class Standing(real.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return clock.now().astimezone(tz)

    monkeypatch.setattr("jwt.api_jwt.datetime", Standing)


def word(*, key: Any = KEY, kid: str = "one", algorithm: str = "RS256", **changed: Any) -> str:
    now = int(clock.now().timestamp())
    said = {
        "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0",
        "aud": CLIENT,
        "azp": CLIENT,
        "tid": TENANT,
        "oid": RITA,
        "preferred_username": "Rita@acme.example",
        "scp": "Activity.Write User.Read",
        "iat": now,
        "nbf": now,
        "exp": now + 3600,
        "jti": str(uuid.uuid4()),
        **changed,
    }
    said = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(said, key, algorithm=algorithm, headers={"kid": kid})


def test_whoever_has_linked_the_account_is_logged_in_by_it(linked: Pane, rita: Member) -> None:
    status, told = linked.ask("log-in/microsoft/", {"word": word(), "mailbox": rita.email})
    assert (status, told["name"]) == (200, "Rita")
    assert Pane(told["token"]).ask("mail/", opened())[0] == 200
    assert AddInToken.objects.first().mailbox == rita.email  # type: ignore[union-attr]


_HOUR = 3600
FORGED: dict[str, Callable[[], str]] = {
    "another issuer": lambda: word(iss=f"https://login.microsoftonline.com/{OTHER_TENANT}/v2.0"),
    "an issuer that looks like it": lambda: word(iss=f"https://login.microsoftonline.com.evil.example/{TENANT}/v2.0"),
    "version 1": lambda: word(iss=f"https://sts.windows.net/{TENANT}/"),
    "another audience": lambda: word(aud=OTHER_CLIENT),
    "another application": lambda: word(azp=OTHER_CLIENT),
    "another key": lambda: word(key=OTHER_KEY),
    "a key that nobody knows": lambda: word(key=OTHER_KEY, kid="two"),
    "no key named": lambda: word(kid=""),
    "no signature": lambda: word(key=None, algorithm="none"),
    "a shared secret": lambda: word(key="x" * 32, algorithm="HS256"),
    "our own public key as the secret": lambda: word(key=_public_as_secret(), algorithm="HS256"),
    "another algorithm": lambda: word(algorithm="PS256"),
    "expired": lambda: word(exp=int(NOW.timestamp()) - 120),
    "not yet": lambda: word(nbf=int(NOW.timestamp()) + _HOUR),
    "without an end": lambda: word(exp=None),
    "without a scope": lambda: word(scp=None),
    "another scope": lambda: word(scp="Activity.Read Activity.WriteAll"),
    "of another tenant": lambda: word(tid=OTHER_TENANT),
    "of nobody": lambda: word(oid="somebody"),
    "no token": lambda: "abc.def.ghi",
    "nothing": lambda: "",
}


def _public_as_secret() -> str:
    import hashlib

    pem = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(pem).hexdigest()


@pytest.mark.parametrize("what", list(FORGED))
def test_what_is_forged_is_refused(what: str, linked: Pane) -> None:
    status, told = linked.ask("log-in/microsoft/", {"word": FORGED[what]()})
    assert (status, told["code"]) == (401, "untrusted")


@pytest.mark.parametrize("what", list(FORGED))
def test_nobody_is_linked_by_what_is_forged(
    what: str, microsoft: Microsoft, rita: Member, ada: Member, real_now: Any
) -> None:
    set_entra_app(by=ada, tenant_id=TENANT, client_id=CLIENT)
    status, told = pane_of(rita).ask("microsoft-account/", {"word": FORGED[what]()})
    assert (status, told["code"], EntraIdentity.objects.count()) == (403, "untrusted", 0)


def test_a_token_with_the_public_key_as_secret_is_refused(linked: Pane) -> None:
    pem = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    import base64
    import hashlib
    import hmac

    header, body, _signature = word().split(".")
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"one","typ":"JWT"}').rstrip(b"=").decode()
    signed = f"{head}.{body}"
    signature = base64.urlsafe_b64encode(hmac.digest(pem, signed.encode(), hashlib.sha256)).rstrip(b"=").decode()
    assert header != head
    assert linked.ask("log-in/microsoft/", {"word": f"{signed}.{signature}"})[0] == 401


def test_a_token_that_was_used_is_refused(linked: Pane) -> None:
    sent = {"word": word()}
    assert linked.ask("log-in/microsoft/", sent)[0] == 200
    assert linked.ask("log-in/microsoft/", sent)[0] == 422


def test_somebody_of_the_tenant_who_has_linked_nothing_is_nobody(linked: Pane) -> None:
    status, told = linked.ask("log-in/microsoft/", {"word": word(oid=OTTO)})
    assert (status, told["code"]) == (404, "unknown_person")


def test_a_user_of_another_organisation_s_tenant_is_refused(linked: Pane, otto: Member) -> None:
    issuer = f"https://login.microsoftonline.com/{OTHER_TENANT}/v2.0"
    foreign = word(iss=issuer, tid=OTHER_TENANT, oid=OTTO)
    assert linked.ask("log-in/microsoft/", {"word": foreign})[0] == 401
    with scope(otto.organisation):
        set_entra_app(by=otto, tenant_id=OTHER_TENANT, client_id=CLIENT)
    # Now the token is genuine, but it is no word about anybody at Acme, and links nobody there.
    assert linked.ask("log-in/microsoft/", {"word": foreign})[0] == 404
    rita = EntraIdentity.objects.get().member
    assert pane_of(rita).ask("microsoft-account/", {"word": foreign})[0] == 422


def test_an_organisation_that_names_a_tenant_that_is_not_its_own_gets_nobody_of_it(
    linked: Pane, otto: Member, rita: Member
) -> None:
    with scope(otto.organisation):
        set_entra_app(by=otto, tenant_id=TENANT, client_id=CLIENT)
    told = linked.ask("log-in/microsoft/", {"word": word()})[1]
    assert told["name"] == "Rita"


def test_an_account_is_one_member_s(linked: Pane, raj: Member) -> None:
    status, told = pane_of(raj).ask("microsoft-account/", {"word": word(preferred_username=raj.email)})
    assert (status, told["code"]) == (422, "taken")


def test_a_colleague_s_account_is_linked_by_nobody_else(
    microsoft: Microsoft, rita: Member, raj: Member, ada: Member, real_now: Any
) -> None:
    set_entra_app(by=ada, tenant_id=TENANT, client_id=CLIENT)
    # Raj logs in in Rita's Outlook, or has got hold of her token.
    status, told = pane_of(raj).ask("microsoft-account/", {"word": word()})
    assert (status, told["code"], EntraIdentity.objects.count()) == (422, "not_yours", 0)
    assert "rita@acme.example" in told["error"]
    assert pane_of(raj).ask("microsoft-account/", {"word": word(preferred_username=None)})[1]["code"] == "no_address"
    MailAlias.objects.create(member=rita, address="r.smith@corp.example", confirmed_at=clock.now())
    assert pane_of(rita).ask("microsoft-account/", {"word": word(preferred_username="r.smith@corp.example")})[0] == 200


def test_whoever_disconnects_the_account_is_logged_out_and_not_logged_in_by_it(linked: Pane, rita: Member) -> None:
    by_microsoft = Pane(linked.ask("log-in/microsoft/", {"word": word()})[1]["token"])
    by_window = pane_of(rita)
    unlink_entra_identity(EntraIdentity.objects.get(), by=rita)
    assert [by_microsoft.ask("mail/", opened())[0], by_window.ask("mail/", opened())[0]] == [401, 200]
    assert linked.ask("log-in/microsoft/", {"word": word()})[0] == 404
    assert by_window.ask("microsoft-account/", {"word": word()})[0] == 200


def test_administrators_alone_disconnect_a_colleague_s(linked: Pane, raj: Member, otto: Member, ada: Member) -> None:
    identity = EntraIdentity.objects.get()
    for stranger in (raj, otto):
        with pytest.raises(NotAllowed):
            unlink_entra_identity(identity, by=stranger)
    unlink_entra_identity(identity, by=ada)
    assert EntraIdentity.objects.count() == 0


def test_whoever_left_is_not_logged_in(linked: Pane, rita: Member) -> None:
    Member.objects.filter(pk=rita.pk).update(archived_at=NOW)
    assert linked.ask("log-in/microsoft/", {"word": word()})[0] == 404


def test_new_keys_are_asked_for_and_not_more_often_than_needed(linked: Pane, microsoft: Microsoft) -> None:
    microsoft.keys = {"two": OTHER_KEY}
    asked = len(microsoft.asked)
    rotated = word(key=OTHER_KEY, kid="two")
    assert linked.ask("log-in/microsoft/", {"word": rotated})[0] == 401  # asked a moment ago
    with clock.standing_at(NOW + timedelta(minutes=6)):
        assert linked.ask("log-in/microsoft/", {"word": word(key=OTHER_KEY, kid="two")})[0] == 200
        # The old key is gone with that.
        assert linked.ask("log-in/microsoft/", {"word": word()})[0] == 401
        for number in range(5):
            linked.ask("log-in/microsoft/", {"word": word(kid=f"made up {number}")})
    assert len(microsoft.asked) == asked + 1


def test_where_microsoft_is_down_nobody_is_let_in_and_nothing_breaks(linked: Pane, settings: Any) -> None:
    entra_keys.forget()
    settings.ENTRA_URL = "http://127.0.0.1:9"
    assert linked.ask("log-in/microsoft/", {"word": word()})[0] == 401


def test_without_an_application_nobody_s_word_counts(microsoft: Microsoft, rita: Member, real_now: None) -> None:
    assert Pane().ask("log-in/microsoft/", {"word": word()})[0] == 401
    assert microsoft.asked == []


def test_only_administrators_name_the_application(rita: Member, ada: Member, linked: Pane) -> None:
    with pytest.raises(NotAllowed):
        set_entra_app(by=rita, tenant_id=TENANT, client_id=CLIENT)
    for tenant, client in ((TENANT, ""), ("", CLIENT), ("x", CLIENT)):
        with pytest.raises(Refusal):
            set_entra_app(by=ada, tenant_id=tenant, client_id=client)
    assert set_entra_app(by=ada, tenant_id="", client_id="") is None
    assert EntraIdentity.objects.count() == 0
