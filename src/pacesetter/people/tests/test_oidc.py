"""What a provider says, and when it is not believed: against a server whose word can be bent."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from pacesetter.core.http import GuardedClient, Rules, networks
from pacesetter.people.oidc import Asked, Identity, Provider, ProviderFailed, discover, identify, new_request

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Bent(ThreadingHTTPServer):
    """A provider; what it answers with can be changed."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.key: Any = KEY
        self.headers: dict[str, Any] = {"kid": "one"}
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/me",
        }
        self.seen: list[tuple[str, str]] = []


class Handler(BaseHTTPRequestHandler):
    server: Bent

    def do_GET(self) -> None:
        jwk = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "one", "use": "sig"}
        answers = {
            "/.well-known/openid-configuration": self.server.metadata,
            "/keys": {"keys": [jwk]},
            "/me": self.server.userinfo,
        }
        self._answer(answers[self.path])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.seen.append((body, self.headers.get("Authorization", "")))
        token = jwt.encode(
            self.server.claims, self.server.key, algorithm=self.server.algorithm, headers=self.server.headers
        )
        self._answer({"access_token": "a", "id_token": token, "token_type": "Bearer"})

    def _answer(self, what: object) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def bent() -> Iterator[Bent]:
    server = Bent()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def http(bent: Bent) -> Iterator[GuardedClient]:
    rules = Rules(allowed_networks=networks(["127.0.0.0/8"]), ports=frozenset({bent.server_port}))
    with GuardedClient(rules) as client:
        yield client


@pytest.fixture
def asked() -> Asked:
    return new_request()


@pytest.fixture
def provider(bent: Bent, http: GuardedClient, asked: Asked) -> Provider:
    now = int(time.time())
    bent.claims = {"iss": bent.url, "sub": "42", "aud": "us", "exp": now + 300, "iat": now, "nonce": asked.nonce}
    bent.claims |= {"email": "Nia@acme.example", "email_verified": True}
    return discover(http, bent.url)


def told(http: GuardedClient, provider: Provider, asked: Asked) -> Identity:
    return identify(
        http, provider, client_id="us", client_secret="s3:cret", redirect_uri="http://here/", code="c", asked=asked
    )


def test_a_word_that_is_right_is_believed(bent: Bent, http: GuardedClient, provider: Provider, asked: Asked) -> None:
    assert told(http, provider, asked) == Identity(bent.url, "42", "nia@acme.example", True)
    body, authorization = bent.seen[0]
    assert f"code_verifier={asked.verifier}" in body
    assert "client_secret" not in body
    assert authorization.startswith("Basic ")


def test_the_browser_is_sent_with_challenge_state_and_nonce(provider: Provider, asked: Asked) -> None:
    address = provider.log_in_address(client_id="us", redirect_uri="http://here/", asked=asked)
    for part in (f"state={asked.state}", f"nonce={asked.nonce}", f"code_challenge={asked.challenge}", "S256"):
        assert part in address
    assert asked.verifier not in address


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("nonce", "of another", "for another log-in"),
        ("aud", "others", "Audience"),
        ("iss", "http://evil.example", "Invalid issuer"),
        ("exp", 1, "expired"),
        ("iat", None, "iat"),
        ("sub", "", "names nobody"),
        ("sub", "x" * 256, "names nobody"),
        ("azp", "others", "another client"),
    ],
)
def test_a_word_that_is_not_meant_so_is_not(
    name: str, value: object, why: str, bent: Bent, http: GuardedClient, provider: Provider, asked: Asked
) -> None:
    bent.claims[name] = value
    if value is None:
        del bent.claims[name]
    with pytest.raises(ProviderFailed, match=why):
        told(http, provider, asked)


def test_another_key_is_not_believed(bent: Bent, http: GuardedClient, provider: Provider, asked: Asked) -> None:
    bent.key = OTHER_KEY
    with pytest.raises(ProviderFailed, match="Signature verification failed"):
        told(http, provider, asked)
    bent.headers = {"kid": "two"}
    with pytest.raises(ProviderFailed, match="not among its keys"):
        told(http, provider, asked)


@pytest.mark.parametrize(("algorithm", "key"), [("none", None), ("HS256", "s3:cret-s3:cret-s3:cret-s3:cret-")])
def test_an_unsigned_word_and_one_by_a_shared_secret_are_not_believed(
    algorithm: str, key: str | None, bent: Bent, http: GuardedClient, provider: Provider, asked: Asked
) -> None:
    bent.algorithm, bent.key = algorithm, key
    with pytest.raises(ProviderFailed, match="can't be trusted"):
        told(http, provider, asked)


def test_the_address_may_come_from_the_second_source_if_it_tells_of_the_same_person(
    bent: Bent, http: GuardedClient, provider: Provider, asked: Asked
) -> None:
    del bent.claims["email"], bent.claims["email_verified"]
    bent.userinfo = {"sub": "42", "email": "nia@acme.example", "email_verified": True}
    assert told(http, provider, asked).email_is_verified
    bent.userinfo["sub"] = "43"
    with pytest.raises(ProviderFailed, match="somebody else"):
        told(http, provider, asked)


@pytest.mark.parametrize("value", ["true", 1, None])
def test_only_a_plain_yes_verifies_an_address(
    value: object, bent: Bent, http: GuardedClient, provider: Provider, asked: Asked
) -> None:
    bent.claims["email_verified"] = value
    assert not told(http, provider, asked).email_is_verified


def test_a_provider_with_another_name_or_unsafe_addresses_is_refused(bent: Bent, http: GuardedClient) -> None:
    assert discover(http, bent.url + "/").issuer == bent.url
    bent.metadata["token_endpoint"] = "ftp://127.0.0.1/"
    with pytest.raises(ProviderFailed, match="token_endpoint"):
        discover(http, bent.url)
    bent.metadata["issuer"] = "http://evil.example"
    with pytest.raises(ProviderFailed, match="calls itself"):
        discover(http, bent.url)


def test_what_is_inside_the_operators_network_is_not_asked(bent: Bent) -> None:
    with GuardedClient(Rules(ports=frozenset({bent.server_port}))) as http, pytest.raises(ProviderFailed):
        discover(http, bent.url)
