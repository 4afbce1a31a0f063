import socket
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pacesetter.core.http import (
    AddressRefused,
    ConnectionFailed,
    FetchError,
    GuardedClient,
    Rules,
    TooLarge,
    TooSlow,
    networks,
)
from pacesetter.core.http.trusted import trusted
from pacesetter.core.tests.servers import certificate_for, serving

LOOPBACK = networks(["127.0.0.0/8"])


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with serving() as running:
        yield running


def seen(server: ThreadingHTTPServer) -> list[Any]:
    requests: list[Any] = server.seen  # type: ignore[attr-defined]
    return requests


def reaching(server: ThreadingHTTPServer, **limits: Any) -> Rules:
    return Rules(allowed_networks=LOOPBACK, ports=frozenset({server.server_port}), **limits)


def at(server: ThreadingHTTPServer, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
    return f"{scheme}://{host}:{server.server_port}{path}"


def test_an_answer_comes_back_whole(server: ThreadingHTTPServer) -> None:
    with GuardedClient(reaching(server), headers={"Authorization": "Bearer token"}) as client:
        answer = client.get(at(server, "/companies"), params={"page": "2"}, headers={"X-Trace": "7"})
        posted = client.post(at(server, "/hook"), json={"figure": 1})
    assert answer.ok
    assert b'"/companies?page=2"' in answer.body
    assert b'"Authorization": "Bearer token"' in answer.body
    assert b'"X-Trace": "7"' in answer.body
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert (posted.status, posted.body) == (201, b'{"figure":1}')


def test_one_connection_serves_several_fetches(server: ThreadingHTTPServer) -> None:
    with GuardedClient(reaching(server)) as client:
        client.get(at(server))
        client.get(at(server))
    (_, first_from), (_, second_from) = seen(server)
    assert first_from == second_from


def test_a_private_address_is_refused_before_anything_is_sent(server: ThreadingHTTPServer) -> None:
    with (
        GuardedClient(Rules(ports=frozenset({server.server_port}))) as client,
        pytest.raises(AddressRefused, match="not on the public internet") as refusal,
    ):
        client.get(at(server))
    assert seen(server) == []
    assert not refusal.value.worth_retrying


def test_the_connection_goes_to_the_address_that_was_checked(server: ThreadingHTTPServer) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int, seconds: float) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    with GuardedClient(reaching(server), resolve=resolve) as client:
        answer = client.get(at(server, host="crm.example"))
    assert asked == ["crm.example"]
    assert f'"Host": "crm.example:{server.server_port}"'.encode() in answer.body


def test_the_next_address_is_tried_when_nobody_answers_at_the_first(server: ThreadingHTTPServer) -> None:
    def resolve(host: str, port: int, seconds: float) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    with GuardedClient(reaching(server), resolve=resolve) as client:
        assert client.get(at(server, host="crm.example")).ok


def test_a_redirect_is_handed_back_and_not_followed(server: ThreadingHTTPServer) -> None:
    with GuardedClient(reaching(server)) as client:
        answer = client.get(at(server, "/redirect"))
    assert (answer.status, answer.headers["location"], answer.ok) == (302, "/secret", False)
    assert [path for path, _ in seen(server)] == ["/redirect"]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://crm.example/", "must begin with https:// or http://"),
        ("file:///etc/passwd", "must begin with"),
        ("//crm.example/", "must begin with"),
        ("https://", "names no server"),
        ("https://rita:secret@crm.example/", "user name"),
        ("https://crm.example:22/", "port 22 is not fetched from; allowed are 80, 443"),
        ("http://crm.example:0/", "port 0 is not"),
        ("http://crm.example:x/", "is not a web address"),
        ("http://[::1/", "is not a web address"),
    ],
)
def test_a_web_address_of_the_wrong_kind_is_refused(url: str, why: str) -> None:
    with GuardedClient(resolve=lambda *_: pytest.fail("nothing is looked up")) as client:
        with pytest.raises(AddressRefused) as refusal:
            client.get(url)
        assert why in str(refusal.value)


def test_plain_http_can_be_switched_off() -> None:
    with GuardedClient(Rules(plain_http=False)) as client, pytest.raises(AddressRefused, match=r"begin with https://$"):
        client.get("http://crm.example/")


def test_the_caller_cannot_name_another_host_or_ask_for_compression(server: ThreadingHTTPServer) -> None:
    with GuardedClient(reaching(server)) as client:
        answer = client.get(at(server), headers={"host": "inside.example", "accept-encoding": "gzip"})
    assert b"inside.example" not in answer.body
    assert b"identity" in answer.body
    assert b"gzip" not in answer.body


def test_an_answer_beyond_the_size_is_cut_off(server: ThreadingHTTPServer) -> None:
    with GuardedClient(reaching(server, answer_bytes=1000)) as client, pytest.raises(TooLarge, match="1000 bytes"):
        client.get(at(server, "/endless"))


def test_a_compressed_answer_is_refused(server: ThreadingHTTPServer) -> None:
    with GuardedClient(reaching(server)) as client, pytest.raises(TooLarge, match="compressed"):
        client.get(at(server, "/compressed"))


@pytest.mark.parametrize("path", ["/drip", "/drip-headers"])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(server: ThreadingHTTPServer, path: str) -> None:
    with GuardedClient(reaching(server, seconds=0.15)) as client, pytest.raises(TooSlow) as too_slow:
        client.get(at(server, path))
    assert too_slow.value.worth_retrying


def test_the_name_look_up_gets_no_more_time_than_the_fetch(server: ThreadingHTTPServer) -> None:
    granted: list[float] = []

    def resolve(host: str, port: int, seconds: float) -> list[str]:
        granted.append(seconds)
        raise TooSlow(f"the name {host} was not found in time")

    with GuardedClient(reaching(server, seconds=0.5), resolve=resolve) as client, pytest.raises(TooSlow):
        client.get(at(server, host="crm.example"))
    assert 0 < granted[0] <= 0.5


def test_the_client_works_on_after_a_failure(server: ThreadingHTTPServer) -> None:
    with GuardedClient(reaching(server, answer_bytes=1000)) as client:
        with pytest.raises(FetchError):
            client.get(at(server, "/endless"))
        assert client.get(at(server)).ok


def test_nobody_there_and_nonsense_are_failed_connections(server: ThreadingHTTPServer) -> None:
    with GuardedClient(reaching(server)) as client, pytest.raises(ConnectionFailed):
        client.get(at(server, "/nonsense"))
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        rules = Rules(allowed_networks=LOOPBACK, ports=frozenset({port}))
        with GuardedClient(rules) as client, pytest.raises(ConnectionFailed) as failure:
            client.get(f"http://127.0.0.1:{port}/")
    assert failure.value.worth_retrying


def test_the_certificate_must_be_for_the_name_that_was_asked_for(tmp_path: Path) -> None:
    server_tls, trusting = certificate_for("crm.example", tmp_path)

    def resolve(host: str, port: int, seconds: float) -> list[str]:
        return ["127.0.0.1"]

    with serving(server_tls) as server, GuardedClient(reaching(server), tls=trusting, resolve=resolve) as client:
        assert client.get(at(server, host="crm.example", scheme="https")).ok
        with pytest.raises(ConnectionFailed, match="certificate"):
            client.get(at(server, host="other.example", scheme="https"))


def test_a_certificate_of_nobody_known_is_refused(tmp_path: Path) -> None:
    server_tls, _ = certificate_for("crm.example", tmp_path)
    with (
        serving(server_tls) as server,
        GuardedClient(reaching(server), resolve=lambda *_: ["127.0.0.1"]) as client,
        pytest.raises(ConnectionFailed, match="certificate"),
    ):
        client.get(at(server, host="crm.example", scheme="https"))


def test_an_authority_that_the_machine_trusts_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server_tls, _ = certificate_for("crm.example", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "crm.example.pem"))
    trusted.cache_clear()
    try:
        with (
            serving(server_tls) as server,
            GuardedClient(reaching(server), resolve=lambda *_: ["127.0.0.1"]) as client,
        ):
            assert client.get(at(server, host="crm.example", scheme="https")).ok
            with pytest.raises(ConnectionFailed, match="certificate"):
                client.get(at(server, host="other.example", scheme="https"))
    finally:
        trusted.cache_clear()


def test_limits_that_allow_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        Rules(seconds=0)
